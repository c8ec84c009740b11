import type { Bilingual } from "../shared/index.ts";
import type { DemandKind } from "./demand.ts";
import { namesOwner } from "./hidden-name.ts";
import { earliestClosing } from "./window.ts";

export type DemandGap = {
  readonly field: string;
  readonly code:
    | "required"
    | "too-short"
    | "out-of-order"
    | "date-in-past"
    | "window-too-short"
    | "names-owner"
    | "not-after"
    | "promised-until"
    | "promised-by"
    | "promised-from"
    | "only-opened";
  readonly args?: { readonly min?: number; readonly day?: string; readonly name?: string };
};

/** The texts of a demand that everybody reads. */
export type DemandTexts = {
  readonly title: Bilingual;
  readonly background: Bilingual;
  readonly testMethod: Bilingual;
  readonly constraints: Bilingual;
  readonly targets: readonly { readonly name: Bilingual; readonly unit: Bilingual }[];
  readonly keywordsZh: readonly string[];
  readonly keywordsEn: readonly string[];
};
export type DemandFigures = DemandTexts & {
  readonly kind: DemandKind;
  readonly visibility: string;
  readonly budgetMin: bigint | null;
  readonly budgetMax: bigint | null;
  readonly deadline: string | null;
  readonly feedbackDue: string | null;
  readonly rightsWanted: readonly string[];
};

const said = (t: Bilingual): string => t.zh || t.en;
const minBackground = 30;

/** The day on which answers end: in the future, and for a challenge far enough in it. */
export const windowGaps = (
  d: Pick<DemandFigures, "kind" | "deadline" | "feedbackDue">,
  today: string,
  publishedOn: string,
): DemandGap[] => {
  if (!d.deadline) return [{ field: "deadline", code: "required" }];
  if (d.deadline <= today) return [{ field: "deadline", code: "date-in-past" }];
  if (d.kind !== "challenge") return [];
  const earliest = earliestClosing(publishedOn);
  if (d.deadline < earliest) return [{ field: "deadline", code: "window-too-short", args: { day: earliest } }];
  return d.feedbackDue !== null && d.feedbackDue <= d.deadline
    ? [{ field: "feedbackDue", code: "not-after", args: { day: d.deadline } }]
    : [];
};

/**
 * What a demand still lacks before scientists can answer it: a measurable target, how it is tested, by when, for how much.
 * @param today ISO date in Chinese time
 * @param names what its owner is called; a demand that hides its owner may say none of them
 * @param publishedOn the day its window began, where it is published already
 */
export const demandGaps = (
  d: DemandFigures,
  today: string,
  names: readonly string[] = [],
  publishedOn = today,
): DemandGap[] => {
  const gaps: DemandGap[] = [];
  if (!said(d.title)) gaps.push({ field: "title.zh", code: "required" });
  if ([...said(d.background)].length < minBackground)
    gaps.push({ field: "background.zh", code: "too-short", args: { min: minBackground } });
  if (d.targets.length === 0) gaps.push({ field: "targets.0.target", code: "required" });
  if (!said(d.testMethod)) gaps.push({ field: "testMethod.zh", code: "required" });
  if (d.budgetMax === null) gaps.push({ field: "budgetMax", code: "required" });
  if (d.budgetMin !== null && d.budgetMax !== null && d.budgetMin > d.budgetMax)
    gaps.push({ field: "budgetMax", code: "out-of-order" });
  gaps.push(...windowGaps(d, today, publishedOn));
  if (d.rightsWanted.length === 0) gaps.push({ field: "rightsWanted", code: "required" });
  if (d.visibility === "hidden_name")
    for (const { field, name } of namesOwner(d, names)) gaps.push({ field, code: "names-owner", args: { name } });
  return gaps;
};
