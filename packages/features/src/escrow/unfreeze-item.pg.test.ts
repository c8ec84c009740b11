import { rounds } from "@peony/config/settings";
import { inTransaction } from "@peony/db";
import { auditEvents } from "@peony/db/schema";
import { anOrganisation, aPerson, codeOf, createTestDb, type TestDb } from "@peony/db/testing";
import { money } from "@peony/domain/shared";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recordFunding } from "./record-funding.ts";
import { startFunding } from "./start-funding.ts";
import { aSignedDeal, itemOf } from "./testing/money.ts";
import { unfreezeItem } from "./unfreeze-item.ts";

let db: TestDb;
let first: string;
let second: string;
let helpless: string;
let outside: string;
const mailOf = ({ userId }: { userId: string }) => `${userId}@test.peony.test`;
beforeAll(async () => {
  db = await createTestDb();
  const house = { id: await anOrganisation(db, "operator"), kind: "operator" as const };
  const firm = { id: await anOrganisation(db, "firm"), kind: "firm" as const };
  first = mailOf(await aPerson(db, house, ["owner"]));
  second = mailOf(await aPerson(db, house, ["finance"]));
  helpless = mailOf(await aPerson(db, house, ["member"]));
  outside = mailOf(await aPerson(db, firm, ["owner"]));
});
afterAll(() => db.close());

const stopped = async () => {
  const deal = await aSignedDeal(db, ["10000"]);
  const itemId = deal.items[0] ?? db.ctx(deal.firm).newId("item");
  const { id } = await startFunding(db.ctx(deal.finance), { itemId });
  const facts = { paymentId: `pi_${id}`, attemptId: id, received: money(100n), fee: null };
  await inTransaction(deal.worker, (t) => recordFunding(t, facts));
  expect((await itemOf(db, itemId)).freezes).toEqual(["recon_mismatch"]);
  const unfreeze = (by: readonly [string, string]) =>
    unfreezeItem(deal.worker, { itemId, by, reason: "the payer sent a test payment" });
  return { deal, itemId, unfreeze };
};

describe("unfreezeItem", () => {
  test("lets the item be paid again, and the deal's chain names both who answered for it", async () => {
    const { deal, itemId, unfreeze } = await stopped();
    expect(await codeOf(startFunding(db.ctx(deal.finance), { itemId }))).toBe("escrow/frozen");
    expect(await unfreeze([first, second])).toEqual({ unfrozen: true });
    expect((await startFunding(db.ctx(deal.finance), { itemId })).state).toBe("open");
    const rows = await db.admin.select().from(auditEvents).where(eq(auditEvents.object, itemId));
    const said = rows.find((r) => r.action === "escrow.unfreeze");
    expect([said?.payload.first, said?.payload.second].map((id) => `${id}@test.peony.test`).sort()).toEqual(
      [first, second].sort(),
    );
  });

  test("survives a repeat and a race: it is let go once", { repeats: rounds(0, 49) }, async () => {
    const { itemId, unfreeze } = await stopped();
    const both = await Promise.all([unfreeze([first, second]), unfreeze([second, first])]);
    expect(both.filter((r) => r.unfrozen)).toHaveLength(1);
    expect(await unfreeze([first, second])).toEqual({ unfrozen: false });
    const rows = await db.admin.select().from(auditEvents).where(eq(auditEvents.object, itemId));
    expect(rows.filter((r) => r.action === "escrow.unfreeze")).toHaveLength(1);
  });

  test("refuses one person twice, a member without say about money, and people of other organisations", async () => {
    const { itemId, unfreeze } = await stopped();
    for (const by of [
      [first, first],
      [first, helpless],
      [first, outside],
      [first, "nobody@test.peony.test"],
    ] as const)
      expect(await codeOf(unfreeze(by))).toBe("escrow/two-people");
    expect((await itemOf(db, itemId)).freezes).toEqual(["recon_mismatch"]);
  });
});
