import { Stripe } from "stripe";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  checkBook,
  type Listener,
  payByPage,
  payee,
  type Rig,
  session,
  startListener,
  startRig,
  until,
  WEBHOOK_SECRET,
} from "./harness.ts";

let listener: Listener;
let rig: Rig;
beforeAll(async () => {
  listener = await startListener();
  rig = await startRig({ webhookUrl: listener.url, webhookSecret: WEBHOOK_SECRET });
});
beforeEach(async () => {
  // Nothing of the test before may arrive in this one.
  await until("a quiet sandbox", async () => {
    const { counts } = (await rig.control("state")) as { counts: { unannounced: number } };
    const { data } = (await rig.control("events")) as { data: { pending_webhooks: number }[] };
    return counts.unannounced === 0 && data.every((one) => one.pending_webhooks === 0) ? true : undefined;
  });
  listener.received.length = 0;
});
afterAll(async () => {
  await checkBook(rig);
  await rig.stop();
  await listener.stop();
});

const types = () => listener.received.map((one) => one.event.type);
const arrived = (type: string, times = 1) =>
  until(`${times} × ${type}`, () =>
    types().filter((one) => one === type).length >= times
      ? listener.received.find((one) => one.event.type === type)
      : undefined,
  );

describe("webhooks", () => {
  test("tell of a payment in signed deliveries that the SDK verifies", async () => {
    const made = await session(rig.stripe, { metadata: { attempt: "1" } });
    await payByPage(made.url);
    const { body, headers } = await arrived("checkout.session.completed");
    await arrived("balance.available");
    const event = rig.stripe.webhooks.constructEvent(body, String(headers["stripe-signature"]), WEBHOOK_SECRET);
    expect(event).toMatchObject({
      object: "event",
      api_version: Stripe.API_VERSION,
      data: { object: { id: made.id, payment_status: "paid", metadata: { attempt: "1" } } },
    });
    expect(() =>
      rig.stripe.webhooks.constructEvent(`${body} `, String(headers["stripe-signature"]), WEBHOOK_SECRET),
    ).toThrow(/signature/i);
    expect(types()).toEqual([
      "payment_intent.created",
      "charge.succeeded",
      "charge.updated",
      "payment_intent.succeeded",
      "checkout.session.completed",
      "balance.available",
    ]);
    expect((await rig.stripe.events.retrieve(event.id)).pending_webhooks).toBe(0);
    const listed = await rig.stripe.events.list({ types: ["checkout.session.*"] });
    expect(listed.data.map((one) => one.id)).toEqual([event.id]);
  });

  test("tell of declines, expiry, transfers and accounts", async () => {
    const made = await session(rig.stripe);
    await payByPage(made.url, "4000000000000002");
    await rig.stripe.checkout.sessions.expire(made.id);
    await arrived("checkout.session.expired");
    expect(types()).toEqual([
      "payment_intent.created",
      "charge.failed",
      "payment_intent.payment_failed",
      "payment_intent.canceled",
      "checkout.session.expired",
    ]);
    const to = await payee(rig.stripe);
    expect((await arrived("account.updated")).event).toMatchObject({
      account: to,
      data: { object: { id: to, payouts_enabled: true } },
    });
    const sent = await rig.stripe.transfers.create({ amount: 100, currency: "cny", destination: to });
    expect((await arrived("transfer.created")).event.data.object).toMatchObject({ amount: 100, destination: to });
    await rig.stripe.transfers.createReversal(sent.id, { amount: 40 });
    await expect(rig.stripe.transfers.createReversal(sent.id, { amount: 61 })).rejects.toThrow("what is left");
    expect((await arrived("transfer.reversed")).event.data.object).toMatchObject({ id: sent.id, amount_reversed: 40 });
  });

  test("come again within seconds when the receiver failed", async () => {
    listener.answers.push(500, 302);
    await rig.stripe.customers.create({ email: "retry@firm.test" });
    await arrived("customer.created", 3);
    expect(new Set(listener.received.map((one) => one.event.id)).size).toBe(1);
    const [event] = (await rig.stripe.events.list({ type: "customer.created" })).data;
    await until("delivered", async () =>
      (await rig.stripe.events.retrieve(event?.id ?? "")).pending_webhooks === 0 ? true : undefined,
    );
  });

  test("wait while held, and arrive shuffled and doubled when released", async () => {
    await rig.control("events/hold", {});
    for (const n of [1, 2, 3, 4, 5]) await rig.stripe.customers.create({ email: `${n}@firm.test` });
    await rig.control("events/duplicate", {});
    const { data } = await rig.control("events/shuffle", { seed: 7 });
    expect(types()).toEqual([]);
    await rig.control("events/release", {});
    await arrived("customer.created", 10);
    expect(listener.received.map((one) => one.event.id)).toEqual(data);
  });

  test("are replayed on demand, also badly signed, stale or unsigned", async () => {
    const made = await rig.stripe.customers.create({ email: "replay@firm.test" });
    const { event } = await arrived("customer.created");
    for (const signature of ["good", "bad", "stale", "none"]) {
      listener.received.length = 0;
      await rig.control(`events/${event.id}/replay`, { signature });
      const { body, headers } = await arrived("customer.created");
      const verify = () =>
        rig.stripe.webhooks.constructEvent(body, String(headers["stripe-signature"] ?? ""), WEBHOOK_SECRET);
      if (signature === "good") expect(verify()).toMatchObject({ id: event.id, data: { object: { id: made.id } } });
      else expect(verify).toThrow(Stripe.errors.StripeSignatureVerificationError);
    }
  });

  test("go to registered endpoints with a secret of their own, as long as they exist", async () => {
    const other = await startListener();
    const endpoint = await rig.stripe.webhookEndpoints.create({ url: other.url, enabled_events: ["customer.created"] });
    await session(rig.stripe).then((made) => rig.stripe.checkout.sessions.expire(made.id));
    await rig.stripe.customers.create({ email: "endpoint@firm.test" });
    const got = await until("delivery", () => other.received[0]);
    expect(got.event.type).toBe("customer.created");
    expect(
      rig.stripe.webhooks.constructEvent(got.body, String(got.headers["stripe-signature"]), endpoint.secret ?? "").id,
    ).toBe(got.event.id);
    expect((await rig.stripe.webhookEndpoints.list()).data).toMatchObject([{ id: endpoint.id }]);
    expect((await rig.stripe.webhookEndpoints.list()).data[0]).not.toHaveProperty("secret");
    expect(await rig.stripe.webhookEndpoints.del(endpoint.id)).toMatchObject({ deleted: true });
    await other.stop();
  });
});
