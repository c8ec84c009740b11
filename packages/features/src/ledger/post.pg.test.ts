import { rounds } from "@peony/config/settings";
import { inTransaction } from "@peony/db";
import { aMember, createTestDb, type TestDb } from "@peony/db/testing";
import { account, fundPosting, releasePosting } from "@peony/domain/ledger";
import { money } from "@peony/domain/shared";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { post } from "./post.ts";
import { attempt, failures, fixture, postText, request } from "./testing/bench.ts";
import { checks } from "./testing/checks.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

const sound = async (): Promise<void> => {
  const drift = await db.worker.execute(sql`select * from ledger.drift`);
  expect(drift.rows).toEqual([]);
  const trial = await db.worker.execute(sql`select * from ledger.trial_balance where posted <> 0 or pending <> 0`);
  expect(trial.rows).toEqual([]);
};

describe("the ledger", () => {
  test("comes out of every directed check as specified", async () => {
    expect(checks.length).toBeGreaterThanOrEqual(54);
    expect(await failures(db, checks)).toEqual([]);
    await sound();
  });

  test("the same posting from twenty connections is one", { repeats: rounds(0, 49) }, async () => {
    const f = await fixture(db);
    const one = request(`race:${f.tag}`, "fund", [
      ["psp:stripe", "debit", "100"],
      [f.held, "credit", "100"],
    ]);
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => attempt(db, "worker", (q) => q(postText, [one]))),
    );
    expect(outcomes).toEqual(Array.from({ length: 20 }, () => "ok"));
    const { rows } = await db.worker.execute(sql`select amount from ledger.balance where code = ${f.held}`);
    expect(rows).toEqual([{ amount: "5100" }]);
    await sound();
  });

  test("forty rivals for five slots: five win", async () => {
    const f = await fixture(db);
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        attempt(db, "web", (q) =>
          q(postText, [
            request(`rival:${f.tag}:${n}`, "release", [
              [f.held, "debit", "1000"],
              [f.payable, "credit", "1000"],
            ]),
          ]),
        ),
      ),
    );
    expect(outcomes.filter((o) => o === "ok")).toHaveLength(5);
    expect(new Set(outcomes)).toEqual(new Set(["ok", "LG002"]));
    await sound();
  });

  test("a thing done by a superuser behind the triggers shows as drift", async () => {
    const mine = await createTestDb();
    try {
      const f = await fixture(mine);
      await mine.admin.execute(sql.raw("create table public.trick (n int)"));
      await mine.admin.execute(
        sql.raw(`create function public.trick() returns trigger language plpgsql as $$
          begin update ledger.account set credits_posted = credits_posted + 1 where code = '${f.held}'; return new; end $$`),
      );
      await mine.admin.execute(
        sql.raw("create trigger t after insert on public.trick for each row execute function public.trick()"),
      );
      await mine.admin.execute(sql.raw("insert into public.trick values (1)"));
      const { rows } = await mine.worker.execute(sql`select code from ledger.drift`);
      expect(rows).toEqual([{ code: f.held }]);
    } finally {
      await mine.close();
    }
  });

  test("its owner cannot log in and is nobody's role", async () => {
    const { rows } = await db.admin.execute(sql`
      select rolcanlogin, (select count(*)::int from pg_auth_members m join pg_roles g on g.oid = m.roleid
        where g.rolname = 'ledger_owner' and m.member in (select oid from pg_roles where rolname like 'peony_%')) as members
      from pg_roles where rolname = 'ledger_owner'`);
    expect(rows).toEqual([{ rolcanlogin: false, members: 0 }]);
  });
});

describe("post", () => {
  test("books once, and a repeat changes nothing", async () => {
    const ctx = db.ctx(await aMember(db, "firm", ["finance"]), db.worker);
    const item = ctx.newId("item");
    const posting = fundPosting("pi_1", item, money(12_345n), {});
    const first = await inTransaction(ctx, (t) => post(t, posting));
    expect(await inTransaction(ctx, (t) => post(t, posting))).toBe(first);
    const { rows } = await db.worker.execute(sql`select amount from ledger.balance where code = ${account.held(item)}`);
    expect(rows).toEqual([{ amount: "12345" }]);
  });

  test("refuses another content under the same key, and more than is there", async () => {
    const ctx = db.ctx(await aMember(db, "firm", ["finance"]), db.worker);
    const item = ctx.newId("item");
    const org = ctx.newId("organisation");
    await inTransaction(ctx, (t) => post(t, fundPosting("pi_2", item, money(100n), {})));
    await expect(inTransaction(ctx, (t) => post(t, fundPosting("pi_2", item, money(101n), {})))).rejects.toMatchObject({
      code: "ledger/key-reused",
    });
    const release = releasePosting(item, 1, [{ orgId: org, money: money(101n) }], {});
    await expect(inTransaction(ctx, (t) => post(t, release))).rejects.toMatchObject({ code: "ledger/overdrawn" });
  });

  test("never sends an unbalanced posting", async () => {
    const ctx = db.ctx(await aMember(db, "firm", ["finance"]), db.worker);
    const good = fundPosting("pi_3", ctx.newId("item"), money(100n), {});
    await expect(inTransaction(ctx, (t) => post(t, { ...good, entries: good.entries.slice(1) }))).rejects.toThrow(
      "fewer than two lines",
    );
  });
});
