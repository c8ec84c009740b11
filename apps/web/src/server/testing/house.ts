import type { Db } from "@peony/db";
import { createTestDb, type TestDb } from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import { createApiKey } from "@peony/features/identity";
import { log } from "../log.ts";

const held = globalThis as typeof globalThis & { peonyDb?: Db };

/** The public origin in tests. */
export const testUrl = "http://localhost:3999";

/** What the web process reads from its environment; read once, so given before anything asks. Refusals are not told to the console. */
export const testEnvironment = (over: Readonly<Record<string, string>> = {}): void => {
  log.level = "silent";
  Object.assign(process.env, {
    DATABASE_URL: "postgres://unused",
    MEILISEARCH_URL: "http://127.0.0.1:1",
    MEILISEARCH_KEY: "unused",
    STRIPE_SECRET_KEY: "sk_test_unused",
    STRIPE_WEBHOOK_SECRET: "whsec_unused",
    PEONY_URL: testUrl,
    AUTH_SECRET: "a secret for tests, longer than thirty-two",
    ...over,
  });
};

/** A fresh database that the code of the web process finds as its own. Close it with `close`. */
export const houseDb = async (): Promise<TestDb> => {
  const db = await createTestDb();
  held.peonyDb = db.web;
  return {
    ...db,
    close: async () => {
      held.peonyDb = undefined;
      await db.close();
    },
  };
};

/** A key that acts as this person. */
export const keyOf = async (db: TestDb, person: PersonActor): Promise<string> => {
  const ctx = db.ctx(person);
  return (await createApiKey(ctx, { id: ctx.newId("apiKey"), name: "test" })).key;
};

export type Call = {
  readonly key?: string;
  readonly once?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** A request as a client of the API sends it. @param body sent as JSON, text as it is */
export const call = (method: string, path: string, { key, once, headers }: Call = {}, body?: unknown): Request =>
  new Request(`${testUrl}${path}`, {
    method,
    headers: {
      "x-forwarded-for": "192.0.2.1",
      ...(key ? { authorization: `Bearer ${key}` } : {}),
      ...(once ? { "idempotency-key": once } : {}),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
