import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { newId, outboxQueue } from "@peony/db";
import { createTestDb, type TestDb } from "@peony/db/testing";
import { sql } from "drizzle-orm";
import { PgBoss } from "pg-boss";
import { afterAll, beforeAll, expect, test } from "vitest";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

/** A worker that takes a job, says so, keeps its lease alive by heart-beats, and never finishes. */
const holder = (url: string): string => `
  import { PgBoss } from ${JSON.stringify(createRequire(import.meta.url).resolve("pg-boss"))};
  const boss = new PgBoss({ connectionString: ${JSON.stringify(url)}, migrate: false, supervise: false, schedule: false });
  boss.on("error", () => {});
  await boss.start();
  await boss.work(${JSON.stringify(outboxQueue)}, { pollingIntervalSeconds: 0.5, heartbeatRefreshSeconds: 5 }, () => {
    process.stdout.write("took it");
    return new Promise(() => {});
  });
`;

test("a job whose worker is killed is taken over within a minute, and done once", { timeout: 90_000 }, async () => {
  const listingId = newId("listing");
  // The shortest lease the queue allows keeps this test short; what is shown is that losing it is noticed.
  await db.admin.execute(
    sql`update pgboss.queue set heartbeat_seconds = 10, retry_delay = 0 where name = ${outboxQueue}`,
  );
  await db.admin.execute(
    sql`select emit_event(${JSON.stringify({ type: "listing.changed", payload: { listingId } })}::jsonb, 0)`,
  );
  const child = spawn(process.execPath, ["--input-type=module", "-e", holder(db.url("worker"))], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  child.kill("SIGKILL");
  await once(child, "exit");
  const killedAt = Date.now();

  const boss = new PgBoss({
    connectionString: db.url("worker"),
    migrate: false,
    schedule: false,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
  });
  boss.on("error", () => undefined);
  await boss.start();
  const taken: unknown[] = [];
  await boss.work(outboxQueue, { pollingIntervalSeconds: 0.5 }, async (jobs) => {
    taken.push(...jobs.map((j) => j.data));
  });
  await expect.poll(() => taken.length, { timeout: 60_000, interval: 250 }).toBe(1);
  console.log(`taken over after ${((Date.now() - killedAt) / 1000).toFixed(1)} s`);
  await boss.stop({ graceful: true, timeout: 5_000 });
  expect(taken).toEqual([{ type: "listing.changed", payload: { listingId } }]);
  const { rows } = await db.admin.execute(
    sql`select state, count(*)::int as n from pgboss.job where name = ${outboxQueue} group by state`,
  );
  expect(rows).toEqual([{ state: "completed", n: 1 }]);
});
