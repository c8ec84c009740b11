import { inTransaction, newId } from "@peony/db";
import { listings, members, rewardLines, unitRewardRules, users } from "@peony/db/schema";
import { aPerson, createTestDb, type TestDb } from "@peony/db/testing";
import { desc, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { acceptItem, deliverItem } from "../escrow/index.ts";
import { aSignedDeal, pay, type SignedDeal } from "../escrow/testing/money.ts";
import { calculateReward } from "./calculate-reward.ts";
import { readRewardStatements } from "./read-reward-statements.ts";
import { aConfirmation } from "./testing/confirmation.ts";

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

const linesOf = (deal: SignedDeal) =>
  db.admin
    .select({ userId: rewardLines.userId, confirmationId: rewardLines.confirmationId })
    .from(rewardLines)
    .where(eq(rewardLines.orgId, deal.officer.orgId ?? ""))
    .orderBy(desc(rewardLines.sharePct));
const aRule = (d: SignedDeal) => ({
  ...{ id: newId("unitRule"), orgId: d.officer.orgId ?? "", mainMinBps: 5000, title: "校规", documentNumber: "" },
  ...{ createdBy: d.officer.userId, createdAt: new Date() },
});

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

  test("gives each line to the account that confirmed the share, and to nobody who only bears the name", async () => {
    const { deal, itemId } = await released("410300", async (d) => {
      const university = { id: d.officer.orgId ?? "", kind: "university" as const };
      const bearer = await aPerson(db, university, ["inventor"]);
      await db.admin.update(users).set({ name: "张三" }).where(eq(users.id, bearer.userId));
      await aConfirmation(db, d, { position: 1, email: "li@elsewhere.test" });
    });
    await calculate(deal, itemId);
    expect((await linesOf(deal)).map((l) => [l.userId, l.confirmationId !== null])).toEqual([
      [null, false],
      [null, true],
    ]);
  });

  test("finds the account that came after the acceptance, and none that never proved its address, left, or is suspended", async () => {
    const ways = {
      later: async () => undefined,
      unproved: (id: string) => db.admin.update(users).set({ emailVerifiedAt: null }).where(eq(users.id, id)),
      left: (id: string) => db.admin.update(members).set({ suspendedAt: new Date() }).where(eq(members.userId, id)),
      suspended: (id: string) => db.admin.update(users).set({ suspendedAt: new Date() }).where(eq(users.id, id)),
    };
    for (const [name, change] of Object.entries(ways)) {
      let inventor = "";
      const { deal, itemId } = await released("410300", async (d) => {
        const person = await aPerson(db, { id: d.officer.orgId ?? "", kind: "university" }, ["inventor"]);
        inventor = person.userId;
        await aConfirmation(db, d, { position: 0, email: `${person.userId}@test.peony.test` });
        await change(person.userId);
      });
      await calculate(deal, itemId);
      expect([name, (await linesOf(deal))[0]?.userId]).toEqual([name, name === "later" ? inventor : null]);
    }
  });

  test("takes the unit's own rule in the version of the day of signature, never less than the law", async () => {
    const { deal, itemId } = await released("410300", (d) =>
      db.admin.insert(unitRewardRules).values([
        { ...aRule(d), version: 1, validFrom: "2020-01-01", poolBps: 8000 },
        { ...aRule(d), version: 2, validFrom: "2099-01-01", poolBps: 9000 },
      ]),
    );
    await calculate(deal, itemId);
    const [statement] = await readRewardStatements(db.ctx(deal.officer));
    expect(statement).toMatchObject({ pool: { amount: 45_360_000n }, rule: { id: "unit-1", statutoryBps: 8000 } });
  });
});

describe("readRewardStatements", () => {
  test("shows an inventor the own share only, and others nothing", async () => {
    const deal = await aSignedDeal(db, ["60000000"]);
    const university = { id: deal.officer.orgId ?? "", kind: "university" as const };
    const inventor = await aPerson(db, university, ["inventor"]);
    const colleague = await aPerson(db, university, ["inventor"]);
    await aConfirmation(db, deal, { position: 0, email: `${inventor.userId}@test.peony.test` });
    const itemId = deal.items[0] ?? "";
    await pay(db, deal, itemId);
    await deliverItem(db.ctx(deal.officer), { itemId, note: "x", fileIds: [] });
    await acceptItem(db.ctx(deal.firm), { itemId });
    await calculate(deal, itemId);
    const [own] = await readRewardStatements(db.ctx(inventor), { dealId: deal.dealId });
    expect(own?.lines).toMatchObject([
      { name: { zh: "张三", en: "张三" }, sharePct: 60, money: { amount: 23_814_000n, asset: "CNY/2" }, own: true },
    ]);
    expect(own?.lines).toHaveLength(1);
    expect(await readRewardStatements(db.ctx(colleague))).toEqual([]);
    expect(await readRewardStatements(db.ctx(deal.firm))).toEqual([]);
    expect(await readRewardStatements(db.ctx(deal.stranger))).toEqual([]);
    const finance = await aPerson(db, university, ["finance"]);
    expect((await readRewardStatements(db.ctx(finance)))[0]?.lines).toHaveLength(2);
  });
});
