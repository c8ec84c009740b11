import { describe, expect, test } from "vitest";
import { fundingDeadline, inspectionDeadline } from "./deadlines.ts";

describe("deadlines", () => {
  test("ten working days from a Friday end on the second Friday after", () => {
    expect(inspectionDeadline(new Date("2026-11-13T03:00:00Z"), 10).toISOString()).toBe("2026-11-27T03:00:00.000Z");
  });
  test("a weekend in China counts as such although it is still Friday elsewhere", () => {
    // 2026-11-13 16:30 UTC is Saturday in China: Sunday is skipped, Monday counts
    expect(inspectionDeadline(new Date("2026-11-13T16:30:00Z"), 1).toISOString()).toBe("2026-11-15T16:30:00.000Z");
  });
  test("funds are called for fourteen days", () => {
    expect(fundingDeadline(new Date("2026-11-01T00:00:00Z")).toISOString()).toBe("2026-11-15T00:00:00.000Z");
  });
});
