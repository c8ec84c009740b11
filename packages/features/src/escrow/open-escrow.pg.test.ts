import { createTestDb, emitted, type TestDb } from "@peony/db/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectSoundBooks } from "./testing/books.ts";
import { aSignedDeal, itemOf } from "./testing/money.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

describe("openEscrow", () => {
  test("holds one item per milestone and calls the first for funds", async () => {
    const deal = await aSignedDeal(db);
    const [first, second] = await Promise.all(deal.items.map((id) => itemOf(db, id)));
    expect([first?.state, second?.state]).toEqual(["awaiting_funds", "agreed"]);
    expect([first?.due, second?.due]).toEqual([60_000_000n, 40_000_000n]);
    expect(first?.splits).toEqual([
      { role: "broker", orgId: deal.broker.orgId, bps: 500, base: "60000000" },
      { role: "platform", orgId: null, bps: 50, base: "60000000" },
    ]);
    const days = ((first?.deadline?.getTime() ?? 0) - (first?.createdAt.getTime() ?? 0)) / 86_400_000;
    expect([days, second?.deadline]).toEqual([14, null]);
    const told = (await emitted(db)).filter((e) => e.type === "escrow.changed");
    expect(new Set(told.map((e) => JSON.stringify(e.payload)))).toEqual(
      new Set(deal.items.map((itemId) => JSON.stringify({ itemId }))),
    );
    await expectSoundBooks(db, deal.items);
  });

  test("asks the buyer for a commission it bears on top of the price", async () => {
    const deal = await aSignedDeal(db, ["10000"], {
      terms: { commissions: [{ organisationId: "org_0123456789abcdefghjkmnpqrs", pct: 5, payer: "buyer" }] },
    });
    expect((await itemOf(db, deal.items[0])).due).toBe(10_500n);
  });

  test("refuses a price that its parts exceed, and leaves nothing behind", async () => {
    await expect(aSignedDeal(db, ["100"], { feeBps: 9_600 })).rejects.toMatchObject({ code: "escrow/amount" });
  });
});
