import { sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId, sqlState } from "./client.ts";
import { migrate } from "./migrate.ts";
import { apiKeys } from "./schema/index.ts";
import { aMember, createTestDb, type TestDb } from "./testing/index.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

const outcomeOf = (work: Promise<unknown>): Promise<string | undefined> =>
  work.then(
    () => "done",
    (e: unknown) => sqlState(e),
  );

const aKey = async () => {
  const ctx = db.ctx(await aMember(db, "firm", ["owner"]));
  const { userId, orgId } = ctx.actor.kind === "person" ? ctx.actor : { userId: ctx.newId("user"), orgId: null };
  const row = { id: ctx.newId("apiKey"), userId, orgId, name: "桥接", prefix: "peony_abcd", createdAt: new Date() };
  await db.admin.insert(apiKeys).values({ ...row, keyHash: `hash-${row.id}` });
  return { ...row, keyHash: `hash-${row.id}` };
};
const found = (hash: string) => db.web.execute(sql`select id from find_api_key(${hash})`);

describe("rights of the web role", () => {
  test("a key is found by its hash, whether or not the owner of the tables is a superuser", async () => {
    const key = await aKey();
    expect((await found(key.keyHash)).rows).toEqual([{ id: key.id }]);
    // A role that is no superuser and that no policy names; it owns these in this test's database only.
    await db.admin.execute(sql`
      alter table api_keys owner to ledger_owner;
      alter function find_api_key(text) owner to ledger_owner;
      alter function touch_api_key(text) owner to ledger_owner`);
    expect((await found(key.keyHash)).rows).toEqual([{ id: key.id }]);
    await db.web.execute(sql`select touch_api_key(${key.id})`);
    const { rows } = await db.admin.execute(
      sql`select last_used_at is not null as used from api_keys where id = ${key.id}`,
    );
    expect(rows).toEqual([{ used: true }]);
    expect((await db.web.execute(sql`select id from api_keys`)).rows).toEqual([]);
  });

  test("a function that looks over everybody's rows is let in by name where tables hide them from their owner", async () => {
    const { rows } = await db.admin.execute<{ name: string; admitted: boolean }>(sql`
      select p.proname || ' reads ' || c.relname as name, exists (select from pg_policy y where y.polrelid = c.oid
               and y.polpermissive and y.polcmd in ('r', '*') and (p.proowner = any (y.polroles) or 0 = any (y.polroles))) as admitted
      from pg_proc p join pg_class c on c.relkind = 'r' and c.relforcerowsecurity and p.prosrc ~ ('\\m' || c.relname || '\\M')
      where p.prosecdef and p.pronamespace = 'public'::regnamespace`);
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.filter((r) => !r.admitted)).toEqual([]);
  });

  test("only the web looks keys up", async () => {
    for (const role of [db.worker, db.operator]) {
      expect(await outcomeOf(role.execute(sql`select * from find_api_key('x')`))).toBe("42501");
      expect(await outcomeOf(role.execute(sql`select touch_api_key('x')`))).toBe("42501");
    }
  });

  test("the web plans payouts and changes none", async () => {
    expect(await outcomeOf(db.web.execute(sql`update disbursements set state = 'confirmed'`))).toBe("42501");
    expect(await outcomeOf(db.worker.execute(sql`update disbursements set reason = reason`))).toBe("done");
  });

  test("a release has one line for the platform, which has no organisation", async () => {
    const { rows } = await db.admin.execute(
      sql`select indnullsnotdistinct as strict from pg_index where indexrelid = 'disbursements_line'::regclass`,
    );
    expect(rows).toEqual([{ strict: true }]);
  });
});

test("who had a hand in a demand is known where whoever migrates is no superuser", async () => {
  const role = `plain_${newId("user").slice(-8)}`.toLowerCase();
  const name = `peony_${role}`;
  const url = new URL(db.url("admin"));
  Object.assign(url, { pathname: `/${name}`, username: role, password: "plain" });
  await db.admin.execute(sql.raw(`create role ${role} login createrole password 'plain'`));
  await db.admin.execute(
    sql.raw(`grant ledger_owner, peony_web, peony_worker, peony_operator to ${role} with admin true, inherit false`),
  );
  await db.admin.execute(sql.raw(`create database ${name} owner ${role}`));
  const plain = new pg.Client({ connectionString: url.href });
  const root = new pg.Client({
    connectionString: Object.assign(new URL(db.url("admin")), { pathname: `/${name}` }).href,
  });
  try {
    await migrate(url.href);
    await plain.connect();
    const whoami = await plain.query("select rolsuper from pg_roles where rolname = current_user");
    expect(whoami.rows).toEqual([{ rolsuper: false }]);
    // rows whose neighbours this test does not need
    await root.connect();
    await root.query(`set session_replication_role = replica;
      insert into demand_checks (demand_id, checked_org_id) values ('d', 'checked');
      insert into demand_readbacks (id, demand_id, round, expert_user_id, expert_org_id, assigned_by, assigned_at)
        values ('r', 'd', 1, 'u', 'read', 'u', now());
      insert into demand_invitations (id, demand_id, org_id, side, reason, invited_by, created_at, answer)
        values ('i', 'd', 'helps', 'broker', '{}', 'u', now(), 'accepted')`);
    await root.query("set role peony_web");
    const { rows } = await root.query(
      "select o, is_party_to('d', o) as party from unnest(array['checked', 'read', 'helps', 'stranger']) o",
    );
    expect(rows.filter((r) => r.party).map((r) => r.o)).toEqual(["checked", "read", "helps"]);
  } finally {
    await Promise.all([plain.end(), root.end()]);
    await db.admin.execute(sql.raw(`drop database ${name} with (force)`));
    await db.admin.execute(sql.raw(`drop owned by ${role}`));
    await db.admin.execute(sql.raw(`drop role ${role}`));
  }
}, 60_000);
