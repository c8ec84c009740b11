import { createTestDb, type TestDb } from "@peony/db/testing";
import { transferKinds } from "@peony/domain/ledger";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { attempt, type Line, postText, request } from "./testing/bench.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

/** Exponents 0, 2 and 3. */
const currencies = ["CNY", "USD", "EUR", "JPY", "KWD"];
/** Debited and credited account of each kind, in an order in which every balance needed is there. */
const golden: readonly [string, string, string][] = [
  ["fund", "psp:stripe", "held:a"],
  ["fund", "bank:icbc", "unapplied:a"],
  ["psp_fee", "expense:psp", "psp:stripe"],
  ["apply", "unapplied:a", "held:a"],
  ["release", "held:a", "payable:a"],
  ["release", "held:a", "revenue:fee"],
  ["disburse", "payable:a", "psp:stripe"],
  ["returned", "psp:stripe", "payable:a"],
  ["refund", "held:a", "psp:stripe"],
  ["dispute_out", "dispute:a", "psp:stripe"],
  ["dispute_in", "psp:stripe", "dispute:a"],
  ["dispute_out", "dispute:a", "psp:stripe"],
  ["dispute_lost", "receivable:a", "dispute:a"],
  ["reversal_in", "psp:stripe", "receivable:a"],
  ["dispute_lost", "receivable:a", "dispute:a"],
  ["netting", "payable:a", "receivable:a"],
  ["dispute_out", "dispute:a", "psp:stripe"],
  ["write_off", "expense:loss", "dispute:a"],
  ["buffer", "bank:icbc", "equity:buffer"],
  ["deposit_in", "psp:stripe", "deposit:venue:a"],
  ["deposit_apply", "deposit:venue:a", "held:a"],
  ["deposit_return", "deposit:venue:a", "psp:stripe"],
  ["deposit_forfeit", "deposit:venue:a", "payable:a"],
];
/** How much each line moves; enough comes in first for all that goes out. */
const amountOf = (kind: string, credit: string): string =>
  kind === "fund" || kind === "deposit_in"
    ? "5000"
    : kind.startsWith("dispute_out")
      ? "1000"
      : credit === "unapplied:a"
        ? "900"
        : "500";

describe("a posting of every kind", () => {
  test.each(currencies)("books and sums to zero in %s", async (currency) => {
    const outcome = await attempt(db, "worker", async (q) => {
      for (const code of new Set(golden.flatMap(([, d, c]) => [d, c]).concat("fx:desk")))
        await q("select ledger.open_account($1, $2)", [code, currency]);
      await q("select ledger.open_account('fx:desk', 'CNY'), ledger.open_account('fx:desk', 'USD')");
      for (const [n, [kind, debit, credit]] of golden.entries()) {
        const amount = amountOf(kind, credit);
        const lines: Line[] = [
          [debit, "debit", amount, currency],
          [credit, "credit", amount, currency],
        ];
        await q(postText, [request(`${kind}:${n}:${currency}`, kind, lines)]);
      }
      const other = currency === "CNY" ? "USD" : "CNY";
      await q(postText, [
        request(`exchange:${currency}`, "exchange", [
          ["psp:stripe", "debit", "7", currency],
          ["fx:desk", "credit", "7", currency],
          ["fx:desk", "debit", "3", other],
          ["psp:stripe", "credit", "3", other],
        ]),
      ]);
      await q(postText, [
        request(
          `rev:${currency}`,
          "correction",
          [
            ["psp:stripe", "debit", "500", currency],
            ["expense:psp", "credit", "500", currency],
          ],
          { reverses: `psp_fee:2:${currency}` },
        ),
      ]);
    });
    expect(outcome).toBe("ok");
    const trial = await db.worker.execute(sql`select * from ledger.trial_balance where posted <> 0 or pending <> 0`);
    expect(trial.rows).toEqual([]);
  });

  test("is every kind the ledger knows", async () => {
    const { rows } = await db.worker.execute<{ code: string }>(sql`select code from ledger.kind order by code`);
    expect(rows.map((r) => r.code)).toEqual([...transferKinds].sort());
    expect(new Set([...golden.map(([kind]) => kind), "exchange", "correction"])).toEqual(new Set(transferKinds));
  });
});
