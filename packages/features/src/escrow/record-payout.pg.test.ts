import { rounds } from "@peony/config/settings";
import { inTransaction } from "@peony/db";
import { disbursements, pspCommands } from "@peony/db/schema";
import { createTestDb, type TestDb } from "@peony/db/testing";
import type { Id } from "@peony/domain/shared";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { acceptItem } from "./accept-item.ts";
import { deliverItem } from "./deliver-item.ts";
import { recordPayoutAccount } from "./payout-account.ts";
import { recordPayoutConfirmed, recordPayoutFailed, recordPayoutSent } from "./record-payout.ts";
import { duePayouts, reservePayout } from "./reserve-payout.ts";
import { balanceOf, expectSoundBooks, outcomeOf } from "./testing/books.ts";
import { aSignedDeal, canReceive, itemOf, pay, type SignedDeal } from "./testing/money.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

const accepted = async (receivers: "both" | "seller" | "none" = "both") => {
  const deal = await aSignedDeal(db);
  const itemId = deal.items[0] ?? "";
  if (receivers !== "none") await canReceive(db, deal.officer.orgId);
  if (receivers === "both") await canReceive(db, deal.broker.orgId);
  await pay(db, deal, itemId);
  await deliverItem(db.ctx(deal.officer), { itemId, note: "x", fileIds: [] });
  await acceptItem(db.ctx(deal.firm), { itemId });
  const lines = await db.admin.select().from(disbursements).where(eq(disbursements.itemId, itemId));
  const of = (role: "seller" | "broker") => lines.find((l) => l.role === role)?.id ?? "";
  return { deal, itemId, seller: of("seller"), broker: of("broker") };
};
const lineOf = async (id: Id<"disbursement">) => {
  const [row] = await db.admin.select().from(disbursements).where(eq(disbursements.id, id));
  return row;
};
const reserve = (deal: SignedDeal, id: Id<"disbursement">) => inTransaction(deal.worker, (t) => reservePayout(t, id));
const confirm = (deal: SignedDeal, id: Id<"disbursement">, providerId = `tr_${id}`) =>
  inTransaction(deal.worker, (t) => recordPayoutConfirmed(t, { disbursementId: id, providerId }));
const fail = (deal: SignedDeal, id: Id<"disbursement">, failure: "funds" | "payee" | "unknown" | "retry") =>
  inTransaction(deal.worker, (t) => recordPayoutFailed(t, { disbursementId: id, failure, code: failure }));

describe("a payout", () => {
  test("is reserved, sent and confirmed; the last line settles the item and calls the next for funds", async () => {
    const { deal, itemId, seller, broker } = await accepted();
    const step = await reserve(deal, seller);
    expect(step).toMatchObject({
      step: "send",
      order: {
        idempotencyKey: seller,
        destination: `acct_${deal.officer.orgId}`,
        lookUp: false,
        money: { amount: 56_700_000n },
      },
    });
    expect(step.step === "send" && step.order.paymentId).toMatch(/^pi_/);
    await inTransaction(deal.worker, (t) =>
      recordPayoutSent(t, { disbursementId: seller, providerId: `tr_${seller}` }),
    );
    expect(await balanceOf(db, `payable:${deal.officer.orgId}`)).toBe(56_700_000n);
    await confirm(deal, seller);
    expect(await balanceOf(db, `payable:${deal.officer.orgId}`)).toBe(0n);
    expect((await itemOf(db, itemId)).state).toBe("releasing");
    await reserve(deal, broker);
    await confirm(deal, broker);
    expect((await itemOf(db, itemId)).state).toBe("settled");
    const next = await itemOf(db, deal.items[1]);
    expect([next.state, next.deadline !== null]).toEqual(["awaiting_funds", true]);
    await expectSoundBooks(db, deal.items);
  });

  test("survives a repeat and a race: answers and events in any number book once", {
    repeats: rounds(0, 49),
  }, async () => {
    const { deal, itemId, seller, broker } = await accepted();
    await Promise.all([reserve(deal, seller), reserve(deal, seller), reserve(deal, broker)]);
    await Promise.all([
      confirm(deal, seller),
      confirm(deal, seller),
      confirm(deal, broker),
      confirm(deal, broker),
      confirm(deal, seller),
    ]);
    expect((await itemOf(db, itemId)).state).toBe("settled");
    expect(await balanceOf(db, `payable:${deal.officer.orgId}`)).toBe(0n);
    const commands = await db.admin.select().from(pspCommands).where(eq(pspCommands.key, seller));
    expect(commands.map((c) => c.state)).toEqual(["done"]);
    expect(await reserve(deal, seller)).toEqual({ step: "done" });
    expect(await outcomeOf(confirm(deal, seller, "tr_other"))).toBe("ok");
    await expectSoundBooks(db, deal.items);
  });

  test("whose answer was lost is asked for again under the same key, and looked up first once the key is old", async () => {
    const { deal, seller } = await accepted();
    await reserve(deal, seller);
    await fail(deal, seller, "unknown");
    expect((await lineOf(seller))?.state).toBe("unknown");
    expect(await reserve(deal, seller)).toMatchObject({
      step: "send",
      order: { idempotencyKey: seller, lookUp: false },
    });
    await db.admin.execute(
      sql`update psp_commands set first_sent_at = now() - interval '24 hours' where key = ${seller}`,
    );
    expect(await reserve(deal, seller)).toMatchObject({
      step: "send",
      order: { idempotencyKey: seller, lookUp: true },
    });
    await confirm(deal, seller);
    expect((await lineOf(seller))?.state).toBe("confirmed");
    await expectSoundBooks(db, deal.items);
  });

  test("for which the money is not there yet comes again later, under a new key", async () => {
    const { deal, seller } = await accepted();
    await reserve(deal, seller);
    await fail(deal, seller, "funds");
    const line = await lineOf(seller);
    expect([line?.state, line?.reason]).toEqual(["failed_retryable", "funds"]);
    expect(line?.nextAt?.getTime()).toBeGreaterThan(Date.now());
    await db.admin.execute(sql`update disbursements set next_at = now() - interval '1 minute' where id = ${seller}`);
    expect(await inTransaction(deal.worker, (t) => duePayouts(t))).toContain(seller);
    expect(await reserve(deal, seller)).toMatchObject({ step: "send", order: { idempotencyKey: `${seller}:2` } });
    await confirm(deal, seller);
    expect(await balanceOf(db, `payable:${deal.officer.orgId}`)).toBe(0n);
    await expectSoundBooks(db, deal.items);
  });

  test("waits for the payee's account and goes on when it is ready", async () => {
    const { deal, itemId, seller, broker } = await accepted("seller");
    expect(await reserve(deal, broker)).toEqual({ step: "wait" });
    const waiting = await lineOf(broker);
    expect([waiting?.state, waiting?.reason]).toEqual(["failed_retryable", "payout-account"]);
    await reserve(deal, seller);
    await confirm(deal, seller);
    await canReceive(db, deal.broker.orgId);
    await reserve(deal, broker);
    await confirm(deal, broker);
    expect((await itemOf(db, itemId)).state).toBe("settled");
    await expectSoundBooks(db, deal.items);
  });

  test("refused by the provider blocks the release until the payee's account is in order", async () => {
    const { deal, itemId, seller, broker } = await accepted();
    await reserve(deal, broker);
    await fail(deal, broker, "payee");
    expect((await itemOf(db, itemId)).state).toBe("release_blocked");
    expect((await lineOf(broker))?.state).toBe("failed_final");
    expect(await balanceOf(db, `payable:${deal.broker.orgId}`)).toBe(3_000_000n);
    await reserve(deal, seller);
    await confirm(deal, seller);
    const account = { providerId: `acct_${deal.broker.orgId}` };
    await inTransaction(deal.worker, (t) => recordPayoutAccount(t, { ...account, state: "restricted" }));
    await inTransaction(deal.worker, (t) => recordPayoutAccount(t, { ...account, state: "active" }));
    expect((await itemOf(db, itemId)).state).toBe("releasing");
    expect(await reserve(deal, broker)).toMatchObject({ step: "send", order: { idempotencyKey: `${broker}:2` } });
    await confirm(deal, broker);
    expect((await itemOf(db, itemId)).state).toBe("settled");
    await expectSoundBooks(db, deal.items);
  });

  test("refused while the account was thought ready goes on with the next answer that it is", async () => {
    const { deal, itemId, broker } = await accepted();
    await reserve(deal, broker);
    await fail(deal, broker, "payee");
    expect((await itemOf(db, itemId)).state).toBe("release_blocked");
    const ready = { providerId: `acct_${deal.broker.orgId}`, state: "active" } as const;
    await inTransaction(deal.worker, (t) => recordPayoutAccount(t, ready));
    await inTransaction(deal.worker, (t) => recordPayoutAccount(t, ready));
    expect((await itemOf(db, itemId)).state).toBe("releasing");
    expect(await reserve(deal, broker)).toMatchObject({ step: "send", order: { idempotencyKey: `${broker}:2` } });
    await confirm(deal, broker);
    expect(await balanceOf(db, `payable:${deal.broker.orgId}`)).toBe(0n);
    await expectSoundBooks(db, deal.items);
  });

  test("does not leave while money is stopped", async () => {
    const { deal, itemId, seller, broker } = await accepted();
    await reserve(deal, broker);
    await db.admin.execute(sql`update held_items set freezes = '{recon_mismatch}' where id = ${itemId}`);
    expect(await reserve(deal, seller)).toEqual({ step: "wait" });
    expect((await lineOf(seller))?.reason).toBe("frozen");
    expect(await reserve(deal, broker)).toEqual({ step: "wait" });
    await expectSoundBooks(db, deal.items);
  });

  test("sent under two names is refused", async () => {
    const { deal, seller } = await accepted();
    await reserve(deal, seller);
    const sent = (providerId: string) =>
      inTransaction(deal.worker, (t) => recordPayoutSent(t, { disbursementId: seller, providerId }));
    await sent("tr_a");
    await sent("tr_a");
    expect(await outcomeOf(sent("tr_b"))).toBe("conflict");
  });
});
