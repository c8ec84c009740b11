import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSandbox } from "@peony/payments-sandbox";
import { Stripe } from "stripe";
import { describe, expect, test } from "vitest";
import { fakePayments } from "./fake.ts";
import { paymentPortContract } from "./payment-port.contract.ts";
import { stripePayments } from "./payments.ts";

const secretKey = "sk_test_contract";
const secret = "whsec_contract";
const sign = (payload: string, more: { secret?: string; timestamp?: number } = {}) =>
  Stripe.webhooks.generateTestHeaderString({
    payload,
    secret: more.secret ?? secret,
    ...(more.timestamp ? { timestamp: more.timestamp } : {}),
  });

paymentPortContract("in memory", async () => {
  const port = fakePayments();
  return {
    port,
    pay: async (id) => port.pay(id),
    onboard: async (id) => port.onboard(id),
    sign: () => "signed",
    loseNextAnswer: async () => port.failNext("transfer", "unknown", "after"),
    stop: async () => undefined,
  };
});

const form = (fields: Record<string, string>) => ({
  method: "POST",
  redirect: "manual" as const,
  body: new URLSearchParams(fields),
});

paymentPortContract("the official SDK on the payments sandbox", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "peony-contract-"));
  const sandbox = await startSandbox({ dataDir, secretKey });
  const card = { email: "f@firm.test", number: "4242424242424242", expiry: "12 / 34", cvc: "123", name: "李雷" };
  return {
    port: stripePayments({ secretKey, webhookSecrets: [secret], apiUrl: sandbox.url }),
    pay: (_, url) => fetch(url ?? "", form(card)),
    onboard: (_, url) => fetch(url, form({ holder: "河洛大学", account: "6222 0212 3456 7890", confirm: "yes" })),
    sign,
    loseNextAnswer: () =>
      fetch(`${sandbox.url}/_sandbox/faults`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ kind: "truncated", method: "POST", path: "/v1/transfers", times: 1 }),
      }),
    stop: async () => {
      await sandbox.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
});

describe("settings of the payment provider", () => {
  const settings = { secretKey, webhookSecrets: [secret], apiUrl: "http://localhost:1" };
  test.each([
    ["a live key for a foreign host", { secretKey: "sk_live_x" }, "not a test key"],
    ["a restricted live key for a foreign host", { secretKey: "rk_live_x" }, "not a test key"],
    ["no webhook secret", { webhookSecrets: [] }, "STRIPE_WEBHOOK_SECRET"],
    ["an empty webhook secret", { webhookSecrets: ["", secret] }, "STRIPE_WEBHOOK_SECRET"],
  ])("refuse %s", (_, wrong, sentence) => {
    expect(() => stripePayments({ ...settings, ...wrong })).toThrow(sentence);
  });
  test("take a live key for Stripe itself", () => {
    expect(() => stripePayments({ ...settings, secretKey: "sk_live_x", apiUrl: null })).not.toThrow();
  });
});

describe("a webhook", () => {
  const old = "whsec_old";
  const port = stripePayments({ secretKey, webhookSecrets: [secret, old], apiUrl: null });
  const body = JSON.stringify({ id: "evt_1", object: "event", type: "account.updated", account: "acct_1" });
  const now = Math.floor(Date.now() / 1000);
  test("holds under either secret while one is replaced", async () => {
    expect(await port.verifyWebhook(body, sign(body))).toMatchObject({ id: "evt_1", account: "acct_1" });
    expect(await port.verifyWebhook(body, sign(body, { secret: old }))).not.toBeNull();
  });
  test.each([
    ["tampered", () => [`${body} `, sign(body)]],
    ["signed by another", () => [body, sign(body, { secret: "whsec_other" })]],
    ["stale", () => [body, sign(body, { timestamp: now - 3600 })]],
    ["parsed and written again", () => [JSON.stringify(JSON.parse(body), null, 1), sign(body)]],
    ["without a signature", () => [body, ""]],
  ])("is refused when %s", async (_, make) => {
    const [text, signature] = make();
    expect(await port.verifyWebhook(text ?? "", signature ?? "")).toBeNull();
  });
  test("that is thin names the account it is about", async () => {
    const thin = JSON.stringify({
      id: "evt_2",
      object: "v2.core.event",
      type: "v2.core.account[requirements].updated",
      related_object: { id: "acct_2", type: "v2.core.account" },
    });
    expect(await port.verifyWebhook(thin, sign(thin))).toMatchObject({ account: "acct_2" });
  });
});
