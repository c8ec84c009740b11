import type { DemandState } from "../demands/index.ts";

/** Whose turn a challenge is in its review; null where nobody's is, or the deal says it. */
const reviewTurns = [
  "statement",
  "window",
  "screen",
  "assess",
  "reviewers",
  "shortlist",
  "leads",
  "award",
  "answer",
  "empty",
] as const;
export type ReviewTurn = (typeof reviewTurns)[number];

type Facts = {
  readonly state: DemandState;
  /** The reader has said what ties them to whom, without which they see no proposal. */
  readonly stated: boolean;
  /** Proposals in the competition, and those of them that nobody has screened. */
  readonly proposals: number;
  readonly unscreened: number;
  /** Reviewers who owe a statement or a review, and leads who have recommended nobody. */
  readonly owing: number;
  readonly silentLeads: number;
  /** Proposers who wait for their answer. */
  readonly awaited: number;
};

/** States in which somebody of the demander decides. */
const decided: readonly DemandState[] = ["closed", "screening", "assessing", "finalist"];

/**
 * Whose turn it is. `statement`: the reader's own, before they read or decide. `window`: proposers'. `reviewers` and `leads`: theirs, though the demander's officers may go on without the late
 * ones. Everything else is the officers': `empty` says that nobody proposed.
 */
export const reviewTurn = (f: Facts): ReviewTurn | null => {
  if (f.state === "published") return "window";
  if (f.state === "closed" && f.proposals === 0) return "empty";
  if (!f.stated && decided.includes(f.state)) return "statement";
  if (f.state === "closed") return "screen";
  if (f.state === "screening") return f.unscreened > 0 ? "screen" : "assess";
  if (f.state === "assessing") return f.owing > 0 ? "reviewers" : "shortlist";
  if (f.state === "finalist") return f.silentLeads > 0 ? "leads" : "award";
  return f.awaited > 0 && f.state === "awarded" ? "answer" : null;
};
