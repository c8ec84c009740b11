import { scheduleNames } from "@peony/db";
import { createTestDb, type TestDb } from "@peony/db/testing";
import { sql } from "drizzle-orm";
import { PgBoss } from "pg-boss";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { followClock } from "./follow-clock.ts";

const quiet = () => undefined;
const log = { info: quiet, warn: quiet, error: quiet };
let db: TestDb;
let boss: PgBoss;
beforeAll(async () => {
  db = await createTestDb();
  boss = new PgBoss({ connectionString: db.url("worker"), migrate: false, schedule: false, supervise: false });
  boss.on("error", quiet);
  await boss.start();
});
afterAll(async () => {
  await boss.stop({ graceful: true, timeout: 5_000 });
  await db.close();
});

const setClock = (days: number) => db.admin.execute(sql`update clock_offset set offset_ms = ${days * 86_400_000}`);
/** How often each slot was handed to the queue. */
const handed = async () => {
  const { rows } = await db.admin.execute<{ name: string; n: number }>(
    sql`select name, count(*)::int as n from pgboss.job where name <> 'outbox' group by name`,
  );
  return Object.fromEntries(rows.map((r) => [r.name, r.n]));
};
const each = (n: number) => Object.fromEntries(scheduleNames.map((name) => [name, n]));
const soon = (n: number) => vi.waitFor(async () => expect(await handed()).toEqual(each(n)), { timeout: 20_000 });

test("works every slot once where the house's clock is set, moved on or set back, and none while it runs", async () => {
  const stop = followClock(boss, { db: db.worker, log }, 20);
  await setClock(3);
  await soon(1);
  await setClock(200);
  await soon(2);
  await setClock(0);
  await soon(3);
  await stop();
  expect(await handed()).toEqual(each(3));

  // one that starts under a set clock catches up
  await setClock(7);
  const stopLate = followClock(boss, { db: db.worker, log }, 20);
  await soon(4);
  await stopLate();
}, 90_000);
