import { shareSum } from "../listings/index.ts";
import type { Bilingual, Machine } from "../shared/index.ts";
import { addWorkingDays } from "../shared/index.ts";

export const disclosureStates = ["draft", "disclosed", "assessed", "protected", "returned_to_inventor"] as const;
export type DisclosureState = (typeof disclosureStates)[number];
export type DisclosureEvent = "submit" | "assess" | "protect" | "return";
/** `author` wrote the disclosure, `inventor` is named in it, `officer` works for the unit it belongs to. */
export const disclosureRoles = ["author", "inventor", "officer", "system", "stranger"] as const;
export type DisclosureRole = (typeof disclosureRoles)[number];

const author = ["author"] as const;
const officer = ["officer"] as const;
const giveBack = { to: "returned_to_inventor", by: officer } as const;

/**
 * What people decide about a disclosed result (journey J7). That it is listed, in a deal, brings income and is paid is not decided
 * here: it follows from the listing and its deals (`resultStage`). What the unit gave back may be disclosed again, with more in it.
 */
export const disclosureMachine = {
  draft: { submit: { to: "disclosed", by: author } },
  disclosed: { assess: { to: "assessed", by: officer }, return: giveBack },
  assessed: { protect: { to: "protected", by: officer }, return: giveBack },
  protected: { return: giveBack },
  returned_to_inventor: { submit: { to: "disclosed", by: author } },
} as const satisfies Machine<DisclosureState, DisclosureEvent, DisclosureRole>;

/** States in which its author may still write. */
export const isWritable = (state: DisclosureState): boolean => state === "draft" || state === "returned_to_inventor";

/** What an assessment decided: file for protection, or keep it as know-how. */
export const protectionRoutes = ["protect", "know_how"] as const;
export type ProtectionRoute = (typeof protectionRoutes)[number];

/** States in which somebody of the unit has the turn, and until when. */
export const timedSteps = ["disclosed", "assessed", "protected"] as const;
export type StepDays = Readonly<Record<(typeof timedSteps)[number], number>>;
/** Working days the owner of a step has where the unit has not set its own. */
export const defaultStepDays: StepDays = { disclosed: 20, assessed: 60, protected: 30 };
export const mostStepDays = 250;

/** When the step that begins with this state is due; nothing is due where nobody of the unit has the turn. */
export const stepDue = (state: DisclosureState, from: Date, days: StepDays = defaultStepDays): Date | null => {
  const step = timedSteps.find((s) => s === state);
  return step ? addWorkingDays(from, days[step]) : null;
};

export type DisclosureGap = { readonly field: string; readonly code: "required" | "sum-wrong" | "choose" };
type Named = { readonly name: Bilingual; readonly sharePct: number };
type Facts = { readonly title: string; readonly novelty: string; readonly inventors: readonly Named[] };

/** What a disclosure lacks before the office can assess it, each at its field. */
export const disclosureGaps = (d: Facts): DisclosureGap[] => {
  const gaps: DisclosureGap[] = [];
  if (d.title === "") gaps.push({ field: "title", code: "required" });
  if (d.novelty === "") gaps.push({ field: "novelty", code: "required" });
  if (d.inventors.length === 0) gaps.push({ field: "inventors.0.name", code: "required" });
  else if (shareSum(d.inventors) !== 100_00 || d.inventors.some((i) => i.sharePct === 0))
    gaps.push({ field: "inventors.0.sharePct", code: "sum-wrong" });
  return gaps;
};
