import type { Machine } from "../shared/index.ts";

export const readbackStates = [
  "assigned",
  "declared",
  "stated",
  "written",
  "corrected",
  "confirmed",
  "replaced",
] as const;
export type ReadbackState = (typeof readbackStates)[number];
export type ReadbackEvent = "confide" | "state" | "declare" | "write" | "confirm" | "correct" | "replace" | "reopen";
export const readbackRoles = ["expert", "officer", "checker", "stranger"] as const;
export type ReadbackRole = (typeof readbackRoles)[number];

const replace = { to: "replaced", by: ["checker"] } as const;

/**
 * One round of a read-back (journey J5 step 2): the expert first says whether there is a conflict of interest, which where the firm hides
 * its name takes the duty of confidence (`confide`), since nobody can tell ties to they know not whom; then says the problem in own words, and the firm confirms or corrects them. `checker` is an officer of the park or the operator, who chose the expert. A
 * correction, and a later change of the text (`reopen`, by the firm's saving), ends the round; the next one begins with the same expert.
 */
export const readbackMachine = {
  assigned: {
    confide: { to: "assigned", by: ["expert"] },
    state: { to: "stated", by: ["expert"] },
    declare: { to: "declared", by: ["expert"] },
    replace,
  },
  stated: { write: { to: "written", by: ["expert"] }, declare: { to: "declared", by: ["expert"] }, replace },
  written: {
    write: { to: "written", by: ["expert"] },
    confirm: { to: "confirmed", by: ["officer"] },
    correct: { to: "corrected", by: ["officer"] },
    reopen: { to: "corrected", by: ["officer"] },
    replace,
  },
  confirmed: { reopen: { to: "corrected", by: ["officer"] } },
  corrected: {},
  declared: {},
  replaced: {},
} as const satisfies Machine<ReadbackState, ReadbackEvent, ReadbackRole>;

/** Fewest characters of an expert's own words, and of a correction. */
export const leastWords = 20;

type Columns = {
  readonly conflict: "none" | "declared" | null;
  readonly writtenAt: Date | null;
  readonly answer: "confirmed" | "corrected" | null;
  readonly replacedAt: Date | null;
};

/** Where a round stands, from what was written down of it. */
export const readbackState = (r: Columns): ReadbackState => {
  if (r.replacedAt !== null) return "replaced";
  if (r.answer !== null) return r.answer;
  if (r.conflict === "declared") return "declared";
  if (r.writtenAt !== null) return "written";
  return r.conflict === "none" ? "stated" : "assigned";
};
