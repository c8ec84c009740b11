import fc from "fast-check";
import { expect, test } from "vitest";
import { nextLine } from "./next-line.ts";

test("the focus stays in its row, goes to the next problem, or to the last one there is", () => {
  expect(nextLine([4, 9, 12], 9)).toBe(9);
  expect(nextLine([4, 12], 9)).toBe(12);
  expect(nextLine([4], 9)).toBe(4);
  expect(nextLine([], 9)).toBeNull();
});

test("where a row is left, the focus is in one", () => {
  const lines = fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1 });
  fc.assert(
    fc.property(lines, fc.integer({ min: 1, max: 99 }), (some, was) => some.includes(nextLine(some, was) ?? 0)),
  );
});
