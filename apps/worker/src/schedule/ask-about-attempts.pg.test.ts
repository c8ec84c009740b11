import { rounds } from "@peony/config/settings";
import { inTransaction } from "@peony/db";
import { paymentAttempts } from "@peony/db/schema";
import { createTestDb, type TestDb } from "@peony/db/testing";
import type { PaymentPort } from "@peony/domain/escrow";
import { recordFundingSession, startFunding } from "@peony/features/escrow";
import { aSignedDeal, balanceOf, expectSoundBooks, itemOf } from "@peony/features/escrow/testing";
import { fakePayments } from "@peony/gateways/stripe";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkoutPaid } from "../inbox/stripe/checkout.ts";
import { askAboutAttempts } from "./ask-about-attempts.ts";

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
let db: TestDb;
const fake = fakePayments();
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());
const deps = (payments: PaymentPort = fake) => ({ db: db.worker, payments, log });

const shown = async (agoMinutes: number) => {
  const deal = await aSignedDeal(db, ["10000"]);
  const itemId = deal.items[0] ?? db.ctx(deal.firm).newId("item");
  const ctx = db.ctx(deal.finance);
  const { id, money } = await startFunding(ctx, { itemId });
  const urls = { successUrl: "http://shop.test/done", cancelUrl: "http://shop.test/back" };
  const asked = { attemptId: id, itemId, money, description: "x", locale: "zh" as const, email: null, ...urls };
  const page = await fake.createCheckout(asked);
  await recordFundingSession(ctx, { attemptId: id, providerId: page.id, url: page.url });
  await db.admin.execute(
    sql`update payment_attempts set updated_at = now() - ${agoMinutes} * interval '1 minute' where id = ${id}`,
  );
  const attempt = async () => {
    const [row] = await db.admin.select().from(paymentAttempts).where(eq(paymentAttempts.id, id));
    return row?.state;
  };
  return { deal, itemId, page, attempt };
};

describe("askAboutAttempts", () => {
  test("books a payment whose webhook never came, once, however often it asks and whatever comes late", async () => {
    const { deal, itemId, page, attempt } = await shown(2);
    fake.pay(page.id);
    expect(await askAboutAttempts(deps())).toBe(1);
    expect([(await itemOf(db, itemId)).state, await attempt()]).toEqual(["held", "paid"]);
    expect(await askAboutAttempts(deps())).toBe(0);
    const late = await checkoutPaid(deps(), { objectId: page.id, paymentId: null });
    await inTransaction(deal.worker, late);
    expect(await balanceOf(db, `held:${itemId}`)).toBe(10_000n);
    await expectSoundBooks(db, deal.items);
  });

  test("survives a race with the webhook: the money is booked once", { repeats: rounds(0, 49) }, async () => {
    const { deal, itemId, page } = await shown(2);
    fake.pay(page.id);
    const webhook = async () =>
      inTransaction(deal.worker, await checkoutPaid(deps(), { objectId: page.id, paymentId: null }));
    await Promise.all([askAboutAttempts(deps()), webhook(), askAboutAttempts(deps()), webhook()]);
    expect(await balanceOf(db, `held:${itemId}`)).toBe(10_000n);
    await expectSoundBooks(db, deal.items);
  });

  test("ends an attempt whose page ran out, so that the buyer may begin anew", async () => {
    const { itemId, page, attempt } = await shown(2);
    const over: PaymentPort = {
      ...fake,
      getCheckout: async (id) => (id === page.id ? { ...page, url: null, state: "expired" } : fake.getCheckout(id)),
    };
    expect(await askAboutAttempts(deps(over))).toBe(1);
    expect([(await itemOf(db, itemId)).state, await attempt()]).toEqual(["awaiting_funds", "expired"]);
  });

  test("leaves a page that is still open, and gives a webhook its minute", async () => {
    const open = await shown(2);
    const young = await shown(0);
    fake.pay(young.page.id);
    expect(await askAboutAttempts(deps())).toBe(0);
    expect([await open.attempt(), await young.attempt()]).toEqual(["open", "open"]);
  });

  test("one page that cannot be asked about holds up no other", async () => {
    const [bad, good] = [await shown(9), await shown(2)];
    fake.pay(good.page.id);
    const limping: PaymentPort = {
      ...fake,
      getCheckout: (id) => (id === bad.page.id ? Promise.reject(new Error("away")) : fake.getCheckout(id)),
    };
    expect(await askAboutAttempts(deps(limping))).toBe(1);
    expect([await bad.attempt(), await good.attempt()]).toEqual(["open", "paid"]);
  });
});
