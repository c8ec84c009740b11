import { get } from "node:http";
import { Stripe } from "stripe";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { API_VERSION } from "../src/events.ts";
import { allRoutes } from "../src/resources/index.ts";
import { checkBook, clientOf, payee, type Rig, SECRET_KEY, session, startRig, theContract } from "./harness.ts";

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterEach(() => checkBook(rig));
afterAll(() => rig.stop());

const customer = (email: string, idempotencyKey?: string) =>
  rig.stripe.customers.create({ email }, idempotencyKey === undefined ? {} : { idempotencyKey });

const raw = (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
  fetch(`${rig.sandbox.url}${path}`, { ...init, headers: { authorization: `Bearer ${SECRET_KEY}`, ...init.headers } });

describe("the contract", () => {
  test("is that of the version which the SDK pins", () => {
    expect(API_VERSION).toBe(Stripe.API_VERSION);
  });

  test("covers every endpoint, and no endpoint takes a parameter that the SDK does not know", () => {
    const { responses, requests, $defs } = theContract();
    for (const route of allRoutes) {
      const name = `${route.method} ${route.path}`;
      expect(responses, name).toHaveProperty([name]);
      const reference = requests[name]?.$ref;
      const shape = typeof reference === "string" ? $defs[reference.replace("#/$defs/", "")] : requests[name];
      const known = Object.keys((shape?.properties as object | undefined) ?? {});
      expect(
        Object.keys(route.params).filter((key) => !known.includes(key) && key !== "connect"),
        name,
      ).toEqual([]);
    }
  });
});

describe("idempotency", () => {
  test("answers a repeat with the first answer", async () => {
    const first = await customer("a@firm.test", "key-1");
    const again = await customer("a@firm.test", "key-1");
    expect(again.id).toBe(first.id);
    expect(again.lastResponse.headers["idempotent-replayed"]).toBe("true");
  });

  test("refuses the same key for another request", async () => {
    await customer("b@firm.test", "key-2");
    await expect(customer("c@firm.test", "key-2")).rejects.toMatchObject({
      type: "StripeIdempotencyError",
      statusCode: 400,
    });
  });

  test("refuses a second request while the first is under way", async () => {
    await rig.control("faults", { kind: "delay", path: "/v1/customers", delay_ms: 400 });
    const answers = await Promise.allSettled([customer("d@firm.test", "key-3"), customer("d@firm.test", "key-3")]);
    expect(answers.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(answers.find((one) => one.status === "rejected")?.reason).toMatchObject({
      statusCode: 409,
      code: "idempotency_key_in_use",
    });
  });

  test("remembers refusals of the endpoint, not those of a parameter, and forgets after a day", async () => {
    const to = await payee(rig.stripe);
    const send = (amount: number) =>
      rig.stripe.transfers.create({ amount, currency: "cny", destination: to }, { idempotencyKey: "key-4" });
    await expect(send(-1)).rejects.toMatchObject({ code: "parameter_invalid_integer" });
    await expect(send(5)).rejects.toMatchObject({ code: "balance_insufficient" });
    await expect(send(5)).rejects.toMatchObject({
      code: "balance_insufficient",
      headers: { "idempotent-replayed": "true" },
    });
    await rig.control("clock", { advance_seconds: 24 * 3600 + 1 });
    await expect(send(6)).rejects.toMatchObject({ code: "balance_insufficient" });
  });
});

describe("faults", () => {
  const plan = (fault: object) => rig.control("faults", { path: "/v1/customers", method: "POST", ...fault });
  const countOf = async (email: string) => {
    const state = (await rig.control("state")) as { counts: { customers: number } };
    return { email, customers: state.counts.customers };
  };

  test("500 before the effect: nothing happened, and the same key works", async () => {
    const before = await countOf("e");
    await plan({ kind: "error_500" });
    await expect(customer("e@firm.test", "f-1")).rejects.toMatchObject({ type: "StripeAPIError", statusCode: 500 });
    expect(await countOf("e")).toEqual(before);
    expect((await customer("e@firm.test", "f-1")).email).toBe("e@firm.test");
  });

  test("500 after the effect: it happened once, and the key keeps the 500", async () => {
    const before = await countOf("f");
    await plan({ kind: "error_500", effect: "after" });
    for (let n = 0; n < 3; n += 1)
      await expect(customer("f@firm.test", "f-2")).rejects.toMatchObject({ statusCode: 500 });
    expect((await countOf("f")).customers).toBe(before.customers + 1);
  });

  test.each(["reset", "truncated", "timeout"])("%s: the answer is lost, the repeat gets it", async (kind) => {
    const before = await countOf(kind);
    await plan({ kind, times: kind === "reset" ? 2 : 1 });
    const impatient = clientOf(rig.sandbox.url, { timeout: 500 });
    const send = () => impatient.customers.create({ email: "g@firm.test" }, { idempotencyKey: `f-${kind}` });
    await expect(send()).rejects.toThrow();
    expect((await send()).email).toBe("g@firm.test");
    expect((await countOf(kind)).customers).toBe(before.customers + 1);
  });

  test.each([
    ["rate_limit", { type: "StripeRateLimitError", statusCode: 429 }],
    ["conflict", { statusCode: 409 }],
    ["html_502", { type: "StripeAPIError" }],
  ])("%s reaches the SDK as such", async (kind, error) => {
    await plan({ kind });
    await expect(customer("h@firm.test")).rejects.toMatchObject(error);
    expect((await customer("h@firm.test")).email).toBe("h@firm.test");
  });

  test("a 404 without an error key looks like success to the SDK, as in the wild", async () => {
    await plan({ kind: "bare_404" });
    expect(await customer("i@firm.test")).not.toHaveProperty("object");
  });
});

describe("requests", () => {
  test("refuses unknown parameters, by their full name", async () => {
    const line = {
      quantity: 1,
      colour: "red",
      price_data: { currency: "cny", unit_amount: 1000, product_data: { name: "x" } },
    };
    await expect(session(rig.stripe, { line_items: [line] as never })).rejects.toMatchObject({
      statusCode: 400,
      code: "parameter_unknown",
      param: "line_items[0][colour]",
    });
    await expect(rig.stripe.v2.core.accounts.create({ colour: "red" } as never)).rejects.toMatchObject({
      code: "parameter_unknown",
    });
  });

  test("refuses what is missing, too small, too large or too soon", async () => {
    await expect(rig.stripe.transfers.create({ amount: 1, currency: "cny" } as never)).rejects.toMatchObject({
      code: "parameter_missing",
      param: "destination",
    });
    await expect(rig.stripe.paymentIntents.create({ amount: 1, currency: "cny" })).rejects.toMatchObject({
      code: "amount_too_small",
    });
    await expect(rig.stripe.paymentIntents.create({ amount: 10 ** 13, currency: "cny" })).rejects.toMatchObject({
      code: "amount_too_large",
    });
    await expect(session(rig.stripe, { expires_at: 5 })).rejects.toMatchObject({ param: "expires_at" });
    await expect(session(rig.stripe, { success_url: "javascript:alert(1)" })).rejects.toMatchObject({
      code: "url_invalid",
    });
  });

  test("refuses live keys, other keys, no key, other versions and unknown accounts", async () => {
    const ask = (key: string) => clientOf(rig.sandbox.url, {}, key).balance.retrieve();
    await expect(ask("sk_live_x")).rejects.toMatchObject({ statusCode: 401, message: expect.stringContaining("live") });
    await expect(ask("sk_test_other")).rejects.toMatchObject({ type: "StripeAuthenticationError" });
    expect((await fetch(`${rig.sandbox.url}/v1/balance`)).status).toBe(401);
    expect((await raw("/v1/balance", { headers: { "stripe-version": "2020-08-27" } })).status).toBe(400);
    await expect(rig.stripe.balance.retrieve({}, { stripeAccount: "acct_x" })).rejects.toMatchObject({
      statusCode: 403,
      code: "account_invalid",
    });
  });

  test("answers what it does not know with a Stripe-shaped 404", async () => {
    await expect(rig.stripe.subscriptions.list()).rejects.toMatchObject({
      type: "StripeInvalidRequestError",
      statusCode: 404,
    });
    await expect(rig.stripe.charges.retrieve("ch_x")).rejects.toMatchObject({
      statusCode: 404,
      code: "resource_missing",
    });
  });

  test("pages by cursor in both directions and expands what it lists", async () => {
    for (const _ of [1, 2, 3]) await session(rig.stripe);
    const all = await rig.stripe.checkout.sessions.list({ limit: 100 });
    const ids = all.data.map((one) => one.id);
    const walked = await rig.stripe.checkout.sessions.list({ limit: 1 }).autoPagingToArray({ limit: 100 });
    expect(walked.map((one) => one.id)).toEqual(ids);
    const back = await rig.stripe.checkout.sessions.list({ ending_before: ids[2] ?? "", limit: 2 });
    expect(back.data.map((one) => one.id)).toEqual(ids.slice(0, 2));
    const lines = await rig.stripe.checkout.sessions.listLineItems(ids[0] ?? "");
    expect(lines.data.map((one) => one.amount_total)).toEqual([1_000_000]);
    const expanded = await rig.stripe.checkout.sessions.list({ limit: 1, expand: ["data.line_items"] });
    expect(expanded.data[0]?.line_items?.data).toHaveLength(1);
    await expect(rig.stripe.checkout.sessions.list({ expand: ["data.colour"] })).rejects.toMatchObject({
      statusCode: 400,
    });
    await expect(rig.stripe.checkout.sessions.list({ starting_after: "cs_x" })).rejects.toMatchObject({
      code: "resource_missing",
    });
  });

  test("keeps the control pages from foreign pages and foreign hosts", async () => {
    const form = await fetch(`${rig.sandbox.url}/_sandbox/reset`, { method: "POST", body: new URLSearchParams() });
    expect(form.status).toBe(415);
    const broken = await fetch(`${rig.sandbox.url}/_sandbox/clock`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{",
    });
    expect(broken.status).toBe(400);
    const foreign = new Promise<number | undefined>((done, fail) => {
      get(`${rig.sandbox.url}/_sandbox/state`, { headers: { host: "evil.test" } }, (answer) =>
        done(answer.resume().statusCode),
      ).on("error", fail);
    });
    expect(await foreign).toBe(421);
    expect(await rig.control("health")).toMatchObject({ status: "ok", api_version: Stripe.API_VERSION });
  });
});
