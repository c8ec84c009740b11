/** A calendar day as `YYYY-MM-DD`. */
export type Day = string;

/** Counts the working days after one day up to and including another; negative the other way. The rule is its caller's. */
export type DayCount = (from: Day, to: Day) => number;

/** The calendar day of an instant in a zone (default Beijing). */
export function dayOf(instant: Date, timeZone = "Asia/Shanghai"): Day {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(
    instant,
  );
}
