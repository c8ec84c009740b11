import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";

describe("the embedded PostgreSQL", () => {
  const client = new Client({ connectionString: inject("adminUrl") });
  beforeAll(() => client.connect());
  afterAll(() => client.end());

  test("keeps Chinese characters in trigrams", async () => {
    await client.query("create extension if not exists pg_trgm");
    const result = await client.query<{ n: number }>("select cardinality(show_trgm('锂电池')) as n");
    expect(result.rows[0]?.n).toBeGreaterThan(0);
  });

  test("sorts by code point whatever the machine's language is", async () => {
    const result = await client.query<{ word: string }>(
      "select word from unnest(array['b', 'B', 'a']) word order by word",
    );
    expect(result.rows.map((row) => row.word)).toEqual(["B", "a", "b"]);
  });

  test("runs in UTC and listens on the loopback address only", async () => {
    const result = await client.query(
      "select current_setting('TimeZone') as zone, current_setting('listen_addresses') as host",
    );
    expect(result.rows[0]).toEqual({ zone: "UTC", host: "127.0.0.1" });
  });
});

describe("the test environment", () => {
  test("names the servers for code that reads them from the environment", () => {
    expect(process.env.PEONY_TEST_ADMIN_URL).toBe(inject("adminUrl"));
    expect(process.env.PEONY_TEST_MEILI_URL).toBe(inject("meiliUrl"));
  });

  test("has a Meilisearch that asks for its key", async () => {
    const without = await fetch(`${inject("meiliUrl")}/version`);
    expect(without.status).toBe(401);
    const withKey = await fetch(`${inject("meiliUrl")}/version`, {
      headers: { authorization: `Bearer ${inject("meiliKey")}` },
    });
    expect(await withKey.json()).toMatchObject({ pkgVersion: "1.21.0" });
  });
});
