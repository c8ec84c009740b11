import { workingDaysBetween } from "@peony/domain/shared";
import type { MoneyItem } from "@peony/features/escrow";
import { dayOf } from "@peony/i18n";

export type Inspection = {
  readonly delivered: Date;
  readonly deadline: Date;
  readonly over: boolean;
  /** Working days that are left, or that have gone by since. */
  readonly days: number;
  /** Whole working days of the period gone, at most `total`. */
  readonly past: number;
  readonly total: number;
};

/** How far the inspection of a delivered item is, or null where none runs. */
export const inspectionOf = (item: MoneyItem, now: Date): Inspection | null => {
  const delivered = item.events.findLast((e) => e.event === "deliver")?.at;
  if (item.state !== "delivered" || !delivered || !item.deadline) return null;
  const left = workingDaysBetween(dayOf(now), dayOf(item.deadline));
  const total = item.inspectionDays;
  return {
    delivered,
    deadline: item.deadline,
    over: item.deadline.getTime() < now.getTime(),
    days: Math.abs(left),
    past: Math.min(Math.max(total - left, 0), total),
    total,
  };
};
