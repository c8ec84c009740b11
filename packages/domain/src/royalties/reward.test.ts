import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextState } from "../shared/index.ts";
import { type ObjectionEvent, objectionEnds, objectionMachine, objectionRoles, objectionStates } from "./objection.ts";
import { type Inventor, mainMinimum, previewReward, rewardPool, rewardShares } from "./reward.ts";
import { rewardRuleFor, rewardRules } from "./rules.ts";
import { ruleInForce, type UnitRule } from "./unit-rule.ts";

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

describe("a unit's own rule", () => {
  const rule = (version: number, validFrom: string, poolBps: number): UnitRule => ({
    ...{ version, validFrom, poolBps, mainMinBps: 6000, title: "校规", documentNumber: "校发〔2025〕1 号" },
  });
  const own = [rule(1, "2024-01-01", 7500), rule(2, "2026-01-01", 8000), rule(3, "2026-01-01", 8500)];
  const at = (day: string) => new Date(`${day}T04:00:00Z`);
  test("applies in the version in force at signature, the latest of one day", () => {
    expect(ruleInForce("410300", at("2023-12-31"), own).id).toBe("cn-41-2020");
    expect(ruleInForce("410300", at("2024-01-01"), own)).toMatchObject({ id: "unit-1", statutoryBps: 7500 });
    expect(ruleInForce("410300", at("2025-12-31"), own).id).toBe("unit-1");
    expect(ruleInForce("410300", at("2026-01-01"), own)).toMatchObject({ id: "unit-3", statutoryBps: 8500 });
  });
  test("never gives less than the law of the region", () => {
    const bps = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(bps, fc.constantFrom("410300", "330100", null), (poolBps, region) => {
        const applied = ruleInForce(region, at("2026-06-01"), [rule(1, "2026-01-01", poolBps)]);
        const law = rewardRuleFor(region, at("2026-06-01"));
        expect(applied.statutoryBps).toBe(Math.max(poolBps, law.statutoryBps));
        expect(applied.mainMinBps).toBeGreaterThanOrEqual(law.mainMinBps);
      }),
    );
  });
});

describe("the preview of a share", () => {
  test("of the worked example: 2,000,000 in, 150,000 cost, Henan", () => {
    const people = [
      { name, sharePct: 60 },
      { name, sharePct: 40 },
    ];
    const p = previewReward({ gross: 200_000_000n, costs: 15_000_000n, statutoryBps: 7000 }, people);
    expect([p.net, p.pool, p.shares.map((s) => s.amount)]).toEqual([
      185_000_000n,
      129_500_000n,
      [77_700_000n, 51_800_000n],
    ]);
    expect(() => previewReward({ gross: 1n, costs: 2n, statutoryBps: 5000 }, people)).toThrow(RangeError);
  });
});

describe("an objection", () => {
  test("is decided by the unit, taken back by who raised it, and then over", () => {
    const may: Record<ObjectionEvent, string> = { uphold: "decider", dismiss: "decider", withdraw: "objector" };
    for (const state of objectionStates)
      for (const event of Object.keys(may) as ObjectionEvent[])
        for (const role of objectionRoles) {
          const go = () => nextState(objectionMachine, "royalties/objection", state, event, role);
          if (state === "open" && may[event] === role) expect(go()).not.toBe("open");
          else expect(go).toThrow();
        }
  });
  test("may be raised for fifteen days", () => {
    expect(objectionEnds(new Date("2026-11-25T08:00:00Z")).toISOString()).toBe("2026-12-10T08:00:00.000Z");
  });
});
