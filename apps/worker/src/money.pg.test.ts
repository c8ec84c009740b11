import { mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { disbursements, inboxEvents, notifications } from "@peony/db/schema";
import { createTestDb, emitted, type TestDb } from "@peony/db/testing";
import type { PaymentPort } from "@peony/domain/escrow";
import {
  acceptItem,
  deliverItem,
  recordFundingSession,
  recordPayoutRecipient,
  startFunding,
  startPayoutAccount,
} from "@peony/features/escrow";
import { aSignedDeal, balanceOf, expectSoundBooks, itemOf, type SignedDeal } from "@peony/features/escrow/testing";
import { readStatement } from "@peony/features/ledger";
import { readRewardStatements } from "@peony/features/royalties";
import { stripePayments } from "@peony/gateways/stripe";
import { type Sandbox, startSandbox } from "@peony/payments-sandbox";
import { and, eq, inArray, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { workInbox } from "./inbox/drain.ts";
import { calculateReward } from "./outbox/handlers/calculate-reward.ts";
import { tellPayee } from "./outbox/handlers/notify-parties.ts";
import { sendPayout } from "./outbox/handlers/send-payout.ts";
import { reconcileLedger } from "./schedule/reconcile-ledger.ts";
import { resumePayouts } from "./schedule/resume-payouts.ts";
import { startHook } from "./testing/hook.ts";

const secretKey = "sk_test_worker";
const webhookSecret = "whsec_worker";
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

let db: TestDb;
let sandbox: Sandbox;
let hook: Server;
let payments: PaymentPort;
const dataDir = mkdtempSync(join(tmpdir(), "peony-worker-"));

beforeAll(async () => {
  db = await createTestDb();
  hook = await startHook(() => ({ db: db.web, payments }));
  const webhookUrl = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/hook`;
  sandbox = await startSandbox({ dataDir, secretKey, webhookSecret, webhookUrl });
  payments = stripePayments({ secretKey, webhookSecrets: [webhookSecret], apiUrl: sandbox.url });
});
afterAll(async () => {
  await sandbox.stop();
  await new Promise((done) => hook.close(done));
  await db.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const deps = () => ({ db: db.worker, payments, log });
const control = (path: string, body: object) =>
  fetch(`${sandbox.url}/_sandbox/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

/** Works the inbox until `look` is satisfied; red after twenty seconds. */
const until = async (what: string, look: () => Promise<boolean>): Promise<void> => {
  const end = Date.now() + 20_000;
  while (!(await look())) {
    if (Date.now() > end) {
      const rows = await db.admin
        .select({ type: inboxEvents.type, state: inboxEvents.state, note: inboxEvents.note })
        .from(inboxEvents);
      throw new Error(`waited in vain for: ${what}\n${JSON.stringify(rows)}`);
    }
    if ((await workInbox(deps())) === "empty") await new Promise((go) => setTimeout(go, 25));
  }
};
const stateIs = (itemId: string | undefined, state: string) => async () => (await itemOf(db, itemId)).state === state;

/** As the page does: our attempt, the provider's page, its name noted. */
const openPage = async (deal: SignedDeal, itemId: string): Promise<string> => {
  const ctx = db.ctx(deal.finance);
  const attempt = await startFunding(ctx, { itemId });
  const page = await payments.createCheckout({
    attemptId: attempt.id,
    itemId,
    money: attempt.money,
    description: `${attempt.dealNumber} ${attempt.name.zh}`,
    locale: "zh",
    email: attempt.email,
    successUrl: "http://shop.test/done",
    cancelUrl: "http://shop.test/back",
  });
  await recordFundingSession(ctx, { attemptId: attempt.id, providerId: page.id, url: page.url });
  return page.url ?? "";
};
const card = (url: string, number = "4242424242424242") =>
  fetch(url, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ email: "f@firm.test", number, expiry: "12 / 34", cvc: "123", name: "李雷" }),
  });
const onboard = async (actor: SignedDeal["officer"], finish = true): Promise<string> => {
  const ctx = db.ctx({ ...actor, roles: ["owner", ...actor.roles] });
  const account = await startPayoutAccount(ctx);
  const made = await payments.createRecipient({
    payoutAccountId: account.id,
    name: account.name,
    email: account.email,
    country: "cn",
  });
  await recordPayoutRecipient(ctx, { payoutAccountId: account.id, providerId: made.id, state: made.state });
  if (finish) await finishOnboarding(made.id);
  return made.id;
};
const finishOnboarding = async (id: string) => {
  const link = await payments.onboardingLink(id, "http://shop.test/b", "http://shop.test/r");
  await fetch(link, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ holder: "x", account: "6222021234567890", confirm: "yes" }),
  });
};
const accountActive = (orgId: string | null) => async () => {
  const active = sql`select 1 from payout_accounts where org_id = ${orgId} and state = 'active'`;
  return (await db.admin.execute(active)).rows.length > 0;
};
/** Notices to one person about payouts, in the order of time. */
const toldOf = async ({ userId }: SignedDeal["broker"]) => {
  for (const e of await emitted(db))
    if (e.type === "payout.changed") await tellPayee(deps(), e.payload as { disbursementId: string });
  const rows = await db.admin.select().from(notifications).where(eq(notifications.userId, userId));
  return rows.map((n) => `${n.kind} ${n.readAt ? "read" : "unread"}`).sort();
};
const linesOf = (itemId: string) => db.admin.select().from(disbursements).where(eq(disbursements.itemId, itemId));
const release = async (deal: SignedDeal, itemId: string) => {
  await deliverItem(db.ctx(deal.officer), { itemId, note: "报告", fileIds: [] });
  await acceptItem(db.ctx(deal.firm), { itemId });
};
const funded = async (amounts: readonly string[] = ["60000000"]) => {
  const deal = await aSignedDeal(db, amounts);
  const itemId = deal.items[0] ?? "";
  for (const actor of [deal.officer, deal.broker]) {
    await onboard(actor);
    await until("an account that can receive", accountActive(actor.orgId));
  }
  await card(await openPage(deal, itemId));
  await until("held", stateIs(itemId, "held"));
  return { deal, itemId };
};
const agree = async () => expect(await reconcileLedger(deps(), 50)).toEqual({ differences: [], frozen: [] });

describe("money from page to payee", { timeout: 90_000 }, () => {
  test("two milestones: paid, delivered, accepted, split, sent, and every book agrees", async () => {
    const { deal, itemId } = await funded(["60000000", "40000000"]);
    await agree();
    const second = deal.items[1] ?? "";
    for (const id of [itemId, second]) {
      if (id === second) {
        await card(await openPage(deal, id));
        await until("held", stateIs(id, "held"));
      }
      await release(deal, id);
      await calculateReward({ db: db.worker }, { itemId: id, releaseNo: 1 });
      for (const line of await linesOf(id)) await sendPayout(deps(), { disbursementId: line.id });
      expect((await itemOf(db, id)).state).toBe("settled");
    }
    await until("an empty inbox", async () => (await workInbox(deps())) === "empty");
    await expectSoundBooks(db, deal.items);
    await agree();
    const statement = await readStatement(db.ctx(deal.officer));
    expect(statement.rows.map((l) => [l.kind, l.money.amount])).toEqual([
      ["disburse", -37_800_000n],
      ["release", 37_800_000n],
      ["disburse", -56_700_000n],
      ["release", 56_700_000n],
    ]);
    const rewards = await readRewardStatements(db.ctx(deal.officer));
    expect(rewards.map((r) => r.pool.amount)).toEqual([26_460_000n, 39_690_000n]);
    const parked = await db.admin
      .select()
      .from(inboxEvents)
      .where(inArray(inboxEvents.state, ["parked", "waiting"]));
    expect(parked).toEqual([]);
  });

  test("a refused card keeps the page open; the next card pays", async () => {
    const deal = await aSignedDeal(db, ["50000"]);
    const itemId = deal.items[0] ?? "";
    const url = await openPage(deal, itemId);
    await card(url, "4000000000000002");
    await until("the refusal", async () => {
      const rows = await db.admin
        .select()
        .from(inboxEvents)
        .where(and(eq(inboxEvents.type, "payment_intent.payment_failed"), eq(inboxEvents.state, "done")));
      return rows.some((r) => r.note === "the payment page is still open");
    });
    expect((await itemOf(db, itemId)).state).toBe("funding");
    await card(url);
    await until("held", stateIs(itemId, "held"));
    await expectSoundBooks(db, deal.items);
    await agree();
  });

  test("duplicated, shuffled and delayed webhooks book once", async () => {
    const deal = await aSignedDeal(db, ["70000"]);
    const itemId = deal.items[0] ?? "";
    await control("events/hold", {});
    await card(await openPage(deal, itemId));
    const { data } = (await (await fetch(`${sandbox.url}/_sandbox/events`)).json()) as { data: { id: string }[] };
    for (const event of data.slice(0, 6)) await control(`events/${event.id}/replay`, { copies: 2 });
    await control("events/shuffle", {});
    await control("events/release", {});
    await until("held", stateIs(itemId, "held"));
    await until("an empty inbox", async () => (await workInbox(deps())) === "empty");
    expect(await balanceOf(db, `held:${itemId}`)).toBe(70_000n);
    await expectSoundBooks(db, deal.items);
    await agree();
  });

  test.each([
    ["truncated", "80000"],
    ["error_500", "81000"],
    ["reset", "82000"],
    ["rate_limit", "83000"],
  ])("a payout whose call ends in %s is sent once", async (kind, amount) => {
    const { deal, itemId } = await funded([amount]);
    await release(deal, itemId);
    await control("faults", { kind, method: "POST", path: "/v1/transfers", times: 6 });
    const lines = await linesOf(itemId);
    for (const line of lines) await sendPayout(deps(), { disbursementId: line.id }).catch(() => undefined);
    await fetch(`${sandbox.url}/_sandbox/faults`, { method: "DELETE" });
    for (const line of lines) await sendPayout(deps(), { disbursementId: line.id });
    expect((await itemOf(db, itemId)).state).toBe("settled");
    const sent = await payments.listBalanceTransactions(new Date(Date.now() - 3_600_000));
    const total = sent
      .filter((b) => b.type === "transfer")
      .filter((b) => lines.some((l) => b.net.amount === -l.amount));
    expect(total).toHaveLength(lines.length);
    await expectSoundBooks(db, deal.items);
    await agree();
  });

  test("a payee whose account is not finished is paid when it is", async () => {
    const deal = await aSignedDeal(db, ["90000"]);
    const itemId = deal.items[0] ?? "";
    await onboard(deal.officer);
    const broker = await onboard(deal.broker, false);
    await until("the seller's account", accountActive(deal.officer.orgId));
    await card(await openPage(deal, itemId));
    await until("held", stateIs(itemId, "held"));
    await release(deal, itemId);
    for (const line of await linesOf(itemId)) await sendPayout(deps(), { disbursementId: line.id });
    expect((await itemOf(db, itemId)).state).toBe("releasing");
    expect(await toldOf(deal.broker)).toEqual(["payout-account unread"]);
    const before = (await emitted(db)).length;
    await finishOnboarding(broker);
    await until("the broker's account", accountActive(deal.broker.orgId));
    const again = (await emitted(db)).slice(before).filter((e) => e.type === "payout.requested");
    expect(again).toHaveLength(1);
    for (const e of again) await sendPayout(deps(), e.payload as { disbursementId: string });
    expect((await itemOf(db, itemId)).state).toBe("settled");
    expect(await toldOf(deal.broker)).toEqual(["payout-account read", "payout-sent unread"]);
    await expectSoundBooks(db, deal.items);
    await agree();
  });

  test("a payout whose event was lost is asked for again", async () => {
    const { deal, itemId } = await funded(["30000"]);
    await release(deal, itemId);
    await db.admin.execute(
      sql`update disbursements set updated_at = now() - interval '1 hour' where item_id = ${itemId}`,
    );
    expect(await resumePayouts({ db: db.worker })).toBe((await linesOf(itemId)).length);
  });

  test("a payout that came back is owed again, stops the item, and every book agrees", async () => {
    const { deal, itemId } = await funded(["31000"]);
    await release(deal, itemId);
    for (const line of await linesOf(itemId)) await sendPayout(deps(), { disbursementId: line.id });
    const line = (await linesOf(itemId)).find((l) => l.role === "seller");
    const headers = { authorization: `Bearer ${secretKey}` };
    await fetch(`${sandbox.url}/v1/transfers/${line?.providerId}/reversals`, { method: "POST", headers });
    await until("the stop", async () => (await workInbox(deps())) && (await itemOf(db, itemId)).freezes.length > 0);
    expect(await balanceOf(db, `payable:${deal.officer.orgId}`)).toBe(line?.amount);
    await agree();
  });
});
