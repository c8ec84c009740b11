import { createTestDb, type TestDb } from "@peony/db/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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
    expect(seen).toMatchObject({ role: "broker", turn: null, room: null, rounds: [], contract: null });
    expect(seen.items.map((i) => [i.state, i.due])).toEqual([
      ["awaiting_funds", null],
      ["agreed", null],
    ]);
  });
});
