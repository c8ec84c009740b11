import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDb, type TestDb } from "./testing/index.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

/** Tables anybody may be shown rows of, or that hold no tenant's record. Every other table must hide its rows by a policy. */
const open: readonly string[] = [
  "accounts",
  "clock_offset",
  "demands",
  "inbox_events",
  "installation",
  "invitations",
  "listing_files",
  "listings",
  "mail_tokens",
  "mails",
  "matches",
  "members",
  "number_counters",
  "organisations",
  "peony_migrations",
  "rate_limits",
  "recon_runs",
  "sessions",
  "users",
];

test("every table is either named here as open, or has row-level security and a policy", async () => {
  const { rows } = await db.admin.execute<{ name: string; secured: boolean; policies: number }>(sql`
    select c.relname as name, c.relrowsecurity as secured,
           (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`);
  expect(rows.length).toBeGreaterThan(30);
  expect(rows.filter((r) => !(r.secured && r.policies > 0)).map((r) => r.name)).toEqual(open);
});
