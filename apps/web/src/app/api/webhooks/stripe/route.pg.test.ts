import { rounds } from "@peony/config/settings";
import type { Db } from "@peony/db";
import { inboxEvents } from "@peony/db/schema";
import { createTestDb, type TestDb } from "@peony/db/testing";
import { Stripe } from "stripe";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { POST } from "./route.ts";

const secret = "whsec_test";
const held = globalThis as typeof globalThis & { peonyDb?: Db };
let db: TestDb;

beforeAll(async () => {
  db = await createTestDb();
  held.peonyDb = db.web;
});
afterAll(async () => {
  held.peonyDb = undefined;
  await db.close();
});
beforeEach(async () => {
  const settings = {
    DATABASE_URL: db.url("web"),
    MEILISEARCH_URL: "http://127.0.0.1:1",
    MEILISEARCH_KEY: "none",
    STRIPE_SECRET_KEY: "sk_test_x",
    STRIPE_WEBHOOK_SECRET: secret,
    STRIPE_API_URL: "http://127.0.0.1:1",
    PEONY_URL: "http://localhost:3000",
    AUTH_SECRET: "x".repeat(32),
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  await db.admin.delete(inboxEvents);
});

const event = (id: string, extra = {}) =>
  JSON.stringify({ id, object: "event", type: "checkout.session.completed", created: 1, ...extra });
const signed = (payload: string, timestamp?: number): string =>
  Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
const send = (body: string, signature: string | null) =>
  POST(
    new Request("http://localhost/api/webhooks/stripe", {
      method: "POST",
      body,
      headers: signature === null ? {} : { "stripe-signature": signature },
    }),
  );
const stored = () => db.admin.select().from(inboxEvents);

describe("POST /api/webhooks/stripe", () => {
  test("stores a signed event as it came, with the account it is about", async () => {
    const body = event("evt_1", { account: "acct_1" });
    expect((await send(body, signed(body))).status).toBe(200);
    expect(await stored()).toMatchObject([
      {
        provider: "stripe",
        account: "acct_1",
        externalId: "evt_1",
        type: "checkout.session.completed",
        payload: JSON.parse(body),
      },
    ]);
  });

  test("survives a repeat and a race: five deliveries are one row and five times 200", {
    repeats: rounds(0, 49),
  }, async () => {
    const body = event("evt_2");
    const answers = await Promise.all(Array.from({ length: 5 }, () => send(body, signed(body))));
    expect(answers.map((a) => a.status)).toEqual([200, 200, 200, 200, 200]);
    expect(await stored()).toHaveLength(1);
  });

  test("refuses a missing, forged, stale or transplanted signature and stores nothing", async () => {
    const body = event("evt_3");
    const old = Math.floor(Date.now() / 1000) - 301;
    for (const signature of [null, "", "t=1,v1=00", signed(body, old), signed(`${body} `)])
      expect((await send(body, signature)).status).toBe(400);
    expect(await stored()).toHaveLength(0);
  });

  test("refuses more than 256 kB before it looks at the signature", async () => {
    const body = event("evt_4", { pad: "x".repeat(256 * 1024) });
    expect((await send(body, signed(body))).status).toBe(413);
    expect(await stored()).toHaveLength(0);
  });

  test("says 500 where it could not be stored, so that it is sent again", async () => {
    const body = event("evt_5");
    const good = held.peonyDb;
    held.peonyDb = { execute: () => Promise.reject(new Error("connect ECONNREFUSED")) } as unknown as Db;
    expect((await send(body, signed(body))).status).toBe(500);
    held.peonyDb = good;
    expect((await send(body, signed(body))).status).toBe(200);
    expect(await stored()).toHaveLength(1);
  });
});
