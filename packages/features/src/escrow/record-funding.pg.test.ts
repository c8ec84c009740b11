import { rounds } from "@peony/config/settings";
import { inTransaction } from "@peony/db";
import { auditEvents, paymentAttempts } from "@peony/db/schema";
import { createTestDb, emitted, type TestDb } from "@peony/db/testing";
import { money } from "@peony/domain/shared";
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FundingFacts, recordFunding, recordPaymentExpired, recordPaymentFailed } from "./record-funding.ts";
import { startFunding } from "./start-funding.ts";
import { balanceOf, expectSoundBooks, outcomeOf } from "./testing/books.ts";
import { aSignedDeal, itemOf, type SignedDeal } from "./testing/money.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

let n = 0;
const started = async (due = "10000") => {
  const deal = await aSignedDeal(db, [due]);
  const itemId = deal.items[0] ?? "";
  const attempt = await startFunding(db.ctx(deal.finance), { itemId });
  n += 1;
  const facts: FundingFacts = {
    paymentId: `pi_f${n}`,
    attemptId: attempt.id,
    received: money(BigInt(due)),
    fee: { balanceTransactionId: `txn_f${n}`, money: money(292n) },
  };
  return { deal, itemId, facts };
};
const record = (deal: SignedDeal, facts: FundingFacts) => inTransaction(deal.worker, (t) => recordFunding(t, facts));

describe("recordFunding", () => {
  test("holds what arrived, books the provider's fee as ours, and says so", async () => {
    const { deal, itemId, facts } = await started();
    const before = await balanceOf(db, "psp:stripe");
    expect(await record(deal, facts)).toBe("held");
    expect((await itemOf(db, itemId)).state).toBe("held");
    expect(await balanceOf(db, `held:${itemId}`)).toBe(10_000n);
    expect((await balanceOf(db, "psp:stripe")) - before).toBe(9_708n);
    const [attempt] = await db.admin.select().from(paymentAttempts).where(eq(paymentAttempts.id, facts.attemptId));
    expect([attempt?.state, attempt?.paymentId]).toEqual(["paid", facts.paymentId]);
    expect((await emitted(db)).at(-1)).toEqual({ type: "escrow.changed", payload: { itemId } });
    await expectSoundBooks(db, deal.items);
  });

  test("survives a repeat, and a fee that becomes known later is booked then", async () => {
    const { deal, itemId, facts } = await started();
    expect(await record(deal, { ...facts, fee: null })).toBe("held");
    const before = await balanceOf(db, "psp:stripe");
    expect(await record(deal, facts)).toBe("repeat");
    expect(await record(deal, facts)).toBe("repeat");
    expect((await balanceOf(db, "psp:stripe")) - before).toBe(-292n);
    expect(await balanceOf(db, `held:${itemId}`)).toBe(10_000n);
    await expectSoundBooks(db, deal.items);
  });

  test("survives a race: five deliveries of one event book once", { repeats: rounds(0, 49) }, async () => {
    const { deal, itemId, facts } = await started();
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => record(deal, facts)));
    expect(outcomes.filter((o) => o === "held")).toHaveLength(1);
    expect(await balanceOf(db, `held:${itemId}`)).toBe(10_000n);
    await expectSoundBooks(db, deal.items);
  });

  test.each([
    ["too little", money(9_999n)],
    ["too much", money(10_001n)],
    ["another currency", money(10_000n, "USD")],
  ])("books %s for the payer and stops the item for a person to look", async (_, received) => {
    const { deal, itemId, facts } = await started();
    expect(await record(deal, { ...facts, received, fee: null })).toBe("unapplied");
    const item = await itemOf(db, itemId);
    expect([item.state, item.freezes]).toEqual(["awaiting_funds", ["recon_mismatch"]]);
    const currency = received.asset.slice(0, 3);
    expect(await balanceOf(db, `unapplied:${deal.firm.orgId}`, currency)).toBe(received.amount);
    expect(await balanceOf(db, `held:${itemId}`)).toBe(0n);
    const actions = await db.admin
      .select({ action: auditEvents.action })
      .from(auditEvents)
      .where(eq(auditEvents.chain, deal.dealId));
    expect(actions.map((a) => a.action)).toEqual(expect.arrayContaining(["escrow.unapplied", "escrow.freeze"]));
    expect(await record(deal, { ...facts, received, fee: null })).toBe("repeat");
    await expectSoundBooks(db, deal.items);
  });

  test("books a second payment for its owner and leaves the held item alone", async () => {
    const { deal, itemId, facts } = await started();
    await record(deal, facts);
    expect(await record(deal, { ...facts, paymentId: `${facts.paymentId}b`, fee: null })).toBe("unapplied");
    const item = await itemOf(db, itemId);
    expect([item.state, item.freezes]).toEqual(["held", []]);
    expect(await balanceOf(db, `unapplied:${deal.firm.orgId}`)).toBe(10_000n);
    expect(await record(deal, facts)).toBe("repeat");
    await expectSoundBooks(db, deal.items);
  });

  test("takes money of an attempt that had been given up", async () => {
    const { deal, itemId, facts } = await started();
    await inTransaction(deal.worker, (t) => recordPaymentExpired(t, { attemptId: facts.attemptId }));
    expect((await itemOf(db, itemId)).state).toBe("awaiting_funds");
    expect(await record(deal, facts)).toBe("held");
    await expectSoundBooks(db, deal.items);
  });

  test("asks to come back where the attempt is not written yet", async () => {
    const { deal, facts } = await started();
    expect(await outcomeOf(record(deal, { ...facts, attemptId: "att_00000000000000000000000000" }))).toBe("not-found");
  });
});

describe("recordPaymentFailed and recordPaymentExpired", () => {
  test("open the item for another attempt, once", async () => {
    const { deal, itemId, facts } = await started();
    const fail = () =>
      inTransaction(deal.worker, (t) =>
        recordPaymentFailed(t, { attemptId: facts.attemptId, reason: "card_declined" }),
      );
    await fail();
    await fail();
    expect((await itemOf(db, itemId)).state).toBe("awaiting_funds");
    const again = await startFunding(db.ctx(deal.finance), { itemId });
    expect(again.id).not.toBe(facts.attemptId);
    await inTransaction(deal.worker, (t) => recordPaymentExpired(t, { attemptId: facts.attemptId }));
    expect((await itemOf(db, itemId)).state).toBe("funding");
    await expectSoundBooks(db, deal.items);
  });

  test("any order and repetition of one payment's events ends in the same balances", { timeout: 60_000 }, async () => {
    const kinds = fc.constantFrom("paid", "paid-without-fee", "failed", "expired");
    await fc.assert(
      fc.asyncProperty(fc.array(kinds, { minLength: 1, maxLength: 6 }), async (order) => {
        const { deal, itemId, facts } = await started("5000");
        for (const kind of [...order, "paid"])
          await inTransaction(deal.worker, async (t) => {
            if (kind === "failed") await recordPaymentFailed(t, { attemptId: facts.attemptId, reason: "declined" });
            else if (kind === "expired") await recordPaymentExpired(t, { attemptId: facts.attemptId });
            else await recordFunding(t, kind === "paid" ? facts : { ...facts, fee: null });
          });
        expect((await itemOf(db, itemId)).state).toBe("held");
        await expectSoundBooks(db, deal.items);
      }),
      { numRuns: rounds(12, 500) },
    );
  });
});
