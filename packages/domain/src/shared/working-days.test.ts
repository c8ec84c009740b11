import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chineseDay } from "./chinese-day.ts";
import { workingYears } from "./working-day-tables.ts";
import { addWorkingDays, isWorkingDay, workingDayBasis, workingDaysBetween, workingTableEnds } from "./working-days.ts";

const noon = (day: string) => new Date(`${day}T04:00:00Z`);
const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();
const weekend = (day: string) => weekday(day) === 0 || weekday(day) === 6;
const daysOf = (year: number) =>
  Array.from({ length: 366 }, (_, i) => new Date(Date.UTC(year, 0, 1 + i)).toISOString().slice(0, 10)).filter((d) =>
    d.startsWith(`${year}`),
  );

describe("Chinese working days", () => {
  test.each([
    ["2026-02-16", false],
    ["2026-02-14", true],
    ["2026-02-24", true],
    ["2026-10-07", false],
    ["2026-10-08", true],
    ["2026-10-10", true],
    ["2026-10-11", false],
    ["2026-06-19", false],
    ["2025-01-26", true],
    ["2025-10-08", false],
    ["2025-09-28", true],
  ])("%s is worked: %s", (day, worked) => expect(isWorkingDay(day)).toBe(worked));

  test("a deadline over the Spring Festival counts neither the holidays nor the weekends, and counts the swapped Saturday", () => {
    expect(chineseDay(addWorkingDays(noon("2026-02-13"), 1))).toBe("2026-02-14");
    expect(chineseDay(addWorkingDays(noon("2026-02-13"), 2))).toBe("2026-02-24");
    expect(chineseDay(addWorkingDays(noon("2026-09-30"), 2))).toBe("2026-10-09");
    expect(workingDaysBetween("2026-09-30", "2026-10-12")).toBe(4);
  });

  test("what the notices swap is what they should: weekdays off, weekends on, and the working days of a year", () => {
    for (const [year, { off, on }] of Object.entries(workingYears.CN ?? {})) {
      expect(on.every(weekend)).toBe(true);
      for (const day of [...on, ...off.flatMap((range) => range.split("/"))]) expect(day.slice(0, 4)).toBe(year);
      for (const range of off) expect([...range.split("/")].toSorted()).toEqual(range.split("/"));
    }
    // 365 days less 104 weekend days and 13 holidays
    expect([2025, 2026].map((year) => daysOf(year).filter((day) => isWorkingDay(day)).length)).toEqual([248, 248]);
  });

  test("are weekends only, by name, in years and countries without a table", () => {
    expect(workingDayBasis("2026-12-31")).toBe("arranged");
    expect(workingDayBasis("2027-01-01")).toBe("weekends-only");
    expect(isWorkingDay("2027-01-01")).toBe(true);
    expect(workingDayBasis("2026-10-01", "DE")).toBe("weekends-only");
    expect(isWorkingDay("2026-10-01", "DE")).toBe(true);
  });

  test("the table says when it ends, from sixty days before", () => {
    expect(workingTableEnds("2026-11-01")).toBeNull();
    expect(workingTableEnds("2026-11-02")).toBe("2026-12-31");
    expect(workingTableEnds("2027-03-01")).toBe("2026-12-31");
    expect(workingTableEnds("2026-11-25", "DE")).toBeNull();
  });
});

const day = fc.integer({ min: 0, max: 1_100 }).map((n) => chineseDay(new Date(Date.UTC(2025, 0, 1 + n, 4))));

test("working days add up over any day between, and back", () => {
  fc.assert(
    fc.property(day, day, day, (a, b, c) => {
      const [x = a, y = b, z = c] = [a, b, c].sort();
      expect(workingDaysBetween(x, z)).toBe(workingDaysBetween(x, y) + workingDaysBetween(y, z));
      expect(workingDaysBetween(z, x) + workingDaysBetween(x, z)).toBe(0);
    }),
    { numRuns: 60 },
  );
});

test("a deadline is a worked day so many working days ahead at the same time, and never earlier for more days", () => {
  const instant = fc.date({ min: noon("2025-01-01"), max: noon("2027-12-31"), noInvalidDate: true });
  fc.assert(
    fc.property(instant, fc.integer({ min: 1, max: 90 }), (from, days) => {
      const end = addWorkingDays(from, days);
      expect(isWorkingDay(chineseDay(end))).toBe(true);
      expect(workingDaysBetween(chineseDay(from), chineseDay(end))).toBe(days);
      expect((end.getTime() - from.getTime()) % 86_400_000).toBe(0);
      expect(addWorkingDays(from, days + 1) > end).toBe(true);
    }),
    { numRuns: 60 },
  );
});
