import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatDate, formatDateTime, formatDeadline, formatTimeLeft, sayInstants } from "./dates.ts";
import { dayOf, isWorkingDay, workingDaysBetween } from "./working-days.ts";

const now = new Date("2026-11-23T02:00:00Z");

describe("dates", () => {
  test("are written for prose and for tables", () => {
    expect(formatDate("2026-11-23", "zh", "prose")).toBe("2026年11月23日");
    expect(formatDate("2026-11-23", "en", "prose")).toBe("23 November 2026");
    expect(formatDate(now, "en")).toBe("2026-11-23");
    expect(formatDate(new Date("2026-11-23T16:30:00Z"), "zh")).toBe("2026-11-24");
  });

  test("name Beijing time only to viewers elsewhere", () => {
    expect(formatDateTime(new Date("2026-11-23T07:02:00Z"), "zh")).toBe("2026-11-23 15:02");
    expect(formatDateTime(now, "zh", "Europe/Berlin")).toBe("2026-11-23 10:00 北京时间");
    expect(formatDateTime(now, "en", "Europe/Berlin")).toBe("2026-11-23 10:00 Beijing time");
  });

  test("carry the weekday as deadlines, and the year when it is another", () => {
    expect(formatDeadline("2026-11-27", now, "zh")).toBe("11月27日 周五");
    expect(formatDeadline(new Date("2026-11-27T10:00:00Z"), now, "zh")).toBe("11月27日 周五 18:00");
    expect(formatDeadline("2026-11-27", now, "en")).toBe("Friday 27 November");
    expect(formatDeadline("2027-03-31", now, "zh")).toBe("2027年3月31日 周三");
  });

  test("are said in the reader's language where a message stores an instant", () => {
    const args = { number: "PN-2026-000001", deadline: "2026-12-31T16:30:00.000Z", none: "" };
    expect(sayInstants(args, "zh")).toEqual({ ...args, deadline: "2027年1月1日" });
    expect(sayInstants(args, "en")).toEqual({ ...args, deadline: "1 January 2027" });
  });

  test("count what is left in working days", () => {
    expect(formatTimeLeft("2026-11-27", now, "zh")).toBe("还剩 4 个工作日");
    expect(formatTimeLeft("2026-11-24", now, "en")).toBe("1 working day left");
    expect(formatTimeLeft("2026-11-23", now, "zh")).toBe("今天截止");
    expect(formatTimeLeft("2026-11-19", now, "zh")).toBe("已过期 2 个工作日");
    expect(formatTimeLeft(new Date("2026-11-23T01:00:00Z"), now, "en")).toBe("overdue");
  });
});

describe("working days", () => {
  const table = { off: new Set(["2026-10-01", "2026-10-02"]), on: new Set(["2026-10-10"]) };

  test("follow the dated table where it differs from the week", () => {
    expect(isWorkingDay("2026-10-01", table)).toBe(false);
    expect(isWorkingDay("2026-10-10", table)).toBe(true);
    expect(isWorkingDay("2026-10-11", table)).toBe(false);
    expect(workingDaysBetween("2026-09-30", "2026-10-12", table)).toBe(7);
  });

  test("add up over any day between", () => {
    const day = fc.integer({ min: 0, max: 600 }).map((n) => dayOf(new Date(Date.UTC(2026, 0, 1 + n, 4))));
    fc.assert(
      fc.property(day, day, day, (a, b, c) => {
        const [x = a, y = b, z = c] = [a, b, c].sort();
        expect(workingDaysBetween(x, z, table)).toBe(workingDaysBetween(x, y, table) + workingDaysBetween(y, z, table));
        expect(workingDaysBetween(z, x, table) + workingDaysBetween(x, z, table)).toBe(0);
      }),
      { numRuns: 40 },
    );
  });
});
