import { inTransaction } from "@peony/db";
import { createTestDb, type TestDb } from "@peony/db/testing";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { acceptItem } from "./accept-item.ts";
import { deliverItem } from "./deliver-item.ts";
import { overdueInspections, remindInspection } from "./remind-inspection.ts";
import { expectSoundBooks } from "./testing/books.ts";
import { aSignedDeal, itemOf, pay } from "./testing/money.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

describe("remindInspection", () => {
  test("says once that nobody answered, accepts nothing, and leaves acceptance open", async () => {
    const deal = await aSignedDeal(db);
    const itemId = deal.items[0] ?? "";
    await pay(db, deal, itemId);
    await deliverItem(db.ctx(deal.officer), { itemId, note: "x", fileIds: [] });
    const due = () => inTransaction(deal.worker, (t) => overdueInspections(t));
    const remind = () => inTransaction(deal.worker, (t) => remindInspection(t, itemId));
    await remind();
    expect([await due(), (await itemOf(db, itemId)).seq]).toEqual([[], 5]);
    await db.admin.execute(sql`update held_items set deadline = now() - interval '1 day' where id = ${itemId}`);
    expect(await due()).toEqual([itemId]);
    await Promise.all([remind(), remind()]);
    const item = await itemOf(db, itemId);
    expect([item.state, item.seq, item.deadline, await due()]).toEqual(["delivered", 6, null, []]);
    await acceptItem(db.ctx(deal.firm), { itemId });
    expect((await itemOf(db, itemId)).state).toBe("releasing");
    await expectSoundBooks(db, deal.items);
  });
});
