import { inTransaction, newId } from "@peony/db";
import { notifications, rewardCalculations, rewardLines, rewardObjections } from "@peony/db/schema";
import { aMember, aPerson, codeOf, createTestDb, emitted, linksIn, mailsTo, type TestDb } from "@peony/db/testing";
import { type PersonActor, visitor } from "@peony/domain/identity";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { acceptItem, deliverItem } from "../escrow/index.ts";
import { aSignedDeal, pay, type SignedDeal } from "../escrow/testing/money.ts";
import { calculateReward } from "./calculate-reward.ts";
import { notifyObjection, notifyReward, notifyRewardPaid } from "./notify-reward.ts";
import { decideObjection, raiseObjection, recordRewardPaid, withdrawObjection } from "./object-reward.ts";
import { readRewardStatements, readRewardStatementsByLink } from "./read-reward-statements.ts";
import { aConfirmation } from "./testing/confirmation.ts";
import { readUnitRules, saveUnitRule } from "./unit-rules.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

type World = { deal: SignedDeal; inventor: PersonActor; colleague: PersonActor; finance: PersonActor; token: string };
/** A released milestone with its statement: one inventor has an account, the other only a link. */
const aStatement = async (): Promise<World> => {
  const deal = await aSignedDeal(db, ["60000000"]);
  const university = { id: deal.officer.orgId ?? "", kind: "university" as const };
  const inventor = await aPerson(db, university, ["inventor"]);
  await aConfirmation(db, deal, { position: 0, email: `${inventor.userId}@test.peony.test`, userId: inventor.userId });
  const { token } = await aConfirmation(db, deal, { position: 1, email: `${newId("user")}@elsewhere.test` });
  const itemId = deal.items[0] ?? "";
  await pay(db, deal, itemId);
  await deliverItem(db.ctx(deal.officer), { itemId, note: "x", fileIds: [] });
  await acceptItem(db.ctx(deal.firm), { itemId });
  await inTransaction(deal.worker, (t) => calculateReward(t, { itemId, releaseNo: 1 }));
  const colleague = await aPerson(db, university, ["inventor"]);
  return { deal, inventor, colleague, finance: await aPerson(db, university, ["finance"]), token };
};
const lineOf = async (who: PersonActor) =>
  (await readRewardStatements(db.ctx(who)))[0]?.lines.find((l) => l.own)?.id ?? "";
const rewardOf = async (w: World) => (await readRewardStatements(db.ctx(w.finance)))[0]?.id ?? "";
const nobody = () => db.ctx(visitor);

describe("raiseObjection", () => {
  test("takes an inventor's word on the own line within fifteen days, once at a time", async () => {
    const w = await aStatement();
    const input = { id: newId("objection"), lineId: await lineOf(w.inventor), ground: "成本多扣了" };
    await raiseObjection(db.ctx(w.inventor), input);
    await raiseObjection(db.ctx(w.inventor), input);
    const again = raiseObjection(db.ctx(w.inventor), { ...input, id: newId("objection") });
    expect(await codeOf(again)).toBe("royalties/objection");
    expect((await readRewardStatements(db.ctx(w.inventor)))[0]?.lines[0]?.objection).toMatchObject({ state: "open" });
    await notifyObjection(w.deal.worker, input.id);
    await notifyObjection(w.deal.worker, input.id);
    const told = await db.admin.select().from(notifications).where(eq(notifications.userId, w.finance.userId));
    expect(told.map((n) => n.kind)).toEqual(["turn-answer-objection"]);
  });

  test("hides others' lines, and refuses after fifteen days", async () => {
    const w = await aStatement();
    const lineId = await lineOf(w.inventor);
    const by = (who: PersonActor) =>
      codeOf(raiseObjection(db.ctx(who), { id: newId("objection"), lineId, ground: "x" }));
    expect([await by(w.colleague), await by(w.deal.firm), await by(w.finance)]).toEqual(Array(3).fill("not-found"));
    await db.admin
      .update(rewardCalculations)
      .set({ createdAt: sql`now() - interval '15 days 1 minute'` })
      .where(eq(rewardCalculations.orgId, w.deal.officer.orgId ?? ""));
    expect(await by(w.inventor)).toBe("royalties/window");
  });

  test("takes the word of who holds the link, on that line only", async () => {
    const w = await aStatement();
    const [statement, ...more] = await readRewardStatementsByLink(nobody(), w.token);
    expect([statement?.lines.map((l) => l.name.zh), more]).toEqual([["李四"], []]);
    const own = { id: newId("objection"), lineId: statement?.lines[0]?.id ?? "", ground: "份额", token: w.token };
    const other = { ...own, id: newId("objection"), lineId: await lineOf(w.inventor) };
    expect(await codeOf(raiseObjection(nobody(), other))).toBe("not-found");
    expect(await codeOf(raiseObjection(nobody(), { ...own, token: "A".repeat(43) }))).toBe("listings/link-over");
    await raiseObjection(nobody(), own);
    const rows = await db.admin.select().from(rewardObjections).where(eq(rewardObjections.id, own.id));
    expect(rows.map((r) => r.state)).toEqual(["open"]);
  });
});

describe("decideObjection", () => {
  test("is for the unit's officers and finance, once, and tells the inventor", async () => {
    const w = await aStatement();
    const id = newId("objection");
    await raiseObjection(db.ctx(w.inventor), { id, lineId: await lineOf(w.inventor), ground: "x" });
    const decide = (who: PersonActor) =>
      codeOf(decideObjection(db.ctx(who), { id, decision: "dismiss", answer: "按合同" }));
    const stranger = await aMember(db, "university", ["owner"]);
    expect([await decide(w.inventor), await decide(w.deal.firm), await decide(stranger)]).toEqual([
      "forbidden",
      "not-found",
      "not-found",
    ]);
    expect([await decide(w.finance), await decide(w.deal.officer)]).toEqual(["done", "royalties/objection"]);
    await notifyObjection(w.deal.worker, id);
    const told = await db.admin.select().from(notifications).where(eq(notifications.userId, w.inventor.userId));
    expect(told.map((n) => n.kind)).toEqual(["objection-decided"]);
  });

  test("leaves the inventor free to take it back and to object anew", async () => {
    const w = await aStatement();
    const lineId = await lineOf(w.inventor);
    const id = newId("objection");
    await raiseObjection(db.ctx(w.inventor), { id, lineId, ground: "x" });
    expect(await codeOf(withdrawObjection(db.ctx(w.colleague), { id }))).toBe("not-found");
    await withdrawObjection(db.ctx(w.inventor), { id });
    await raiseObjection(db.ctx(w.inventor), { id: newId("objection"), lineId, ground: "y" });
  });
});

describe("recordRewardPaid", () => {
  test("waits for an open objection, then says the day once", async () => {
    const w = await aStatement();
    const [id, rewardId] = [newId("objection"), await rewardOf(w)];
    await raiseObjection(db.ctx(w.inventor), { id, lineId: await lineOf(w.inventor), ground: "x" });
    const paid = (who: PersonActor, paidOn = "2026-11-01") =>
      codeOf(recordRewardPaid(db.ctx(who), { rewardId, paidOn }));
    expect(await paid(w.finance)).toBe("royalties/objection");
    await decideObjection(db.ctx(w.finance), { id, decision: "uphold", answer: "已改" });
    expect(await paid(w.finance, "2999-01-01")).toBe("invalid");
    expect([await paid(w.inventor), await paid(w.deal.firm)]).toEqual(["forbidden", "not-found"]);
    expect([await paid(w.finance), await paid(w.finance, "2026-11-02")]).toEqual(["done", "done"]);
    expect((await readRewardStatements(db.ctx(w.inventor)))[0]?.paidOn).toBe("2026-11-01");
    const paidEvents = (await emitted(db)).filter((e) => e.type === "reward.paid" && e.payload.rewardId === rewardId);
    expect(paidEvents).toHaveLength(1);
    await notifyRewardPaid(w.deal.worker, rewardId);
    await notifyRewardPaid(w.deal.worker, rewardId);
    const told = await db.admin.select().from(notifications).where(eq(notifications.userId, w.inventor.userId));
    expect(told.filter((n) => n.kind === "statement-paid")).toHaveLength(1);
    const { rows } = await db.admin.execute<{ n: number }>(
      sql`select count(*)::int as n from mails where kind = 'statement-paid-link' and dedupe like 'statement-paid:%'`,
    );
    expect(rows[0]?.n).toBe(1);
  });
});

describe("notifyReward", () => {
  test("tells the account, and mails a working link to who has none, once", async () => {
    const w = await aStatement();
    const rewardId = await rewardOf(w);
    const [line] = await db.admin.select().from(rewardLines).where(eq(rewardLines.sharePct, 40)).orderBy(sql`id desc`);
    const { rows } = await db.admin.execute<{ email: string }>(
      sql`select email from listing_confirmations where id = ${line?.confirmationId}`,
    );
    await notifyReward(w.deal.worker, rewardId);
    await notifyReward(w.deal.worker, rewardId);
    const told = await db.admin.select().from(notifications).where(eq(notifications.userId, w.inventor.userId));
    expect(told.map((n) => n.kind)).toEqual(["statement-ready"]);
    const email = rows[0]?.email ?? "";
    expect((await mailsTo(db, email)).map((m) => m.kind)).toEqual(["statement-ready-link"]);
    const [token = ""] = await linksIn(db, email);
    expect(await readRewardStatementsByLink(nobody(), token)).toHaveLength(1);
    expect(await codeOf(readRewardStatementsByLink(nobody(), w.token))).toBe("listings/link-over");
  });
});

describe("saveUnitRule", () => {
  const rule = (over: object = {}) => ({
    ...{
      id: newId("unitRule"),
      validFrom: "2099-01-01",
      poolPct: 80,
      mainMinPct: 60,
      title: "校规",
      documentNumber: "",
    },
    ...over,
  });
  test("adds versions one after the other, a repeat none", async () => {
    const manager = await aMember(db, "university", ["manager"]);
    const first = rule();
    const versions = await Promise.all([first, first, rule(), rule()].map((r) => saveUnitRule(db.ctx(manager), r)));
    expect(versions.map((v) => v.version).sort()).toEqual([1, 1, 2, 3]);
    expect((await readUnitRules(db.ctx(manager))).rules.map((r) => r.version)).toEqual([3, 2, 1]);
    const stranger = await aMember(db, "university", ["manager"]);
    expect((await readUnitRules(db.ctx(stranger))).rules).toEqual([]);
  });
  test("refuses less than the law of the region, and a day that has passed", async () => {
    const manager = await aMember(db, "university", ["manager"]);
    const member = await aMember(db, "university", ["member"]);
    await expect(saveUnitRule(db.ctx(manager), rule({ poolPct: 69.99 }))).rejects.toMatchObject({
      data: { fields: { poolPct: { code: "too-small", args: { min: 70 } } } },
    });
    await expect(saveUnitRule(db.ctx(manager), rule({ validFrom: "2020-01-01" }))).rejects.toMatchObject({
      data: { fields: { validFrom: { code: "date-in-past" } } },
    });
    expect(await codeOf(saveUnitRule(db.ctx(member), rule()))).toBe("forbidden");
  });
});
