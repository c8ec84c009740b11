import type { Stripe } from "stripe";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { checkBook, payByPage, type Rig, session, startRig } from "./harness.ts";

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterEach(() => checkBook(rig));
afterAll(() => rig.stop());

const reload = (id: string) =>
  rig.stripe.checkout.sessions.retrieve(id, {
    expand: ["payment_intent.latest_charge.balance_transaction", "line_items"],
  });

describe("the hosted checkout", () => {
  test("takes the money, keeps what the shop attached, and returns the buyer", async () => {
    const made = await session(rig.stripe, {
      client_reference_id: "attempt-1",
      metadata: { deal: "PN-2026-000001" },
      payment_intent_data: { metadata: { item: "m1" }, transfer_group: "deal-1", description: "First milestone" },
    });
    expect(made).toMatchObject({ status: "open", payment_status: "unpaid", payment_intent: null });
    const answer = await payByPage(made.url);
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe(`http://shop.test/done?session=${made.id}`);

    const paid = await reload(made.id);
    expect(paid).toMatchObject({
      status: "complete",
      payment_status: "paid",
      client_reference_id: "attempt-1",
      metadata: { deal: "PN-2026-000001" },
      url: null,
    });
    const intent = paid.payment_intent as Stripe.PaymentIntent;
    expect(intent).toMatchObject({
      status: "succeeded",
      amount_received: 1_000_000,
      metadata: { item: "m1" },
      transfer_group: "deal-1",
    });
    const charge = intent.latest_charge as Stripe.Charge;
    expect(charge).toMatchObject({ paid: true, transfer_group: "deal-1", metadata: { item: "m1" } });
    expect(charge.balance_transaction).toMatchObject({
      amount: 1_000_000,
      fee: 29_200,
      net: 970_800,
      type: "charge",
      status: "available",
    });
    expect(paid.line_items?.data.map((line) => line.description)).toEqual(["里程碑一"]);
  });

  test("pays once when the form is sent twice, at the same time or later", async () => {
    const made = await session(rig.stripe);
    const answers = await Promise.all([payByPage(made.url), payByPage(made.url)]);
    answers.push(await payByPage(made.url));
    expect(answers.map((one) => one.status)).toEqual([303, 303, 303]);
    const { payment_intent: intent } = await rig.stripe.checkout.sessions.retrieve(made.id);
    expect((await rig.stripe.charges.list({ payment_intent: String(intent) })).data).toHaveLength(1);
  });

  test.each([
    ["4000 0000 0000 0002", "generic_decline"],
    ["4000000000009995", "insufficient_funds"],
  ])("tells the buyer that card %s is declined, and lets another one pay", async (number, code) => {
    const made = await session(rig.stripe, { locale: "en" });
    const declined = await payByPage(made.url, number);
    expect(declined.status).toBe(402);
    expect(await declined.text()).toContain("declined");
    const waiting = (await reload(made.id)).payment_intent as Stripe.PaymentIntent;
    expect(waiting).toMatchObject({
      status: "requires_payment_method",
      last_payment_error: { code: "card_declined", decline_code: code },
    });
    expect((await payByPage(made.url)).status).toBe(303);
    const paid = (await reload(made.id)).payment_intent as Stripe.PaymentIntent;
    expect(paid).toMatchObject({ id: waiting.id, status: "succeeded", last_payment_error: null });
    expect((await rig.stripe.charges.list({ payment_intent: paid.id })).data.map((one) => one.status)).toEqual([
      "succeeded",
      "failed",
    ]);
  });

  test("asks for 3-D Secure; a failed check takes nothing, an approved one pays", async () => {
    const made = await session(rig.stripe, { locale: "zh" });
    const answer = async (choice: string) => {
      const asked = await payByPage(made.url, "4000 0027 6000 3184");
      const proof = new URL(asked.headers.get("location") ?? "", made.url ?? "");
      expect(await (await fetch(proof)).text()).toContain("3184");
      return fetch(proof, { method: "POST", redirect: "manual", body: new URLSearchParams({ answer: choice }) });
    };
    const failed = await answer("fail");
    expect(failed.headers.get("location")).toContain("proof=failed");
    expect((await reload(made.id)).payment_intent).toMatchObject({
      status: "requires_payment_method",
      last_payment_error: { code: "payment_intent_authentication_failure" },
    });
    const approved = await answer("approve");
    expect(approved.headers.get("location")).toBe(`http://shop.test/done?session=${made.id}`);
    expect((await reload(made.id)).payment_status).toBe("paid");
  });

  test("answers wrong fields at the field and takes nothing", async () => {
    const made = await session(rig.stripe, { locale: "zh" });
    const answer = await fetch(made.url ?? "", {
      method: "POST",
      body: new URLSearchParams({ number: "1<b>", expiry: "01/20", cvc: "x" }),
    });
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page.match(/aria-invalid="true"/g)).toHaveLength(5);
    expect(page).toContain("1&lt;b&gt;");
    expect((await reload(made.id)).payment_intent).toBeNull();
  });

  test("speaks the language of the session, without scripts and with a way back", async () => {
    const zh = await (await fetch((await session(rig.stripe, { locale: "zh" })).url ?? "")).text();
    const en = await fetch((await session(rig.stripe, { locale: "en" })).url ?? "");
    expect(zh).toContain('lang="zh-CN"');
    expect(zh).toContain("¥10,000.00");
    expect(en.headers.get("content-security-policy")).toContain("default-src 'none'");
    const page = await en.text();
    expect(page).toContain("Pay CN¥10,000.00");
    expect(page).toContain('href="http://shop.test/cancelled"');
    expect(page).not.toContain("<script");
  });

  test("closes an expired session, by the shop and by the clock", async () => {
    const early = await session(rig.stripe);
    expect(await rig.stripe.checkout.sessions.expire(early.id)).toMatchObject({ status: "expired", url: null });
    expect((await payByPage(early.url)).status).toBe(410);
    await expect(rig.stripe.checkout.sessions.expire(early.id)).rejects.toMatchObject({ statusCode: 400 });
    const late = await session(rig.stripe);
    await rig.control("clock", { advance_seconds: 25 * 3600 });
    expect((await payByPage(late.url)).status).toBe(410);
    const expired = await rig.stripe.checkout.sessions.list({ status: "expired", limit: 2 });
    expect(expired.data.map((one) => one.id)).toEqual([late.id, early.id]);
  });
});

describe("payment intents by the API", () => {
  test("pay with a test payment method", async () => {
    const intent = await rig.stripe.paymentIntents.create({
      amount: 5000,
      currency: "usd",
      payment_method: "pm_card_visa",
      confirm: true,
    });
    expect(intent).toMatchObject({ status: "succeeded", amount_received: 5000 });
    await expect(rig.stripe.paymentIntents.cancel(intent.id)).rejects.toMatchObject({
      code: "payment_intent_unexpected_state",
    });
  });

  test("answer a decline with 402 and keep the failed charge", async () => {
    const intent = await rig.stripe.paymentIntents.create({ amount: 5000, currency: "usd" });
    const refused = rig.stripe.paymentIntents.confirm(intent.id, { payment_method: "pm_card_chargeDeclined" });
    await expect(refused).rejects.toMatchObject({
      type: "StripeCardError",
      statusCode: 402,
      code: "card_declined",
      decline_code: "generic_decline",
    });
    expect((await rig.stripe.charges.list({ payment_intent: intent.id })).data.map((one) => one.status)).toEqual([
      "failed",
    ]);
    expect((await rig.stripe.paymentIntents.update(intent.id, { metadata: { a: "1" } })).metadata).toEqual({ a: "1" });
    expect((await rig.stripe.paymentIntents.cancel(intent.id)).status).toBe("canceled");
  });

  test("stay in processing for as long as the clock says", async () => {
    await rig.control("clock", { processing_seconds: 60 });
    const made = await session(rig.stripe);
    expect((await payByPage(made.url)).status).toBe(303);
    expect(await reload(made.id)).toMatchObject({
      status: "complete",
      payment_status: "unpaid",
      payment_intent: { status: "processing" },
    });
    await rig.control("clock", { advance_seconds: 61, processing_seconds: 0 });
    expect(await reload(made.id)).toMatchObject({ payment_status: "paid", payment_intent: { status: "succeeded" } });
  });
});
