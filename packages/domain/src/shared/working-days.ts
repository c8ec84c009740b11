import { chineseDay } from "./chinese-day.ts";
import { workingYears } from "./working-day-tables.ts";

const dayMs = 86_400_000;

/** A calendar day as `2026-11-25`. */
type Day = string;

const utc = (day: Day): number => Date.parse(`${day}T00:00:00Z`);
const dayAfter = (day: Day): Day => new Date(utc(day) + dayMs).toISOString().slice(0, 10);

type Table = { readonly off: ReadonlySet<Day>; readonly on: ReadonlySet<Day> };

const daysOf = (range: string): Day[] => {
  const [first = "", last = first] = range.split("/");
  const days: Day[] = [];
  for (let day = first; day <= last; day = dayAfter(day)) days.push(day);
  return days;
};

const tables: ReadonlyMap<string, Table> = new Map(
  Object.entries(workingYears).map(([country, years]) => {
    const all = Object.values(years);
    return [
      country,
      { off: new Set(all.flatMap((y) => y.off.flatMap(daysOf))), on: new Set(all.flatMap((y) => y.on)) },
    ] as const;
  }),
);

/**
 * What tells working days from others on a day in a country: the year's arrangement with its public holidays and swapped weekends, or, where
 * none is known, weekends only.
 */
export const workingDayBasis = (day: Day, country = "CN"): "arranged" | "weekends-only" =>
  workingYears[country]?.[Number(day.slice(0, 4))] === undefined ? "weekends-only" : "arranged";

/** Whether people work on this day: as the year was arranged, else from Monday to Friday. */
export const isWorkingDay = (day: Day, country = "CN"): boolean => {
  const table = tables.get(country);
  if (table?.on.has(day)) return true;
  if (table?.off.has(day)) return false;
  const weekday = new Date(utc(day)).getUTCDay();
  return weekday !== 0 && weekday !== 6;
};

/**
 * The instant `days` working days later, at the same time of day. The day of `from` does not count; days are those of China, which keeps one
 * time zone and no daylight saving.
 */
export const addWorkingDays = (from: Date, days: number, country = "CN"): Date => {
  let ms = from.getTime();
  for (let left = days; left > 0; ) {
    ms += dayMs;
    if (isWorkingDay(chineseDay(new Date(ms)), country)) left -= 1;
  }
  return new Date(ms);
};

/** Working days after `from` up to and including `to`: Monday to the Friday of the same plain week is 4. Negative when `to` is earlier. */
export const workingDaysBetween = (from: Day, to: Day, country = "CN"): number => {
  if (to < from) return -workingDaysBetween(to, from, country);
  let count = 0;
  for (let day = dayAfter(from); day <= to; day = dayAfter(day)) if (isWorkingDay(day, country)) count += 1;
  return count;
};

/** Days before the end of what is arranged from which on the operator is asked for the next year's table. */
const askedDays = 60;

/** The last day of a country's table where it ends within sixty days of this one, or has ended; else null. */
export const workingTableEnds = (today: Day, country = "CN"): Day | null => {
  const last = Math.max(0, ...Object.keys(workingYears[country] ?? {}).map(Number));
  if (last === 0) return null;
  const end = `${last}-12-31`;
  return utc(end) - utc(today) < askedDays * dayMs ? end : null;
};
