import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  arePoints,
  byRank,
  type Criterion,
  compareExact,
  defaultCriteria,
  owes,
  setJudgingInput,
  showExact,
  showSpread,
  standings,
  validReviews,
  weighted,
  weightSum,
  wholeWeight,
} from "./index.ts";

const criterion = (weight: number): Criterion => ({ name: { zh: "标准", en: "" }, weight });
const judging = (...weights: number[]) => ({
  demand: "DN-2026-000001",
  version: 0,
  criteria: weights.map(criterion),
});
/** Weights in hundredths that are 100 % together. */
const whole = fc
  .uniqueArray(fc.integer({ min: 1, max: 9_999 }), { maxLength: 7 })
  .map((cuts) => [0, ...cuts.sort((a, b) => a - b), 10_000])
  .map((cuts) => cuts.slice(1).map((c, i) => (c - (cuts[i] ?? 0)) / 100));

describe("weights", () => {
  test("are 100 % together, exactly", () => {
    expect(setJudgingInput.safeParse(judging(33.33, 33.33, 33.34)).success).toBe(true);
    for (const wrong of [[33.33, 33.33, 33.33], [100.01], [50, 50.01], [99.99]])
      expect(setJudgingInput.safeParse(judging(...wrong)).error?.issues.length).toBeGreaterThan(0);
    expect(weightSum(defaultCriteria)).toBe(wholeWeight);
  });
  test("any split of the whole into hundredths passes, and one hundredth more or less does not", () => {
    fc.assert(
      fc.property(whole, (weights) => {
        expect(setJudgingInput.safeParse(judging(...weights)).success).toBe(true);
        const [first = 0, ...rest] = weights;
        const off = first >= 0.02 ? first - 0.01 : first + 0.01;
        expect(setJudgingInput.safeParse(judging(Math.round(off * 100) / 100, ...rest)).success).toBe(false);
      }),
    );
  });
});

describe("points", () => {
  const two = [criterion(60), criterion(40)];
  test.each([
    [100, [0, 100], true],
    [100, [0, 101], false],
    [100, [50], false],
    [100, [50, 50, 50], false],
    [100, [50.5, 1], false],
    [5, [1, 5], true],
    [5, [0, 5], false],
    [5, [6, 1], false],
  ] as const)("on a scale of %i, %j is fit: %s", (scale, points, fit) => {
    expect(arePoints(two, scale, points)).toBe(fit);
  });
  test("full marks on every criterion are full marks, whatever the weights", () => {
    fc.assert(
      fc.property(whole, fc.constantFrom(5, 100), (weights, scale) => {
        const criteria = weights.map(criterion);
        expect(
          weighted(
            criteria,
            criteria.map(() => scale),
          ),
        ).toBe(BigInt(scale * wholeWeight));
      }),
    );
  });
});

describe("standings", () => {
  const criteria = [criterion(33.33), criterion(66.67)];
  const give = (proposalId: string, ...points: number[]) => ({ proposalId, points });
  test("says mean, spread and rank, and shows ties as ties", () => {
    const rows = standings(["a", "b", "c", "d"], criteria, [
      give("a", 80, 60),
      give("a", 60, 70),
      give("b", 70, 65),
      give("b", 70, 65),
      give("c", 90, 90),
    ]);
    expect(rows.map((r) => [r.proposalId, r.count, r.rank, r.tied])).toEqual([
      ["a", 2, 2, true],
      ["b", 2, 2, true],
      ["c", 1, 1, false],
      ["d", 0, null, false],
    ]);
    expect(rows.map((r) => r.mean && showExact(r.mean))).toEqual(["66.67", "66.67", "90.00", null]);
    expect([showSpread(rows[0]?.spread ?? -1n), rows[1]?.spread]).toEqual(["0.00", 0n]);
    expect(byRank(rows).map((r) => r.proposalId)).toEqual(["c", "a", "b", "d"]);
  });
  test("two that look alike when rounded are no tie", () => {
    const [x, y] = standings(["x", "y"], [criterion(0.01), criterion(99.99)], [give("x", 50, 70), give("y", 51, 70)]);
    expect([x?.tied, x?.rank, y?.rank]).toEqual([false, 2, 1]);
    expect(x?.mean && y?.mean && showExact(x.mean) === showExact(y.mean)).toBe(true);
  });
  test("the order of reviewers and of proposals changes nothing; a mean lies between the scores; equal ranks are equal means", () => {
    const given = fc.array(
      fc.record({
        proposalId: fc.constantFrom("a", "b", "c"),
        points: fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 })),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(given, (all) => {
        const rows = standings(["a", "b", "c"], criteria, all);
        const again = standings(["c", "b", "a"], criteria, [...all].reverse());
        for (const row of rows) {
          expect(again.find((r) => r.proposalId === row.proposalId)).toEqual(row);
          if (!row.mean) continue;
          const totals = all.filter((g) => g.proposalId === row.proposalId).map((g) => weighted(criteria, g.points));
          const as = (n: bigint) => ({ numerator: n, denominator: BigInt(wholeWeight) });
          expect(totals.some((n) => compareExact(as(n), row.mean ?? as(0n)) <= 0)).toBe(true);
          expect(totals.some((n) => compareExact(as(n), row.mean ?? as(0n)) >= 0)).toBe(true);
          for (const other of rows)
            if (other.mean) expect(row.rank === other.rank).toBe(compareExact(row.mean, other.mean) === 0);
        }
      }),
    );
  });
});

describe("validReviews", () => {
  const someone = fc.integer({ min: 0, max: 4 }).map((n) => `u${n}`);
  const something = fc.integer({ min: 0, max: 3 }).map((n) => `p${n}`);
  const pair = fc.record({ userId: someone, proposalId: something });
  const keyOf = (x: { userId: string; proposalId: string }) => `${x.userId} ${x.proposalId}`;
  const reviewed = fc.uniqueArray(
    pair.chain((p) => fc.integer({ min: 0, max: 100 }).map((points) => ({ ...p, points: [points] }))),
    { selector: keyOf, maxLength: 20 },
  );
  const team = ["u0", "u1", "u2", "u3"].map((userId) => ({ userId, statedAt: userId === "u3" ? null : new Date(0) }));

  test("a conflict declared later takes this reviewer's points of this proposal out of the sums, and nothing else", () => {
    fc.assert(
      fc.property(reviewed, fc.array(pair, { maxLength: 6 }), pair, (reviews, conflicts, late) => {
        const rank = (rows: typeof reviews) => standings(["p0", "p1", "p2", "p3"], [criterion(100)], rows);
        const before = validReviews(reviews, team, conflicts);
        const after = validReviews(reviews, team, [...conflicts, late]);
        expect(after).toEqual(before.filter((r) => keyOf(r) !== keyOf(late)));
        for (const p of rank(after)) {
          const was = rank(before).find((s) => s.proposalId === p.proposalId);
          if (p.proposalId !== late.proposalId) expect([p.mean, p.count]).toEqual([was?.mean, was?.count]);
        }
      }),
    );
  });
  test("who is off the team, or has not stated, counts for nothing; what counts once counts however it is ordered", () => {
    fc.assert(
      fc.property(reviewed, fc.array(pair, { maxLength: 6 }), (reviews, conflicts) => {
        const valid = validReviews(reviews, team, conflicts);
        expect(valid.every((r) => r.userId !== "u3" && r.userId !== "u4")).toBe(true);
        expect(validReviews([...reviews].reverse(), team, [...conflicts].reverse()).reverse()).toEqual(valid);
      }),
    );
  });
});

describe("owes", () => {
  const at = new Date("2026-11-25T00:00:00Z");
  const of = (proposalId: string, userId = "u") => ({ proposalId, userId });
  test.each([
    ["the statement first, before which no review counts", null, [of("a"), of("b")], [], [2, 0, true, true]],
    ["a review of each open proposal", at, [of("a")], [], [2, 1, false, true]],
    [
      "none of a proposal that a conflict keeps away, whatever was written",
      at,
      [of("a")],
      [of("b")],
      [1, 1, false, false],
    ],
    ["the open one still, where a review was of the kept one", at, [of("b")], [of("b")], [1, 0, false, true]],
    [
      "nothing by others' reviews, conflicts or ended proposals",
      at,
      [of("a"), of("b"), of("z")],
      [of("a", "v"), of("z")],
      [2, 2, false, false],
    ],
  ] as const)("%s", (_what, statedAt, given, kept, [due, done, statement, review]) => {
    expect(owes({ userId: "u", statedAt }, ["a", "b"], given, kept)).toMatchObject({ due, done, statement, review });
  });
});
