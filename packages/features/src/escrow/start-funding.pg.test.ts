import { rounds } from "@peony/config/settings";
import { paymentAttempts } from "@peony/db/schema";
import { aPerson, createTestDb, type TestDb } from "@peony/db/testing";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recordFundingSession, startFunding } from "./start-funding.ts";
import { expectSoundBooks, outcomeOf } from "./testing/books.ts";
import { aSignedDeal, itemOf } from "./testing/money.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

describe("startFunding", () => {
  test("writes an attempt for what is due", async () => {
    const deal = await aSignedDeal(db);
    const itemId = deal.items[0] ?? "";
    const attempt = await startFunding(db.ctx(deal.finance), { itemId });
    expect(attempt).toMatchObject({ itemId, dealId: deal.dealId, position: 1, state: "open", url: null });
    expect(attempt.money).toEqual({ amount: 60_000_000n, asset: "CNY/2" });
    const item = await itemOf(db, itemId);
    expect([item.state, item.deadline !== null]).toEqual(["funding", true]);
    await expectSoundBooks(db, deal.items);
  });

  test("survives a repeat: the second click finds the same attempt and its page", async () => {
    const deal = await aSignedDeal(db);
    const itemId = deal.items[0] ?? "";
    const ctx = db.ctx(deal.finance);
    const first = await startFunding(ctx, { itemId });
    await recordFundingSession(ctx, { attemptId: first.id, providerId: `cs_${first.id}`, url: "http://pay" });
    await recordFundingSession(ctx, { attemptId: first.id, providerId: `cs_${first.id}`, url: "http://pay" });
    expect(await startFunding(ctx, { itemId })).toMatchObject({
      id: first.id,
      providerId: `cs_${first.id}`,
      url: "http://pay",
    });
    const other = { attemptId: first.id, providerId: "cs_other", url: "http://other" };
    expect(await recordFundingSession(ctx, other)).toEqual({ providerId: `cs_${first.id}`, url: "http://pay" });
    expect(await startFunding(ctx, { itemId })).toMatchObject({ providerId: `cs_${first.id}`, url: "http://pay" });
  });

  test("survives a race: pages in ten languages at once leave one, and everybody is shown that one", async () => {
    const deal = await aSignedDeal(db);
    const itemId = deal.items[0] ?? "";
    const { id } = await startFunding(db.ctx(deal.finance), { itemId });
    const pages = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        recordFundingSession(db.ctx(n % 2 ? deal.finance : deal.firm), {
          attemptId: id,
          providerId: `cs_${id}_${n}`,
          url: `http://pay/${n}`,
        }),
      ),
    );
    const [attempt] = await db.admin.select().from(paymentAttempts).where(eq(paymentAttempts.id, id));
    expect(new Set(pages.map((p) => p.providerId))).toEqual(new Set([attempt?.providerId]));
    expect(new Set(pages.map((p) => p.url))).toEqual(new Set([attempt?.url]));
  });

  test("survives a race: ten clicks at once make one attempt", { repeats: rounds(0, 49) }, async () => {
    const deal = await aSignedDeal(db);
    const itemId = deal.items[0] ?? "";
    const attempts = await Promise.all(Array.from({ length: 10 }, () => startFunding(db.ctx(deal.firm), { itemId })));
    expect(new Set(attempts.map((a) => a.id)).size).toBe(1);
    const rows = await db.admin.select().from(paymentAttempts).where(eq(paymentAttempts.itemId, itemId));
    expect(rows).toHaveLength(1);
  });

  test("hides it from strangers", async () => {
    const deal = await aSignedDeal(db);
    const itemId = deal.items[0] ?? "";
    expect(await outcomeOf(startFunding(db.ctx(deal.stranger), { itemId }))).toBe("not-found");
    // the command's own lock, without the one in the database behind it
    expect(await outcomeOf(startFunding(db.ctx(deal.stranger, db.operator), { itemId }))).toBe("not-found");
    const attempt = await startFunding(db.ctx(deal.finance), { itemId });
    const session = { attemptId: attempt.id, providerId: "cs_x", url: null };
    expect(await outcomeOf(recordFundingSession(db.ctx(deal.stranger), session))).toBe("not-found");
    expect(await outcomeOf(recordFundingSession(db.ctx(deal.officer), session))).toBe("not-found");
  });

  test("refuses the seller, the broker, the wrong role, the unverified and a visitor", async () => {
    const deal = await aSignedDeal(db);
    const itemId = deal.items[0] ?? "";
    const buyer = { id: deal.firm.orgId ?? "", kind: "firm" as const };
    const member = await aPerson(db, buyer, ["member"]);
    const by = (actor: Parameters<TestDb["ctx"]>[0]) => outcomeOf(startFunding(db.ctx(actor), { itemId }));
    expect(await by(deal.officer)).toBe("forbidden");
    expect(await by(deal.broker)).toBe("forbidden");
    expect(await by(member)).toBe("forbidden");
    expect(await by({ ...deal.finance, orgVerified: false })).toBe("identity/unverified");
    expect(await by({ kind: "visitor" })).toBe("unauthenticated");
    expect((await itemOf(db, itemId)).state).toBe("awaiting_funds");
  });

  test("refuses an item whose turn has not come, and one that is being checked", async () => {
    const deal = await aSignedDeal(db);
    const ctx = db.ctx(deal.finance);
    expect(await outcomeOf(startFunding(ctx, { itemId: deal.items[1] ?? "" }))).toBe("escrow/transition");
    await db.admin.execute(sql`update held_items set freezes = '{recon_mismatch}' where id = ${deal.items[0]}`);
    expect(await outcomeOf(startFunding(ctx, { itemId: deal.items[0] ?? "" }))).toBe("escrow/frozen");
  });
});
