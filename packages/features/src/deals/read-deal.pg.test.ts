import { inTransaction, newId } from "@peony/db";
import { disbursements } from "@peony/db/schema";
import { aPerson, createTestDb, type TestDb } from "@peony/db/testing";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aReadyContract, somePeople } from "../contracts/testing/index.ts";
import { acceptItem, deliverItem, reservePayout } from "../escrow/index.ts";
import { aSignedDeal, canReceive, pay } from "../escrow/testing/index.ts";
import { listDeals } from "./list-deals.ts";
import { readDeal } from "./read-deal.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

describe("readDeal", () => {
  test("shows the parties what each payment comes to, and the broker how far the deal is and no sum", async () => {
    const deal = await aSignedDeal(db);
    const number = (await listDeals(db.ctx(deal.firm))).rows[0]?.number ?? "";
    const dues = async (actor: typeof deal.firm) => (await readDeal(db.ctx(actor), number)).items.map((i) => i.due);
    expect(await dues(deal.firm)).toEqual([60_000_000n, 40_000_000n]);
    expect(await dues(deal.officer)).toEqual([60_000_000n, 40_000_000n]);
    const seen = await readDeal(db.ctx(deal.broker), number);
    expect(seen).toMatchObject({ role: "broker", room: null, rounds: [], contract: null, mayAct: false });
    expect(seen.turn).toMatchObject({ side: "buyer", move: "fund" });
    expect(seen.items.map((i) => [i.state, i.due])).toEqual([
      ["awaiting_funds", null],
      ["agreed", null],
    ]);
  });

  test("a contract that waits for a signature says for whose, in the deal and in the list alike", async () => {
    const people = await somePeople(db);
    const contract = await aReadyContract(db, people);
    for (const [who, acts] of [
      [people.seller, true],
      [people.buyer, false],
    ] as const) {
      const { turn, mayAct } = await readDeal(db.ctx(who), contract.number);
      const listed = (await listDeals(db.ctx(who))).rows.find((d) => d.number === contract.number);
      expect([turn?.side, turn?.move, mayAct]).toEqual(["seller", "sign", acts]);
      expect([listed?.turn?.side, listed?.turn?.move, listed?.mayAct]).toEqual(["seller", "sign", acts]);
    }
  });

  test("accepted money that waits for a payee's account is that payee's step, for those who open the account", async () => {
    const deal = await aSignedDeal(db);
    const [itemId = ""] = deal.items;
    await pay(db, deal, itemId);
    await deliverItem(db.ctx(deal.officer), { itemId, note: "样件已交", fileIds: [] });
    await acceptItem(db.ctx(deal.firm), { itemId });
    const number = (await listDeals(db.ctx(deal.firm))).rows[0]?.number ?? "";
    const turnFor = async (who: typeof deal.firm) => {
      const { turn, mayAct } = await readDeal(db.ctx(who), number);
      const listed = (await listDeals(db.ctx(who))).rows.find((d) => d.number === number);
      expect([listed?.turn, listed?.mayAct]).toEqual([turn, mayAct]);
      return [turn?.side, turn?.move, mayAct];
    };
    // nobody has tried to send anything yet
    expect(await turnFor(deal.firm)).toEqual([null, "pay-out", false]);
    const payouts = await db.admin.select().from(disbursements).where(eq(disbursements.itemId, itemId));
    const send = (role: string) =>
      inTransaction(deal.worker, async (t) => {
        for (const p of payouts) if (p.role === role) await reservePayout(t, p.id);
      });
    await send("seller");
    const keeper = await aPerson(db, { id: deal.officer.orgId ?? "", kind: "university" }, ["finance"]);
    expect(await turnFor(keeper)).toEqual(["seller", "open-account", true]);
    expect(await turnFor(deal.officer)).toEqual(["seller", "open-account", false]);
    expect(await turnFor(deal.firm)).toEqual(["seller", "open-account", false]);
    // a broker is told of its own part only
    expect(await turnFor(deal.broker)).toEqual([null, "pay-out", false]);
    await send("broker");
    expect(await turnFor(deal.broker)).toEqual(["broker", "open-account", true]);
    expect(await turnFor(deal.firm)).toEqual(["seller", "open-account", false]);
    await canReceive(db, deal.officer.orgId);
    await send("seller");
    expect(await turnFor(keeper)).toEqual(["broker", "open-account", false]);
    expect(await turnFor(deal.firm)).toEqual(["broker", "open-account", false]);
  });

  test("says to those who take the step that it is theirs, and to their colleagues that it is not", async () => {
    const deal = await aSignedDeal(db);
    const number = (await listDeals(db.ctx(deal.firm))).rows[0]?.number ?? "";
    const buyer = { id: deal.firm.orgId ?? newId("organisation"), kind: "firm" as const };
    const [signatory, member] = [await aPerson(db, buyer, ["signatory"]), await aPerson(db, buyer, ["member"])];
    for (const [actor, acts] of [
      [deal.firm, true],
      [deal.finance, true],
      [signatory, false],
      [member, false],
      [deal.officer, false],
    ] as const) {
      expect((await readDeal(db.ctx(actor), number)).mayAct).toBe(acts);
      expect((await listDeals(db.ctx(actor))).rows[0]?.mayAct).toBe(acts);
    }
  });
});
