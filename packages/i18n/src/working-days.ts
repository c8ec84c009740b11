/** A calendar day as `YYYY-MM-DD`. */
export type Day = string;

/**
 * Where the calendar differs from Monday to Friday: public holidays on weekdays (`off`) and swapped weekend days
 * that are worked (`on`). The table is dated by its callers; days outside it follow Monday to Friday.
 */
export type WorkingDayTable = { readonly off: ReadonlySet<Day>; readonly on: ReadonlySet<Day> };

export const mondayToFriday: WorkingDayTable = { off: new Set(), on: new Set() };

/** The calendar day of an instant in a zone (default Beijing). */
export function dayOf(instant: Date, timeZone = "Asia/Shanghai"): Day {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(
    instant,
  );
}

export function isWorkingDay(day: Day, table: WorkingDayTable = mondayToFriday): boolean {
  if (table.on.has(day)) return true;
  if (table.off.has(day)) return false;
  const weekday = utc(day).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** Working days after `from` up to and including `to`: Monday to the Friday of the same week is 4. Negative when `to` is earlier. */
export function workingDaysBetween(from: Day, to: Day, table: WorkingDayTable = mondayToFriday): number {
  if (to < from) return -workingDaysBetween(to, from, table);
  let count = 0;
  for (let day = next(from); day <= to; day = next(day)) if (isWorkingDay(day, table)) count += 1;
  return count;
}

const utc = (day: Day): Date => new Date(`${day}T00:00:00Z`);
const next = (day: Day): Day => new Date(utc(day).getTime() + 86_400_000).toISOString().slice(0, 10);
