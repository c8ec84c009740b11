import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sqlState } from "./client.ts";
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
