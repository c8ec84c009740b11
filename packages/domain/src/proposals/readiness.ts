import type { ProposalFields } from "./inputs.ts";

export type ProposalGap = {
  readonly field: string;
  readonly code: "required" | "too-short" | "sum-differs" | "too-few";
  readonly args?: Readonly<Record<string, string | number>>;
};

const least = { hypothesis: 30, rationale: 30, plan: 30 } as const;

/** What a proposal lacks before it may be submitted: every part of the page, and milestones that add up to its budget. */
export const proposalGaps = (p: ProposalFields): ProposalGap[] => {
  const gaps: ProposalGap[] = [];
  for (const field of ["title", "team", "territory", "conflicts"] as const)
    if (p[field] === "") gaps.push({ field, code: "required" });
  for (const field of ["hypothesis", "rationale", "plan"] as const)
    if ([...p[field]].length < least[field]) gaps.push({ field, code: "too-short", args: { min: least[field] } });
  if (p.trl === null) gaps.push({ field: "trl", code: "required" });
  if (p.milestones.length === 0) gaps.push({ field: "milestones.0.name", code: "required" });
  const sum = p.milestones.reduce((total, m) => total + m.amount, 0n);
  if (p.budget === null) gaps.push({ field: "budget", code: "required" });
  else if (p.milestones.length > 0 && sum !== p.budget) gaps.push({ field: "budget", code: "sum-differs" });
  return gaps;
};
