import { inTransaction } from "@peony/db";
import { listings, members, rewardLines, users } from "@peony/db/schema";
import { aPerson, createTestDb, type TestDb } from "@peony/db/testing";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { acceptItem, deliverItem } from "../escrow/index.ts";
import { aSignedDeal, pay, type SignedDeal } from "../escrow/testing/money.ts";
import { calculateReward } from "./calculate-reward.ts";
import { readRewardStatements } from "./read-reward-statements.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

const released = async (region: string, then: (deal: SignedDeal) => Promise<unknown> = async () => undefined) => {
  const deal = await aSignedDeal(db, ["60000000"], { region });
  await then(deal);
  const itemId = deal.items[0] ?? "";
  await pay(db, deal, itemId);
  await deliverItem(db.ctx(deal.officer), { itemId, note: "x", fileIds: [] });
  await acceptItem(db.ctx(deal.firm), { itemId });
  return { deal, itemId };
};
const calculate = (deal: SignedDeal, itemId: string) =>
  inTransaction(deal.worker, (t) => calculateReward(t, { itemId, releaseNo: 1 }));

describe("calculateReward", () => {
  test("gives Henan's inventors 70 % of what is left after costs, once", async () => {
    const { deal, itemId } = await released("410300");
    await Promise.all([calculate(deal, itemId), calculate(deal, itemId)]);
    await calculate(deal, itemId);
    const [statement, ...more] = await readRewardStatements(db.ctx(deal.officer));
    expect(more).toEqual([]);
    expect(statement).toMatchObject({
      receipts: { amount: 60_000_000n },
      costs: { amount: 3_300_000n },
      net: { amount: 56_700_000n },
      pool: { amount: 39_690_000n },
      rule: { id: "cn-41-2020", statutoryBps: 7000 },
      dealId: deal.dealId,
      position: 1,
    });
    expect(statement?.lines.map((l) => [l.name.zh, l.sharePct, l.money.amount])).toEqual([
      ["张三", 60, 23_814_000n],
      ["李四", 40, 15_876_000n],
    ]);
  });

  test("gives everybody else's 50 %, by the region of the day of signature", async () => {
    const { deal, itemId } = await released("330100", (d) =>
      db.admin.execute(sql`update organisations set region = '410300' where id = ${d.officer.orgId}`),
    );
    await calculate(deal, itemId);
    const [statement] = await readRewardStatements(db.ctx(deal.officer));
    expect(statement).toMatchObject({ pool: { amount: 28_350_000n }, rule: { id: "cn-2015" } });
  });

  test("shares out what was signed, whatever the listing says since", async () => {
    const { deal, itemId } = await released("410300", (d) =>
      db.admin
        .update(listings)
        .set({ inventors: [{ name: { zh: "王五", en: "Wang Wu" }, sharePct: 100 }] })
        .where(eq(listings.orgId, d.officer.orgId ?? "")),
    );
    await calculate(deal, itemId);
    const [statement] = await readRewardStatements(db.ctx(deal.officer));
    expect(statement?.lines.map((l) => [l.name.zh, l.sharePct])).toEqual([
      ["张三", 60],
      ["李四", 40],
    ]);
  });

  test("gives a line to nobody where a member only calls himself so, is no inventor, or never proved the address", async () => {
    const { deal, itemId } = await released("410300", async (d) => {
      const university = { id: d.officer.orgId ?? "", kind: "university" as const };
      const bearing = async (
        inventorName: string | null,
        role: "inventor" | "member",
        change: { name?: string; emailVerifiedAt?: null },
      ) => {
        const person = await aPerson(db, university, [role]);
        await db.admin.update(users).set(change).where(eq(users.id, person.userId));
        await db.admin.update(members).set({ inventorName }).where(eq(members.userId, person.userId));
      };
      await bearing(null, "inventor", { name: "张三" });
      await bearing("张三", "member", { name: "别人" });
      await bearing("李四", "inventor", { name: "李四", emailVerifiedAt: null });
    });
    await calculate(deal, itemId);
    const lines = await db.admin
      .select({ userId: rewardLines.userId })
      .from(rewardLines)
      .where(eq(rewardLines.orgId, deal.officer.orgId ?? ""));
    expect(lines.map((l) => l.userId)).toEqual([null, null]);
  });
});

describe("readRewardStatements", () => {
  test("shows an inventor the own share only, and others nothing", async () => {
    const deal = await aSignedDeal(db, ["60000000"]);
    const university = { id: deal.officer.orgId ?? "", kind: "university" as const };
    const inventor = await aPerson(db, university, ["inventor"]);
    const colleague = await aPerson(db, university, ["inventor"]);
    await db.admin.update(members).set({ inventorName: "张三" }).where(eq(members.userId, inventor.userId));
    const itemId = deal.items[0] ?? "";
    await pay(db, deal, itemId);
    await deliverItem(db.ctx(deal.officer), { itemId, note: "x", fileIds: [] });
    await acceptItem(db.ctx(deal.firm), { itemId });
    await calculate(deal, itemId);
    const [own] = await readRewardStatements(db.ctx(inventor), { dealId: deal.dealId });
    expect(own?.lines).toEqual([
      { name: { zh: "张三", en: "张三" }, sharePct: 60, money: { amount: 23_814_000n, asset: "CNY/2" }, own: true },
    ]);
    expect(await readRewardStatements(db.ctx(colleague))).toEqual([]);
    expect(await readRewardStatements(db.ctx(deal.firm))).toEqual([]);
    expect(await readRewardStatements(db.ctx(deal.stranger))).toEqual([]);
    const finance = await aPerson(db, university, ["finance"]);
    expect((await readRewardStatements(db.ctx(finance)))[0]?.lines).toHaveLength(2);
  });
});
