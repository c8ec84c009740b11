import { expect, test } from "vitest";
import { chineseDay } from "./chinese-day.ts";

test("a day begins at midnight in China, sixteen hours into the day before in Greenwich", () => {
  expect([new Date("2026-12-31T15:59:59Z"), new Date("2026-12-31T16:00:00Z")].map(chineseDay)).toEqual([
    "2026-12-31",
    "2027-01-01",
  ]);
});
