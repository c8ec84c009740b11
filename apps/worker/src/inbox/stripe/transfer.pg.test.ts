import { inTransaction } from "@peony/db";
import { disbursements } from "@peony/db/schema";
import { codeOf, createTestDb, type TestDb } from "@peony/db/testing";
import type { PaymentPort } from "@peony/domain/escrow";
import {
  acceptItem,
  deliverItem,
  recordFunding,
  recordPayoutConfirmed,
  reservePayout,
  startFunding,
} from "@peony/features/escrow";
import { aSignedDeal, balanceOf, canReceive, expectSoundBooks, itemOf } from "@peony/features/escrow/testing";
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
  const { id: attemptId, money } = await startFunding(db.ctx(deal.finance), { itemId });
  await inTransaction(deal.worker, (t) =>
    recordFunding(t, { paymentId: `pi_${attemptId}`, attemptId, received: money, fee: null }),
  );
  await deliverItem(db.ctx(deal.officer), { itemId, note: "报告", fileIds: [] });
  await acceptItem(db.ctx(deal.firm), { itemId });
  const lines = await db.admin.select().from(disbursements).where(eq(disbursements.itemId, itemId));
  const line = lines.find((l) => l.role === "seller");
  const id = line?.id ?? db.ctx(deal.firm).newId("disbursement");
  const orgId = deal.officer.orgId;
  await canReceive(db, orgId);
  await inTransaction(deal.worker, (t) => reservePayout(t, id));
  const ours = `tr_${id}`;
  /** The event as the provider tells it, for a transfer that carries this line and of which these sums came back. */
  const told = async (transferId: string, back: readonly bigint[], disbursementId: string | null = id) => {
    const reversals = back.map((amount, n) => ({ id: `trr_${transferId}_${n}`, money: { ...money, amount } }));
    const sent = { ...money, amount: line?.amount ?? 0n };
    const transfer = { id: transferId, disbursementId, destination: "acct_1", money: sent, reversals };
    const payments: PaymentPort = { ...fakePayments(), getTransfer: async () => transfer };
    const apply = await transferReversed({ db: db.worker, payments, log }, { objectId: transferId, paymentId: null });
    return inTransaction(deal.worker, apply);
  };
  const confirm = () =>
    inTransaction(deal.worker, (t) => recordPayoutConfirmed(t, { disbursementId: id, providerId: ours }));
  const owed = () => balanceOf(db, `payable:${orgId}`);
  return { deal, itemId, ours, told, confirm, owed, sent: line?.amount ?? 0n };
};

describe("transferReversed", () => {
  test("books what came back as the payee's again, each part once, and stops the item for people to look", async () => {
    const { deal, itemId, ours, told, confirm, owed, sent } = await released();
    await confirm();
    expect(await owed()).toBe(0n);
    expect(await told(ours, [1_000n])).toMatch(/a person must look/);
    await told(ours, [1_000n]);
    expect(await owed()).toBe(1_000n);
    await told(ours, [1_000n, sent - 1_000n]);
    expect(await owed()).toBe(sent);
    expect((await itemOf(db, itemId)).freezes).toEqual(["recon_mismatch"]);
    await expectSoundBooks(db, deal.items);
  });

  test("survives being told before we knew that the money had left, and twice at once", async () => {
    const { deal, ours, told, confirm, owed, sent } = await released();
    await Promise.all([told(ours, [sent]), told(ours, [sent])]);
    await confirm();
    expect(await owed()).toBe(sent);
    await expectSoundBooks(db, deal.items);
  });

  test("leaves alone what is not ours: no line of ours; another transfer than the one that paid it is for a person", async () => {
    const { itemId, ours, told, confirm, owed, sent } = await released();
    await confirm();
    expect(await told(ours, [sent], null)).toBe("carries no disbursement of ours");
    expect(await codeOf(told("tr_other", [sent]))).toBe("conflict");
    expect(await owed()).toBe(0n);
    expect((await itemOf(db, itemId)).freezes).toEqual([]);
  });
});
