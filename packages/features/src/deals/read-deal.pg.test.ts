import { newId } from "@peony/db";
import { aPerson, createTestDb, type TestDb } from "@peony/db/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aReadyContract, somePeople } from "../contracts/testing/index.ts";
import { aSignedDeal } from "../escrow/testing/index.ts";
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
