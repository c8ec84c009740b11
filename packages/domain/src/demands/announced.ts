import type { DemandKind, DemandVisibility } from "./demand.ts";
import { type DemandGap, windowGaps } from "./readiness.ts";

/**
 * What a published demand may still change; everything else was read back, checked and answered as it stands. Whoever needs another text
 * takes the demand away and posts anew, or takes an ordinary one that nobody has answered back to its draft.
 */
export type Announced = {
  readonly kind: DemandKind;
  readonly visibility: DemandVisibility;
  readonly deadline: string | null;
  readonly feedbackDue: string | null;
};

/** What was seen by everybody is not hidden again, nor is a name that was told: a published demand is only ever opened. */
export const openings: Readonly<Record<DemandVisibility, readonly DemandVisibility[]>> = {
  open: ["open"],
  named: ["named", "open"],
  hidden_name: ["hidden_name", "open"],
};

/**
 * What of a change would break a promise: a nearer end, feedback put off without a longer window, a demand that closes itself to its
 * readers. Nothing where the change is one that a published demand may make.
 * @param publishedOn day on which its window began; ISO dates in Chinese time
 */
export const adjustmentGaps = (
  before: Announced,
  after: Announced,
  today: string,
  publishedOn: string,
): DemandGap[] => {
  const gaps: DemandGap[] = [];
  const day = before.deadline ?? "";
  if (after.deadline === null || after.deadline < day)
    gaps.push({ field: "deadline", code: "promised-until", args: { day } });
  const longer = after.deadline !== null && after.deadline > day;
  const due = before.feedbackDue ?? "";
  // a day that was promised moves later with a longer window, and never earlier
  if (after.feedbackDue !== before.feedbackDue) {
    if (after.feedbackDue === null || after.feedbackDue < due)
      gaps.push({ field: "feedbackDue", code: "promised-from", args: { day: due } });
    else if (!longer) gaps.push({ field: "feedbackDue", code: "promised-by", args: { day: due } });
  }
  if (!openings[before.visibility].includes(after.visibility)) gaps.push({ field: "visibility", code: "only-opened" });
  return gaps.length > 0 || !longer ? gaps : windowGaps(after, today, publishedOn);
};
