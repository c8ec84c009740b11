import { describe, expect, test } from "vitest";
import { formatDate, formatDateTime, formatDeadline, formatTimeLeft, sayInstants } from "./dates.ts";

const now = new Date("2026-11-23T02:00:00Z");

describe("dates", () => {
  test("are written for prose and for tables", () => {
    expect(formatDate("2026-11-23", "zh", "prose")).toBe("2026年11月23日");
    expect(formatDate("2026-11-23", "en", "prose")).toBe("23 November 2026");
    expect(formatDate(now, "en")).toBe("2026-11-23");
    expect(formatDate(new Date("2026-11-23T16:30:00Z"), "zh")).toBe("2026-11-24");
    expect(formatDate("2026-11-23T16:30:15.076Z", "zh")).toBe("2026-11-24");
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

  test("say a right's number as it is printed, and a title as it stands", () => {
    expect(sayInstants({ result: "CN2019199000064" }, "zh")).toEqual({ result: "CN 2019 1 9900006.4" });
    expect(sayInstants({ result: "滚道强化 2019" }, "zh")).toEqual({ result: "滚道强化 2019" });
  });

  test("count what is left in working days", () => {
    const weekends = ["2026-11-21", "2026-11-22", "2026-11-28"];
    const daysAfter = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
    const between = (from: string, to: string): number =>
      to < from ? -between(to, from) : daysAfter(from, to) - weekends.filter((day) => day > from && day <= to).length;
    expect(formatTimeLeft("2026-11-27", now, "zh", between)).toBe("还剩 4 个工作日");
    expect(formatTimeLeft("2026-11-24", now, "en", between)).toBe("1 working day left");
    expect(formatTimeLeft("2026-11-23", now, "zh", between)).toBe("今天截止");
    expect(formatTimeLeft("2026-11-19", now, "zh", between)).toBe("已过期 2 个工作日");
    expect(formatTimeLeft(new Date("2026-11-23T01:00:00Z"), now, "en", between)).toBe("overdue");
  });
});
