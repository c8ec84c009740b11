import { createTestDb, type TestDb } from "@peony/db/testing";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { failures } from "./testing/bench.ts";
import { checks } from "./testing/checks.ts";

const run = (db: TestDb, text: string) => db.admin.execute(sql.raw(text));

/** Rewrites one function of the ledger with a guard taken out of it. */
const edit =
  (name: string, guard: string, without: string) =>
  async (db: TestDb): Promise<void> => {
    const { rows } = await db.admin.execute<{ def: string }>(
      sql`select pg_get_functiondef(p.oid) as def from pg_proc p where p.pronamespace = 'ledger'::regnamespace and proname = ${name}`,
    );
    const before = rows[0]?.def ?? "";
    expect(before).toContain(guard);
    await run(db, before.replace(guard, without));
  };
const drop = (text: string) => (db: TestDb) => run(db, text);
const untrigger = (name: string, table: string) => drop(`drop trigger ${name} on ledger.${table}`);

const mutants: Record<string, (db: TestDb) => Promise<unknown>> = {
  "transfers can be rewritten": untrigger("t_immutable", "transfer"),
  "entries can be rewritten": untrigger("e_immutable", "entry"),
  "exponents can be rewritten": untrigger("c_immutable", "currency"),
  "kinds can be rewritten": untrigger("k_immutable", "kind"),
  "accounts can be deleted": untrigger("a_notrunc", "account"),
  "headers are not checked": untrigger("t_header", "transfer"),
  "transfers are not sealed": untrigger("e_seal", "entry"),
  "totals do not move": untrigger("e_balance", "entry"),
  "reservations are not released": untrigger("t_resolve", "transfer"),
  "headers need no lines": untrigger("t_balanced", "transfer"),
  "later lines are not weighed": untrigger("e_balanced", "entry"),
  "accounts are not guarded": untrigger("a_guard", "account"),
  "no floor": drop("alter table ledger.account drop constraint no_overdraft_ck"),
  "no single resolution": drop("drop index ledger.one_resolution"),
  "no single reversal": drop("drop index ledger.one_reversal"),
  "no currency of an account": drop("alter table ledger.entry drop constraint entry_account_id_currency_fkey"),
  "the web writes accounts": drop("grant insert, update on ledger.account to peony_web"),
  "the web reads entries": drop("grant select on ledger.entry to peony_web"),
  "a key is not compared": edit("post", "ex.request_hash <> h", "false"),
  "amounts may be numbers": edit("check_request", "jsonb_typeof(e->'amount') IS DISTINCT FROM 'string'", "false"),
  "currencies mix": edit("check_balanced", "currencies > 1", "false"),
  "a post may exceed": edit("check_balanced", "p.a > q.a", "false"),
  "reservations never expire": edit("transfer_after", "p.expires_at <= now()", "false"),
  "any account for any kind": edit("entry_before", "'*' = ANY (allowed)", "true"),
  "closing needs no zero": edit("account_guard", "NEW.debits_posted <> NEW.credits_posted", "false"),
  "the session's path is used": drop("alter function ledger.check_balanced() set search_path = pg_temp, ledger"),
};

describe("the ledger's guards", () => {
  test.each(Object.entries(mutants))("a check goes red when %s", { timeout: 60_000 }, async (_, mutate) => {
    const db = await createTestDb();
    try {
      await mutate(db);
      const red = await failures(db, checks, true).catch((e: unknown) => [String(e)]);
      expect(red).not.toEqual([]);
    } finally {
      await db.close();
    }
  });
});
