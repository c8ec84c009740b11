import type { Bilingual } from "../shared/index.ts";

export type DemandGap = {
  readonly field: string;
  readonly code: "required" | "too-short" | "out-of-order" | "date-in-past";
  readonly args?: { readonly min: number };
};

type Figures = {
  readonly title: Bilingual;
  readonly background: Bilingual;
  readonly targets: readonly unknown[];
  readonly testMethod: Bilingual;
  readonly budgetMin: bigint | null;
  readonly budgetMax: bigint | null;
  readonly deadline: string | null;
  readonly rightsWanted: readonly string[];
};

const said = (t: Bilingual): string => t.zh || t.en;
const minBackground = 30;

/** What a demand still lacks before scientists can answer it: a measurable target, how it is tested, by when, for how much. @param today ISO date in Chinese time */
export const demandGaps = (d: Figures, today: string): DemandGap[] => {
  const gaps: DemandGap[] = [];
  if (!said(d.title)) gaps.push({ field: "title.zh", code: "required" });
  if ([...said(d.background)].length < minBackground)
    gaps.push({ field: "background.zh", code: "too-short", args: { min: minBackground } });
  if (d.targets.length === 0) gaps.push({ field: "targets.0.target", code: "required" });
  if (!said(d.testMethod)) gaps.push({ field: "testMethod.zh", code: "required" });
  if (d.budgetMax === null) gaps.push({ field: "budgetMax", code: "required" });
  if (d.budgetMin !== null && d.budgetMax !== null && d.budgetMin > d.budgetMax)
    gaps.push({ field: "budgetMax", code: "out-of-order" });
  if (!d.deadline) gaps.push({ field: "deadline", code: "required" });
  else if (d.deadline <= today) gaps.push({ field: "deadline", code: "date-in-past" });
  if (d.rightsWanted.length === 0) gaps.push({ field: "rightsWanted", code: "required" });
  return gaps;
};
