import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mean, ndcg, recall } from "./measures.ts";

const judgments = { a: 3, b: 2, c: 1 };

describe("ndcg", () => {
  test("gives 1 to the best order and 0 to a ranking without a judged record", () => {
    expect(ndcg(["a", "b", "c", "x"], judgments)).toBe(1);
    expect(ndcg(["x", "y"], judgments)).toBe(0);
    expect(ndcg([], judgments)).toBe(0);
  });

  test("agrees with an example worked by hand", () => {
    // found: 2^1 − 1 at place 1, nothing at 2, 2^3 − 1 at 3; best: 7 + 3 / log2 3 + 1 / 2
    const found = 1 + 7 / 2;
    const best = 7 + 3 / Math.log2(3) + 1 / 2;
    expect(ndcg(["c", "x", "a"], judgments)).toBeCloseTo(found / best, 12);
    expect(ndcg(["c", "x", "a"], judgments)).toBeCloseTo(0.4791, 4);
  });

  test("agrees with the six-document example of the textbooks", () => {
    // grades 3 2 3 0 1 2: 7 + 3/1.58496 + 7/2 + 0 + 1/2.58496 + 3/2.80735 = 13.8483; best order 14.5954
    const graded = { d1: 3, d2: 2, d3: 3, d4: 0, d5: 1, d6: 2 };
    expect(ndcg(["d1", "d2", "d3", "d4", "d5", "d6"], graded)).toBeCloseTo(0.9488, 4);
  });

  test("looks no deeper than it is told and pays a repeated record once", () => {
    expect(ndcg([...Array.from({ length: 10 }, (_, i) => `x${i}`), "a"], judgments)).toBe(0);
    expect(ndcg(["a", "a", "b", "c"], judgments)).toBe(1);
    expect(ndcg(["b", "a"], { a: 3, b: 3 }, 1)).toBe(1);
  });

  test("stays between 0 and 1, and moving a better record up never lowers it", () => {
    const grades = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 2, maxLength: 15 });
    fc.assert(
      fc.property(grades, fc.nat(), (list, at) => {
        fc.pre(list.some((grade) => grade > 0));
        const ids = list.map((_, i) => `r${i}`);
        const graded = Object.fromEntries(ids.map((id, i) => [id, list[i] ?? 0]));
        const i = at % (list.length - 1);
        const swapped = ids.with(i, ids[i + 1]!).with(i + 1, ids[i]!);
        const [before, after] = [ndcg(ids, graded), ndcg(swapped, graded)];
        expect(before).toBeGreaterThanOrEqual(0);
        expect(before).toBeLessThanOrEqual(1 + 1e-12);
        if (list[i + 1]! >= list[i]!) expect(after).toBeGreaterThanOrEqual(before - 1e-12);
      }),
    );
  });

  test("refuses a question without an answer", () => {
    expect(() => ndcg(["a"], {})).toThrow(RangeError);
  });
});

describe("recall", () => {
  test("counts the useful records among the first hundred, and related ones never", () => {
    expect(recall(["a", "c"], judgments)).toBe(0.5);
    expect(recall(["b", "x", "a"], judgments)).toBe(1);
    expect(recall(["c"], judgments)).toBe(0);
    expect(recall([...Array.from({ length: 100 }, (_, i) => `x${i}`), "a"], judgments)).toBe(0);
    expect(recall([...Array.from({ length: 99 }, (_, i) => `x${i}`), "a"], judgments)).toBe(0.5);
  });

  test("refuses a question without a useful record", () => {
    expect(() => recall(["c"], { c: 1 })).toThrow(RangeError);
  });
});

describe("mean", () => {
  test("averages, and refuses nothing at all", () => {
    expect(mean([0, 0.5, 1])).toBe(0.5);
    expect(() => mean([])).toThrow(RangeError);
  });
});
