import type { LegalStatus } from "./listing.ts";
import { patentYears } from "./patent-number.ts";

/** Days after which a listing that nobody refreshed leaves the market, and months after which it is archived. */
export const refreshDays = 180;
export const archiveMonths = 12;
/** Days before the market is left on which the owner is asked to refresh. */
export const refreshNoticeDays = [30, 14, 3] as const;
/** Days before an annuity falls due on which the owner is told. */
export const annuityNoticeDays = [90, 30, 7] as const;

const dayMs = 86_400_000;
const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/** The day `months` later, or the last day of that month where it has no such day. */
const plusMonths = (day: string, months: number): string => {
  const [y = 0, m = 1, d = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(y, m - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(y, m - 1 + months, Math.min(d, last))).toISOString().slice(0, 10);
};

/** Whole days from one ISO day to another; negative where `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);

/** ISO days on which a listing last refreshed on `refreshedOn` is hidden and archived; the last day of grace is the day before. */
export const refreshDue = (refreshedOn: string): { readonly hideOn: string; readonly archiveOn: string } => ({
  hideOn: plusDays(refreshedOn, refreshDays),
  archiveOn: plusMonths(refreshedOn, archiveMonths),
});

/** What age asks of a listing today: nothing, to be hidden, or to be archived. */
export const agedTo = (refreshedOn: string, today: string): "fresh" | "hide" | "archive" => {
  const { hideOn, archiveOn } = refreshDue(refreshedOn);
  return today >= archiveOn ? "archive" : today >= hideOn ? "hide" : "fresh";
};

/** The nearest notice due on `today` for something that happens on `dueOn`: the days named by it, or null. */
export const noticeDue = (dueOn: string, today: string, notices: readonly number[]): number | null => {
  const left = daysBetween(today, dueOn);
  const due = notices.filter((n) => left <= n && left >= 0);
  return due.length > 0 ? Math.min(...due) : null;
};

/** Months after an annuity's due date in which it may still be paid with a surcharge; then the right has ended (Patent Law art. 44, Implementing Regulations rule 98). */
const graceMonths = 6;

/** Why a right has ended by time alone, on the day `today`; null where nothing that is known of it says so. */
export const endedBy = (
  right: {
    readonly number: string | null;
    readonly legalStatus: LegalStatus;
    readonly filingDate: string | null;
    readonly annuityDue: string | null;
  },
  today: string,
): "status" | "term" | "annuity" | null => {
  if (right.legalStatus === "lapsed") return "status";
  if (right.legalStatus !== "granted" && right.legalStatus !== "pending") return null;
  const years = right.number === null ? null : patentYears(right.number);
  if (years !== null && right.filingDate !== null && today >= plusMonths(right.filingDate, 12 * years)) return "term";
  return right.annuityDue !== null && today > plusMonths(right.annuityDue, graceMonths) ? "annuity" : null;
};
