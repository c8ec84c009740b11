import { rounds } from "@peony/config/settings";
import { newId } from "@peony/db";
import { disbursements, files } from "@peony/db/schema";
import { aPerson, createTestDb, emitted, type TestDb } from "@peony/db/testing";
import { asc, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { acceptItem } from "./accept-item.ts";
import { deliverItem } from "./deliver-item.ts";
import { balanceOf, expectSoundBooks, outcomeOf } from "./testing/books.ts";
import { aSignedDeal, itemOf, pay, type SignedDeal } from "./testing/money.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

const held = async () => {
  const deal = await aSignedDeal(db);
  await pay(db, deal, deal.items[0]);
  return { deal, itemId: deal.items[0] ?? "" };
};
const delivered = async () => {
  const { deal, itemId } = await held();
  await deliverItem(db.ctx(deal.officer), { itemId, note: "报告", fileIds: [] });
  return { deal, itemId };
};
const aFile = async (orgId: string | null) => {
  const id = newId("file");
  await db.admin.insert(files).values({
    id,
    orgId: orgId ?? "",
    sha256: id,
    name: "报告.pdf",
    mediaType: "application/pdf",
    size: 10,
    purpose: "delivery",
    createdAt: new Date(),
  });
  return id;
};

describe("deliverItem", () => {
  test("hands over a note and files, and the inspection begins", async () => {
    const { deal, itemId } = await held();
    const fileId = await aFile(deal.officer.orgId);
    await deliverItem(db.ctx(deal.officer), { itemId, note: "报告与样件", fileIds: [fileId] });
    const item = await itemOf(db, itemId);
    expect(item.state).toBe("delivered");
    expect((item.deadline?.getTime() ?? 0) - Date.now()).toBeGreaterThan(12 * 86_400_000);
    const seen = await db.ctx(deal.firm).db.transaction(async (tx) => {
      await tx.execute(sql`select set_config('app.org', ${deal.firm.orgId}, true)`);
      return tx.select({ id: files.id }).from(files).where(eq(files.id, fileId));
    });
    expect(seen).toEqual([{ id: fileId }]);
    await expectSoundBooks(db, deal.items);
  });

  test("survives a repeat and a race: the same delivery is one", { repeats: rounds(0, 49) }, async () => {
    const { deal, itemId } = await held();
    const once = () => deliverItem(db.ctx(deal.officer), { itemId, note: "报告", fileIds: [] });
    await Promise.all([once(), once(), once()]);
    expect((await itemOf(db, itemId)).seq).toBe(5);
    const other = deliverItem(db.ctx(deal.officer), { itemId, note: "另一份", fileIds: [] });
    expect(await outcomeOf(other)).toBe("escrow/transition");
  });

  test("hides it from strangers; refuses the buyer, the broker, the wrong role, the unverified, another's file, the unpaid item", async () => {
    const { deal, itemId } = await held();
    const by = (actor: SignedDeal["officer"], fileIds: string[] = [], id = itemId) =>
      outcomeOf(deliverItem(db.ctx(actor), { itemId: id, note: "x", fileIds }));
    const finance = await aPerson(db, { id: deal.officer.orgId ?? "", kind: "university" }, ["finance"]);
    expect(await by(deal.stranger)).toBe("not-found");
    expect(await by(deal.firm)).toBe("forbidden");
    expect(await by(deal.broker)).toBe("forbidden");
    expect(await by(finance)).toBe("forbidden");
    expect(await by({ ...deal.officer, orgVerified: false })).toBe("identity/unverified");
    expect(await by(deal.officer, [await aFile(deal.stranger.orgId)])).toBe("not-found");
    expect(await by(deal.officer, [], deal.items[1])).toBe("escrow/transition");
    expect((await itemOf(db, itemId)).state).toBe("held");
  });
});

describe("acceptItem", () => {
  test("splits the held sum, books it to its payees and asks for one payout per line", async () => {
    const { deal, itemId } = await delivered();
    await acceptItem(db.ctx(deal.firm), { itemId });
    expect((await itemOf(db, itemId)).state).toBe("releasing");
    expect(await balanceOf(db, `payable:${deal.officer.orgId}`)).toBe(56_700_000n);
    expect(await balanceOf(db, `payable:${deal.broker.orgId}`)).toBe(3_000_000n);
    expect(await balanceOf(db, "revenue:fee")).toBeGreaterThanOrEqual(300_000n);
    const lines = await db.admin
      .select()
      .from(disbursements)
      .where(eq(disbursements.itemId, itemId))
      .orderBy(asc(disbursements.role));
    expect(lines.map((l) => [l.role, l.amount, l.state])).toEqual([
      ["broker", 3_000_000n, "planned"],
      ["seller", 56_700_000n, "planned"],
    ]);
    const told = (await emitted(db)).filter(
      (e) => JSON.stringify(e.payload).includes(itemId) || lines.some((l) => JSON.stringify(e.payload).includes(l.id)),
    );
    expect(
      told
        .map((e) => e.type)
        .filter((t) => t !== "escrow.changed")
        .sort(),
    ).toEqual(["escrow.released", "payout.requested", "payout.requested"]);
    await expectSoundBooks(db, deal.items);
  });

  test("survives a race and a repeat: ten clicks release once", { repeats: rounds(0, 49) }, async () => {
    const { deal, itemId } = await delivered();
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => outcomeOf(acceptItem(db.ctx(deal.firm), { itemId }))),
    );
    expect(new Set(outcomes)).toEqual(new Set(["ok"]));
    expect(await balanceOf(db, `payable:${deal.officer.orgId}`)).toBe(56_700_000n);
    expect(await db.admin.select().from(disbursements).where(eq(disbursements.itemId, itemId))).toHaveLength(2);
    await expectSoundBooks(db, deal.items);
  });

  test("hides it from strangers; refuses the seller, the broker, the wrong role, the unverified, the undelivered and the frozen", async () => {
    const { deal, itemId } = await held();
    const by = (actor: SignedDeal["officer"]) => outcomeOf(acceptItem(db.ctx(actor), { itemId }));
    expect(await by(deal.firm)).toBe("escrow/transition");
    await deliverItem(db.ctx(deal.officer), { itemId, note: "x", fileIds: [] });
    expect(await by(deal.stranger)).toBe("not-found");
    expect(await by(deal.officer)).toBe("forbidden");
    expect(await by(deal.broker)).toBe("forbidden");
    expect(await by(deal.finance)).toBe("forbidden");
    expect(await by({ ...deal.firm, orgVerified: false })).toBe("identity/unverified");
    await db.admin.execute(sql`update held_items set freezes = '{recon_mismatch}' where id = ${itemId}`);
    expect(await by(deal.firm)).toBe("escrow/frozen");
    expect((await itemOf(db, itemId)).state).toBe("delivered");
    await expectSoundBooks(db, deal.items);
  });
});
