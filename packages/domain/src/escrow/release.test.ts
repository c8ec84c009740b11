import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { money } from "../shared/index.ts";
import { planItem, releaseLines } from "./release.ts";

const pct = fc.integer({ min: 0, max: 3000 }).map((n) => n / 100);
const commission = (payer: "seller" | "buyer", p: number, n = 0) => ({ organisationId: `org_k${n}`, pct: p, payer });
const sum = (lines: readonly { money: { amount: bigint } }[]) => lines.reduce((s, l) => s + l.money.amount, 0n);

describe("the split of a held sum", () => {
  test("of the worked example: 600,000.00, commission 5 %, platform 0.5 %", () => {
    const { due, splits } = planItem(60_000_000n, [commission("seller", 5)], 50);
    expect(due).toBe(60_000_000n);
    expect(releaseLines(money(due), "org_s", splits).map((l) => [l.role, l.orgId, l.money.amount])).toEqual([
      ["seller", "org_s", 56_700_000n],
      ["broker", "org_k0", 3_000_000n],
      ["platform", null, 300_000n],
    ]);
  });

  test("puts a commission the buyer bears on top, and the seller loses nothing by it", () => {
    const { due, splits } = planItem(10_000n, [commission("buyer", 5)], 50);
    expect(due).toBe(10_500n);
    expect(releaseLines(money(due), "org_s", splits).map((l) => l.money.amount)).toEqual([9_950n, 500n, 50n]);
  });

  test("rounds half up: a half goes to the payee of the line", () => {
    expect(releaseLines(money(100n), "org_s", planItem(100n, [], 50).splits).map((l) => l.money.amount)).toEqual([
      99n,
      1n,
    ]);
    expect(releaseLines(money(99n), "org_s", planItem(99n, [], 50).splits).map((l) => l.money.amount)).toEqual([99n]);
  });

  test("sums exactly and leaves nobody below zero, for every amount from 1 to 10,000", () => {
    const sets = [
      [commission("seller", 30), commission("seller", 20, 1)],
      [commission("seller", 16.67), commission("seller", 16.66, 1), commission("seller", 16.67, 2)],
      [commission("buyer", 25), commission("seller", 25, 1)],
    ];
    for (const commissions of sets)
      for (let n = 1n; n <= 10_000n; n++) {
        const { due, splits } = planItem(n, commissions, 50);
        const lines = releaseLines(money(due), "org_s", splits);
        if (sum(lines) !== due || lines.some((l) => l.money.amount < 0n)) throw new Error(`${n} does not come out`);
      }
  });

  test("keeps every line within one unit of its exact quota", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 15n }), pct, fc.integer({ min: 0, max: 1000 }), (price, p, fee) => {
        const { due, splits } = planItem(price, [commission("seller", p)], fee);
        const lines = releaseLines(money(due), "org_s", splits);
        expect(sum(lines)).toBe(due);
        for (const s of splits) {
          const line = lines.find((l) => l.role === s.role)?.money.amount ?? 0n;
          const off = line * 10_000n - price * BigInt(s.bps);
          expect(off > -10_000n && off < 10_000n).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("refuses parts that exceed the whole", () => {
    expect(() =>
      releaseLines(money(100n), "org_s", [{ role: "platform", orgId: null, bps: 10_100, base: "100" }]),
    ).toThrow("exceed");
  });
});
