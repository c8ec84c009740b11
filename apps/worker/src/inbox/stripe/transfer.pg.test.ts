import { inTransaction } from "@peony/db";
import { disbursements } from "@peony/db/schema";
import { createTestDb, type TestDb } from "@peony/db/testing";
import type { PaymentPort } from "@peony/domain/escrow";
import { acceptItem, deliverItem, recordFunding, startFunding } from "@peony/features/escrow";
import { aSignedDeal, expectSoundBooks, itemOf } from "@peony/features/escrow/testing";
import { fakePayments } from "@peony/gateways/stripe";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { transferReversed } from "./transfer.ts";

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

const released = async () => {
  const deal = await aSignedDeal(db, ["10000"]);
  const itemId = deal.items[0] ?? db.ctx(deal.firm).newId("item");
  const { id, money } = await startFunding(db.ctx(deal.finance), { itemId });
  await inTransaction(deal.worker, (t) =>
    recordFunding(t, { paymentId: `pi_${id}`, attemptId: id, received: money, fee: null }),
  );
  await deliverItem(db.ctx(deal.officer), { itemId, note: "报告", fileIds: [] });
  await acceptItem(db.ctx(deal.firm), { itemId });
  const [line] = await db.admin.select().from(disbursements).where(eq(disbursements.itemId, itemId));
  await db.admin.update(disbursements).set({ providerId: "tr_ours" }).where(eq(disbursements.itemId, itemId));
  /** The event as the provider tells it, for a transfer that carries this line. */
  const told = async (transferId: string, disbursementId = line?.id ?? null) => {
    const transfer = { id: transferId, disbursementId, destination: "acct_1", money };
    const payments: PaymentPort = { ...fakePayments(), getTransfer: async () => transfer };
    const apply = await transferReversed({ db: db.worker, payments, log }, { objectId: transferId, paymentId: null });
    return inTransaction(deal.worker, apply);
  };
  return { deal, itemId, told };
};

describe("transferReversed", () => {
  test("stops the item for people to look, however often it is told, and books nothing by itself", async () => {
    const { deal, itemId, told } = await released();
    expect(await told("tr_ours")).toMatch(/a person must look/);
    await told("tr_ours");
    expect((await itemOf(db, itemId)).freezes).toEqual(["recon_mismatch"]);
    await expectSoundBooks(db, deal.items);
  });

  test("leaves alone what is not ours: no line of ours, or another transfer than the one that paid it", async () => {
    const { itemId, told } = await released();
    expect(await told("tr_ours", null)).toBe("carries no disbursement of ours");
    await told("tr_other");
    expect((await itemOf(db, itemId)).freezes).toEqual([]);
  });
});
