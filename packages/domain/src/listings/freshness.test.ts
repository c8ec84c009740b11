import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { agedTo, annuityNoticeDays, daysBetween, endedBy, noticeDue, refreshDue } from "./freshness.ts";

const day = fc
  .integer({ min: Date.UTC(2020, 0, 1) / 86_400_000, max: Date.UTC(2040, 11, 31) / 86_400_000 })
  .map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));

describe("the age of a listing", () => {
  test.each([
    ["2026-05-30", "fresh"],
    ["2026-11-25", "fresh"],
    ["2026-11-26", "hide"],
    ["2027-05-29", "hide"],
    ["2027-05-30", "archive"],
  ])("refreshed on 30 May 2026, it is on %s: %s", (today, aged) => {
    expect(agedTo("2026-05-30", today)).toBe(aged);
  });

  test("twelve months end on the last day of a shorter month", () => {
    expect(refreshDue("2024-02-29").archiveOn).toBe("2025-02-28");
  });

  test("is hidden before it is archived, whenever it was refreshed", () => {
    fc.assert(
      fc.property(day, (refreshed) => {
        const { hideOn, archiveOn } = refreshDue(refreshed);
        expect(daysBetween(refreshed, hideOn)).toBe(180);
        expect(hideOn < archiveOn).toBe(true);
      }),
    );
  });
});

test("a notice is due once for each of its days, never after the day itself", () => {
  expect(noticeDue("2026-12-31", "2026-10-01", annuityNoticeDays)).toBeNull();
  expect(noticeDue("2026-12-31", "2026-10-02", annuityNoticeDays)).toBe(90);
  expect(noticeDue("2026-12-31", "2026-12-15", annuityNoticeDays)).toBe(30);
  expect(noticeDue("2026-12-31", "2026-12-31", annuityNoticeDays)).toBe(7);
  expect(noticeDue("2026-12-31", "2027-01-01", annuityNoticeDays)).toBeNull();
});

describe("the end of a right", () => {
  const right = {
    number: "CN2023199000018",
    legalStatus: "granted" as const,
    filingDate: "2023-03-01",
    annuityDue: "2026-03-01",
  };
  test.each([
    ["an annuity that can still be paid with a surcharge", {}, "2026-09-01", null],
    ["an annuity whose grace is over", {}, "2026-09-02", "annuity"],
    ["the last day of an invention's twenty years", { annuityDue: null }, "2043-02-28", null],
    ["the end of an invention's twenty years", { annuityDue: null }, "2043-03-01", "term"],
    ["the end of a utility model's ten years", { number: "CN2023299000013", annuityDue: null }, "2033-03-01", "term"],
    ["what its owner calls lapsed", { legalStatus: "lapsed" as const, annuityDue: null }, "2023-03-02", "status"],
    ["know-how, which has no register", { legalStatus: "none" as const }, "2050-01-01", null],
    ["a status nobody knows", { legalStatus: "unknown" as const }, "2050-01-01", null],
  ])("%s", (_what, over, today, ended) => {
    expect(endedBy({ ...right, ...over }, today)).toBe(ended);
  });
});
