import type { MoneyItem } from "@peony/features/escrow";
import { describe, expect, test } from "vitest";
import { inspectionOf } from "./inspection.ts";

const item = {
  state: "delivered",
  inspectionDays: 10,
  deadline: new Date("2026-11-27T10:00:00Z"),
  events: [{ seq: 4, event: "deliver", to: "delivered", at: new Date("2026-11-13T10:00:00Z") }],
} as unknown as MoneyItem;

describe("inspectionOf", () => {
  test("counts working days gone and left", () => {
    expect(inspectionOf(item, new Date("2026-11-20T02:00:00Z"))).toMatchObject({ past: 5, days: 5, over: false });
    expect(inspectionOf(item, new Date("2026-11-13T11:00:00Z"))).toMatchObject({ past: 0, days: 10 });
  });
  test("knows the last day and the days after it", () => {
    expect(inspectionOf(item, new Date("2026-11-27T02:00:00Z"))).toMatchObject({ past: 10, days: 0, over: false });
    expect(inspectionOf(item, new Date("2026-12-01T02:00:00Z"))).toMatchObject({ past: 10, days: 2, over: true });
  });
  test("is null where no inspection runs", () => {
    expect(inspectionOf({ ...item, state: "held" }, new Date())).toBeNull();
    expect(inspectionOf({ ...item, events: [] }, new Date())).toBeNull();
  });
});
