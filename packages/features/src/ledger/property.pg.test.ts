import { rounds } from "@peony/config/settings";
import { createTestDb, type TestDb } from "@peony/db/testing";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { attempt, type Line, postText, request } from "./testing/bench.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

const items = 3;
const operation = fc.record({
  kind: fc.constantFrom("fund", "release", "disburse", "post", "void", "repeat"),
  item: fc.integer({ min: 0, max: items - 1 }),
  amount: fc.integer({ min: 1, max: 900 }),
});
type Operation = { kind: "fund" | "release" | "disburse" | "post" | "void" | "repeat"; item: number; amount: number };

const toRequest = (run: string, n: number, o: Operation): object => {
  const held = `held:${run}-${o.item}`;
  const payable = `payable:${run}-${o.item}`;
  const amount = String(o.amount);
  const out: Line[] = [
    [payable, "debit", amount],
    ["psp:stripe", "credit", amount],
  ];
  const reserve = `disb:${run}:${o.item}`;
  switch (o.kind) {
    case "fund":
      return request(`fund:${run}:${n}`, "fund", [
        ["psp:stripe", "debit", amount],
        [held, "credit", amount],
      ]);
    case "release":
      return request(`release:${run}:${n}`, "release", [
        [held, "debit", amount],
        [payable, "credit", amount],
      ]);
    case "disburse":
      return request(
        reserve,
        "disburse",
        [
          [payable, "debit", "100"],
          ["psp:stripe", "credit", "100"],
        ],
        { phase: "pending" },
      );
    case "post":
      return request(`${reserve}:post:${n}`, "disburse", out, { phase: "post", resolves: reserve });
    case "void":
      return request(`${reserve}:void`, "disburse", [], { phase: "void", resolves: reserve });
    case "repeat":
      return request(`same:${run}`, "fund", [
        ["psp:stripe", "debit", "7"],
        [held, "credit", "7"],
      ]);
  }
};

let runs = 0;

describe("the ledger under any mix of postings at once", () => {
  test("keeps its sums, its floors and its books", { timeout: 120_000 }, async () => {
    const property = fc.asyncProperty(fc.array(operation, { minLength: 8, maxLength: 40 }), async (operations) => {
      runs += 1;
      const run = `p${runs}`;
      const opened = await attempt(db, "worker", async (q) => {
        for (let i = 0; i < items; i++)
          for (const kind of ["held", "payable"])
            await q("select ledger.open_account($1, 'CNY')", [`${kind}:${run}-${i}`]);
      });
      expect(opened).toBe("ok");
      const outcomes = await Promise.all(
        operations.map((o, n) => attempt(db, "worker", (q) => q(postText, [toRequest(run, n, o)]))),
      );
      // a refusal is an answer; a deadlock, a lost lock or an unknown error is not
      for (const outcome of outcomes) expect(["ok", "LG001", "LG002", "LG006"]).toContain(outcome);
      const { rows } = await db.worker.execute(sql`
        select (select count(*)::int from ledger.drift) as drift,
               (select coalesce(sum(abs(posted) + abs(pending)), 0)::int from ledger.trial_balance) as off,
               (select count(*)::int from ledger.account where no_overdraft and credits_posted - debits_posted - debits_pending < 0) as below`);
      expect(rows).toEqual([{ drift: 0, off: 0, below: 0 }]);
    });
    await fc.assert(property, { numRuns: rounds(25, 500) });
  });
});
