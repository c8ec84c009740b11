import { inTransaction, verifyChain } from "@peony/db";
import { auditEvents, reconRuns } from "@peony/db/schema";
import { createTestDb, type TestDb } from "@peony/db/testing";
import type { BalanceTransaction } from "@peony/domain/escrow";
import { type Currency, type Money, money } from "@peony/domain/shared";
import { and, eq, like, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { reconcileLedger } from "./reconcile.ts";
import { recordFunding } from "./record-funding.ts";
import { startFunding } from "./start-funding.ts";
import { balanceOf } from "./testing/books.ts";
import { aSignedDeal, itemOf, pay } from "./testing/money.ts";

let db: TestDb;
beforeEach(async () => {
  db = await createTestDb();
});
afterEach(() => db.close());

const facts = async (off = 0n, recent: BalanceTransaction[] = []) => ({
  balance: new Map<Currency, Money>([["CNY", money((await balanceOf(db, "psp:stripe")) + off)]]),
  recent,
});
const movement = (minutesAgo: number, net: bigint): BalanceTransaction => ({
  id: `txn_late_${net}`,
  type: "charge",
  sourceId: "ch_late",
  net: money(net),
  createdAt: new Date(Date.now() - minutesAgo * 60_000),
});

describe("reconcileLedger", () => {
  test("finds nothing where everything agrees, and writes that down", async () => {
    const deal = await aSignedDeal(db);
    await pay(db, deal, deal.items[0]);
    const given = await facts();
    expect(await inTransaction(deal.worker, (t) => reconcileLedger(t, given))).toEqual({ differences: [], frozen: [] });
    const runs = await db.admin.select().from(reconRuns);
    expect(runs.map((r) => [r.currency, r.ledgerAmount - r.providerAmount]).sort()).toEqual([
      ["CNY", 0n],
      ["EUR", 0n],
      ["JPY", 0n],
      ["USD", 0n],
    ]);
  });

  test("waits for what is still on its way to us, and stops the currency when it stays away", async () => {
    const deal = await aSignedDeal(db);
    await pay(db, deal, deal.items[0]);
    const young = await facts(500n, [movement(5, 500n)]);
    expect((await inTransaction(deal.worker, (t) => reconcileLedger(t, young))).differences).toEqual([]);
    const old = await facts(500n, [movement(90, 500n)]);
    const result = await inTransaction(deal.worker, (t) => reconcileLedger(t, old));
    expect(result.differences.map((d) => d.kind)).toEqual(["unknown-transaction"]);
    expect([...result.frozen].sort()).toEqual([...deal.items].sort());
  });

  test("stops a currency whose balance nothing explains, corrects nothing, and says so once", async () => {
    const deal = await aSignedDeal(db);
    await pay(db, deal, deal.items[0]);
    const before = await balanceOf(db, "psp:stripe");
    const given = await facts(-1n);
    for (const _ of [1, 2]) await inTransaction(deal.worker, (t) => reconcileLedger(t, given));
    expect((await itemOf(db, deal.items[0])).freezes).toEqual(["recon_mismatch"]);
    expect(await balanceOf(db, "psp:stripe")).toBe(before);
  });

  test("stops one agreement where the difference is tied to it", async () => {
    const deal = await aSignedDeal(db);
    const other = await aSignedDeal(db);
    await pay(db, deal, deal.items[0]);
    await db.admin.execute(sql`update held_items set due = due + 1 where id = ${deal.items[0]}`);
    const given = await facts();
    const result = await inTransaction(deal.worker, (t) => reconcileLedger(t, given));
    expect(result).toMatchObject({ differences: [{ kind: "held", itemId: deal.items[0] }], frozen: [deal.items[0]] });
    expect((await itemOf(db, other.items[0])).freezes).toEqual([]);
  });

  test("lets go what it stopped once the books agree again, says so in the deal's chain, and stops it anew", async () => {
    const deal = await aSignedDeal(db);
    await pay(db, deal, deal.items[0]);
    const run = async (off: bigint) => {
      const given = await facts(off);
      return inTransaction(deal.worker, (t) => reconcileLedger(t, given));
    };
    await run(-1n);
    await run(-1n);
    for (const id of deal.items) expect((await itemOf(db, id)).freezes).toEqual(["recon_mismatch"]);
    await run(0n);
    for (const id of deal.items) expect((await itemOf(db, id)).freezes).toEqual([]);
    await run(-1n);
    expect((await itemOf(db, deal.items[0])).freezes).toEqual(["recon_mismatch"]);
    await run(0n);
    await run(0n);
    const said = await db.admin
      .select({ action: auditEvents.action })
      .from(auditEvents)
      .where(and(eq(auditEvents.object, deal.items[0] ?? ""), like(auditEvents.action, "escrow.%freeze")))
      .orderBy(auditEvents.seq);
    expect(said.map((s) => s.action)).toEqual(["escrow.freeze", "escrow.unfreeze", "escrow.freeze", "escrow.unfreeze"]);
    expect(await inTransaction(deal.worker, (t) => verifyChain(t, deal.dealId))).toBeNull();
  });

  test.each(["before", "after"] as const)(
    "keeps stopped what a payment stopped %s it, until a person has looked",
    async (when) => {
      const deal = await aSignedDeal(db);
      const { id } = await startFunding(db.ctx(deal.finance), { itemId: deal.items[0] ?? "" });
      const arrives = () =>
        inTransaction(deal.worker, (t) =>
          recordFunding(t, { paymentId: "pi_less", attemptId: id, received: money(100n), fee: null }),
        );
      const mismatch = async () => {
        const given = await facts(-1n);
        await inTransaction(deal.worker, (t) => reconcileLedger(t, given));
      };
      if (when === "before") await arrives();
      await mismatch();
      if (when === "after") await arrives();
      const agreed = await facts();
      const result = await inTransaction(deal.worker, (t) => reconcileLedger(t, agreed));
      expect(result).toEqual({ differences: [], frozen: [] });
      expect((await itemOf(db, deal.items[0])).freezes).toEqual(["recon_mismatch"]);
      expect((await itemOf(db, deal.items[1])).freezes).toEqual([]);
    },
  );

  test("sees totals that were moved behind the entries", async () => {
    const deal = await aSignedDeal(db);
    await db.admin.execute(sql`alter table ledger.account disable trigger a_guard`);
    await db.admin.execute(
      sql`update ledger.account set credits_posted = 5 where code = 'revenue:fee' and currency = 'USD'`,
    );
    const given = await facts();
    const result = await inTransaction(deal.worker, (t) => reconcileLedger(t, given));
    expect(result.differences.map((d) => [d.kind, d.currency])).toEqual([
      ["drift", "USD"],
      ["trial-balance", "USD"],
    ]);
    expect(result.frozen).toEqual([]);
  });
});
