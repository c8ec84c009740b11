import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Inventor, mainMinimum, rewardPool, rewardShares } from "./reward.ts";
import { rewardRuleFor, rewardRules } from "./rules.ts";

const name = { zh: "某", en: "" };
const inventors = fc.array(
  fc.integer({ min: 0, max: 100 }).map((sharePct): Inventor => ({ name, sharePct })),
  { minLength: 1, maxLength: 9 },
);

describe("the reward rule", () => {
  test("is Henan's 70 % for an owner in Henan and the country's 50 % elsewhere", () => {
    const at = new Date("2026-11-25T00:00:00Z");
    expect(rewardRuleFor("410300", at)).toMatchObject({ id: "cn-41-2020", statutoryBps: 7000 });
    expect(rewardRuleFor("330100", at)).toMatchObject({ id: "cn-2015", statutoryBps: 5000 });
    expect(rewardRuleFor(null, at)).toMatchObject({ id: "cn-2015" });
  });
  test("is the version in force at the date", () => {
    expect(rewardRuleFor("410300", new Date("2019-12-31T00:00:00Z")).id).toBe("cn-2015");
    expect(() => rewardRuleFor("410300", new Date("2010-01-01T00:00:00Z"))).toThrow("in force");
  });
  test("names its source in both languages", () => {
    for (const r of rewardRules) expect([r.source.zh, r.source.en, r.documentNumber].every(Boolean)).toBe(true);
  });
});

describe("the inventors' pool", () => {
  test("of the worked example: 2,000,000 in, 150,000 cost, Henan", () => {
    expect(rewardPool({ net: 185_000_000n, statutoryBps: 7000 })).toBe(129_500_000n);
    expect(rewardPool({ net: 185_000_000n, statutoryBps: 5000 })).toBe(92_500_000n);
  });
  test("is never below the floor nor a whole minor unit above it", () => {
    const bps = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), bps, (net, statutoryBps) => {
        const pool = rewardPool({ net, statutoryBps });
        expect(pool * 10_000n >= net * BigInt(statutoryBps)).toBe(true);
        expect((pool - 1n) * 10_000n < net * BigInt(statutoryBps)).toBe(true);
        expect(pool <= net).toBe(true);
        expect(mainMinimum(pool, 5000) * 2n >= pool).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
  test("is shared out to the last cent, each within one unit of the exact share", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), inventors, (pool, people) => {
        const shares = rewardShares(pool, people);
        expect(shares.reduce((sum, s) => sum + s.amount, 0n)).toBe(pool);
        const total = BigInt(people.reduce((sum, p) => sum + p.sharePct, 0));
        for (const s of shares) {
          expect(s.amount >= 0n).toBe(true);
          if (total > 0n) {
            const off = s.amount * total - pool * BigInt(s.sharePct);
            expect(off > -total && off < total).toBe(true);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });
  test("is equal where no share is known, and nobody's where nobody is named", () => {
    expect(
      rewardShares(10n, [
        { name, sharePct: 0 },
        { name, sharePct: 0 },
        { name, sharePct: 0 },
      ]).map((s) => s.amount),
    ).toEqual([4n, 3n, 3n]);
    expect(rewardShares(10n, [])).toEqual([]);
  });
});
