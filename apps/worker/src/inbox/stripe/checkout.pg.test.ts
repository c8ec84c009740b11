import { inTransaction } from "@peony/db";
import { paymentAttempts } from "@peony/db/schema";
import { createTestDb, type TestDb } from "@peony/db/testing";
import type { Checkout, PaymentPort } from "@peony/domain/escrow";
import { recordFundingSession, startFunding } from "@peony/features/escrow";
import { aSignedDeal, itemOf } from "@peony/features/escrow/testing";
import { fakePayments } from "@peony/gateways/stripe";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkoutClosed } from "./checkout.ts";

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

/** An attempt to pay whose page is noted, and what becomes of it when the provider tells of a closed page. */
const begun = async (noted = true) => {
  const deal = await aSignedDeal(db, ["10000"]);
  const itemId = deal.items[0] ?? db.ctx(deal.firm).newId("item");
  const { id } = await startFunding(db.ctx(deal.finance), { itemId });
  const shown = `cs_${id}`;
  if (noted) await recordFundingSession(db.ctx(deal.finance), { attemptId: id, providerId: shown, url: null });
  const told = async (pageId: string, over: Partial<Checkout> = {}) => {
    const page = { id: pageId, url: null, state: "expired", paid: false, attemptId: id, paymentId: null, ...over };
    const payments: PaymentPort = { ...fakePayments(), getCheckout: async () => page as Checkout };
    const apply = await checkoutClosed({ db: db.worker, payments, log }, { objectId: pageId, paymentId: null });
    return inTransaction(deal.worker, apply);
  };
  const states = async () => {
    const [row] = await db.admin.select().from(paymentAttempts).where(eq(paymentAttempts.id, id));
    return [row?.state, (await itemOf(db, itemId)).state];
  };
  return { shown, told, states };
};

describe("checkoutClosed", () => {
  test("says nothing about an attempt when a page that was never shown runs out", async () => {
    const { told, states } = await begun();
    expect(await told("cs_never_shown")).toMatch(/another page/);
    expect(await states()).toEqual(["open", "funding"]);
  });

  test("ends the attempt when the page that was shown runs out, however often it is told", async () => {
    const { shown, told, states } = await begun();
    await told(shown);
    await told(shown);
    expect(await states()).toEqual(["expired", "awaiting_funds"]);
  });

  test("ends an attempt whose page ran out before it was noted", async () => {
    const { told, states } = await begun(false);
    await told("cs_unnoted");
    expect(await states()).toEqual(["expired", "awaiting_funds"]);
  });

  test("ends an attempt whose payment came to nothing after the page, and leaves one whose page is open", async () => {
    const { shown, told, states } = await begun();
    expect(await told(shown, { state: "open" })).toMatch(/still open/);
    expect(await states()).toEqual(["open", "funding"]);
    await told(shown, { state: "complete" });
    expect(await states()).toEqual(["failed", "awaiting_funds"]);
  });
});
