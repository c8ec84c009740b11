import { inTransaction, reading } from "@peony/db";
import { disbursements } from "@peony/db/schema";
import { aMember, aPerson, createTestDb, type TestDb } from "@peony/db/testing";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readStatement } from "../ledger/index.ts";
import { acceptItem } from "./accept-item.ts";
import { deliverItem } from "./deliver-item.ts";
import { readDealMoney } from "./read-deal-money.ts";
import { recordPayoutConfirmed } from "./record-payout.ts";
import { reservePayout } from "./reserve-payout.ts";
import { outcomeOf } from "./testing/books.ts";
import { aSignedDeal, canReceive, pay } from "./testing/money.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

describe("readDealMoney", () => {
  test("shows both parties every item with its split, whose turn it is and what they may do", async () => {
    const deal = await aSignedDeal(db);
    const buyer = await readDealMoney(db.ctx(deal.firm), deal.dealId);
    expect(buyer).toMatchObject({
      role: "buyer",
      total: { amount: 100_000_000n },
      standing: { held: { amount: 0n }, owed: { amount: 0n }, sent: { amount: 0n } },
    });
    expect(buyer.items.map((i) => [i.state, i.display, i.turn, i.can.pay])).toEqual([
      ["awaiting_funds", "planned", "ours", true],
      ["agreed", "planned", "nobody", false],
    ]);
    expect(buyer.items[0]?.lines.map((l) => [l.role, l.bps, l.money.amount, l.state])).toEqual([
      ["seller", null, 56_700_000n, "preview"],
      ["broker", 500, 3_000_000n, "preview"],
      ["platform", 50, 300_000n, "preview"],
    ]);
    await pay(db, deal, deal.items[0]);
    const seller = await readDealMoney(db.ctx(deal.officer), deal.dealId);
    expect(seller.items[0]).toMatchObject({
      turn: "ours",
      display: "funded",
      can: { pay: false, deliver: true, accept: false },
    });
    expect(seller.items[0]?.events.map((e) => e.event)).toEqual(["agree", "call_for_funds", "start_payment", "funds"]);
    // how and when the buyer tried to pay is the buyer's alone
    expect(seller.items[0]?.attempts).toEqual([]);
    expect((await readDealMoney(db.ctx(deal.firm), deal.dealId)).items[0]?.attempts).toHaveLength(1);
    expect(seller.standing?.held.amount).toBe(60_000_000n);
    await deliverItem(db.ctx(deal.officer), { itemId: deal.items[0] ?? "", note: "报告", fileIds: [] });
    const inspecting = await readDealMoney(db.ctx(deal.firm), deal.dealId);
    expect(inspecting.items[0]).toMatchObject({ display: "inspecting", can: { accept: true } });
    expect(inspecting.items[0]?.events.at(-1)?.note).toBe("报告");
    const finance = await readDealMoney(db.ctx(deal.finance), deal.dealId);
    expect(finance.items[0]?.can).toEqual({ pay: false, deliver: false, accept: false });
  });

  test("shows the broker its own line and no sum of the others", async () => {
    const deal = await aSignedDeal(db);
    await pay(db, deal, deal.items[0]);
    const seen = await readDealMoney(db.ctx(deal.broker), deal.dealId);
    expect(seen).toMatchObject({ role: "broker", total: null, standing: null });
    expect(seen.items[0]).toMatchObject({ due: null, standing: null, events: [], attempts: [], files: [] });
    expect(seen.items[0]?.lines.map((l) => [l.role, l.money.amount])).toEqual([["broker", 3_000_000n]]);
  });

  test("says of every amount that came in whether it is held, decided and not yet sent, or sent", async () => {
    const deal = await aSignedDeal(db);
    const [itemId = ""] = deal.items;
    const figures = async (actor: typeof deal.firm) => {
      const { standing, items } = await readDealMoney(db.ctx(actor), deal.dealId);
      // the row of the item says the same, as nothing has come in for the other
      expect(items[0]?.standing).toEqual(standing);
      expect(items[1]?.standing?.held.amount).toBe(0n);
      return standing && [standing.held.amount, standing.owed.amount, standing.sent.amount];
    };
    const seen = async (expected: readonly bigint[]) => {
      for (const actor of [deal.firm, deal.officer]) expect(await figures(actor)).toEqual(expected);
    };
    await seen([0n, 0n, 0n]);
    await pay(db, deal, itemId);
    await seen([60_000_000n, 0n, 0n]);
    await canReceive(db, deal.broker.orgId);
    await deliverItem(db.ctx(deal.officer), { itemId, note: "样件", fileIds: [] });
    await acceptItem(db.ctx(deal.firm), { itemId });
    // the fee is booked with the acceptance; nobody else has anything yet
    await seen([0n, 59_700_000n, 300_000n]);
    const payouts = await db.admin.select().from(disbursements).where(eq(disbursements.itemId, itemId));
    for (const { id, role } of payouts)
      await inTransaction(deal.worker, async (t) => {
        await reservePayout(t, id);
        if (role === "broker") await recordPayoutConfirmed(t, { disbursementId: id, providerId: `tr_${id}` });
      });
    // the university has no account, so its part has not left
    await seen([0n, 56_700_000n, 3_300_000n]);
    await canReceive(db, deal.officer.orgId);
    for (const { id, role } of payouts)
      if (role === "seller")
        await inTransaction(deal.worker, async (t) => {
          await reservePayout(t, id);
          await recordPayoutConfirmed(t, { disbursementId: id, providerId: `tr_${id}` });
        });
    await seen([0n, 0n, 60_000_000n]);
  });

  test("tells a payee whether its own account can receive, and who of its people opens it", async () => {
    const deal = await aSignedDeal(db);
    const accountOf = async (actor: typeof deal.firm) => (await readDealMoney(db.ctx(actor), deal.dealId)).account;
    const keeper = await aPerson(db, { id: deal.officer.orgId ?? "", kind: "university" }, ["finance"]);
    expect(await accountOf(deal.officer)).toEqual({ ready: false, mayOpen: false });
    expect(await accountOf(keeper)).toEqual({ ready: false, mayOpen: true });
    expect(await accountOf(deal.broker)).toEqual({ ready: false, mayOpen: true });
    expect(await accountOf(deal.firm)).toBeNull();
    await canReceive(db, deal.officer.orgId);
    expect((await accountOf(keeper))?.ready).toBe(true);
  });

  test("hides it from strangers", async () => {
    const deal = await aSignedDeal(db);
    expect(await outcomeOf(readDealMoney(db.ctx(deal.stranger), deal.dealId))).toBe("not-found");
    expect(await outcomeOf(readDealMoney(db.ctx({ kind: "visitor" }), deal.dealId))).toBe("unauthenticated");
  });
});

describe("readStatement", () => {
  test("equals the contract for each party, line by line with a running balance", async () => {
    const deal = await aSignedDeal(db);
    const itemId = deal.items[0] ?? "";
    for (const org of [deal.officer.orgId, deal.broker.orgId]) await canReceive(db, org);
    await pay(db, deal, itemId);
    await deliverItem(db.ctx(deal.officer), { itemId, note: "x", fileIds: [] });
    await acceptItem(db.ctx(deal.firm), { itemId });
    const lines = (await readDealMoney(db.ctx(deal.firm), deal.dealId)).items[0]?.lines ?? [];
    expect(lines.map((l) => l.state)).toEqual(["planned", "planned", "booked"]);
    const { rows } = await db.admin.$client.query<{ id: string }>("select id from disbursements where item_id = $1", [
      itemId,
    ]);
    for (const { id } of rows)
      await inTransaction(deal.worker, async (t) => {
        await reservePayout(t, id);
        await recordPayoutConfirmed(t, { disbursementId: id, providerId: `tr_${id}` });
      });
    const of = async (actor: typeof deal.firm) =>
      (await readStatement(db.ctx(actor))).rows.map((l) => [l.kind, l.account, l.money.amount, l.balance.amount]);
    expect(await of(deal.firm)).toEqual([
      ["release", "held", -60_000_000n, 0n],
      ["fund", "held", 60_000_000n, 60_000_000n],
    ]);
    expect(await of(deal.officer)).toEqual([
      ["disburse", "payable", -56_700_000n, 0n],
      ["release", "payable", 56_700_000n, 56_700_000n],
    ]);
    expect(await of(deal.broker)).toEqual([
      ["disburse", "payable", -3_000_000n, 0n],
      ["release", "payable", 3_000_000n, 3_000_000n],
    ]);
    expect(await of(deal.stranger)).toEqual([]);
    const [line] = (await readStatement(db.ctx(deal.officer))).rows;
    expect(line).toMatchObject({ dealId: deal.dealId, itemPosition: 1, dealNumber: expect.stringContaining("PN-") });
  });

  test("gives the platform's own finance the fees, and nobody else", async () => {
    const deal = await aSignedDeal(db);
    const itemId = deal.items[0] ?? "";
    await pay(db, deal, itemId);
    await deliverItem(db.ctx(deal.officer), { itemId, note: "x", fileIds: [] });
    await acceptItem(db.ctx(deal.firm), { itemId });
    const of = async (actor: typeof deal.firm) =>
      (await readStatement(db.ctx(actor))).rows.filter((l) => l.dealId === deal.dealId);
    const fees = await of(await aMember(db, "operator", ["finance"]));
    expect(fees.map((l) => [l.kind, l.account, l.money.amount])).toEqual([["release", "revenue", 300_000n]]);
    // the platform is on no deal: it reads where a fee came from and is led to no page it may not open
    const { dealNumber } = await readDealMoney(db.ctx(deal.firm), deal.dealId);
    expect(fees[0]).toMatchObject({ dealNumber, itemPosition: 1, onDeal: false });
    expect((await of(deal.officer))[0]).toMatchObject({ dealNumber, itemPosition: 1, onDeal: true });
    for (const actor of [deal.firm, deal.officer, deal.broker])
      expect((await of(actor)).filter((l) => l.account === "revenue")).toEqual([]);
    expect(await of(deal.stranger)).toEqual([]);
  });

  test("tells nobody but the platform which payment a fee came from", async () => {
    const deal = await aSignedDeal(db);
    const ask = (actor: typeof deal.firm) =>
      reading(db.ctx(actor), async (t) => {
        const found = await t.tx.execute(sql`select number from ledger.fee_payment(${deal.items[0]})`);
        return found.rows.length;
      });
    expect(await ask(await aMember(db, "operator", ["finance"]))).toBe(1);
    for (const actor of [deal.firm, deal.officer, deal.broker, deal.stranger]) expect(await ask(actor)).toBe(0);
  });

  test("turns pages without losing or repeating a line", async () => {
    const deal = await aSignedDeal(db, ["10000", "20000"]);
    await pay(db, deal, deal.items[0]);
    await db.admin.$client.query("update held_items set state = 'awaiting_funds' where id = $1", [deal.items[1]]);
    await pay(db, deal, deal.items[1]);
    const first = await readStatement(db.ctx(deal.firm), { limit: 1 });
    const second = await readStatement(db.ctx(deal.firm), { limit: 1, cursor: first.next ?? undefined });
    expect([...first.rows, ...second.rows].map((l) => l.balance.amount)).toEqual([30_000n, 10_000n]);
    expect(second.next).toBeNull();
  });
});
