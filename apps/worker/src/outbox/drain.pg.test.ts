import { emit, inTransaction, newId, outboxQueue, parkedQueue } from "@peony/db";
import { createTestDb, type TestDb } from "@peony/db/testing";
import { listeners } from "@peony/domain/shared";
import { sql } from "drizzle-orm";
import { PgBoss } from "pg-boss";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { systemCtx, type WorkerDeps } from "../deps.ts";
import { drainOutbox, handle } from "./drain.ts";
import { handlers } from "./registry.ts";

let db: TestDb;
let boss: PgBoss;
const warned: unknown[] = [];
const quiet = () => undefined;
/** Search is down; everything that only needs the database works. */
const deps = () =>
  ({
    db: db.worker,
    search: {
      put: () => Promise.reject(new Error("search is down")),
      remove: () => Promise.reject(new Error("search is down")),
    },
    log: { info: quiet, error: quiet, warn: (o: unknown) => warned.push(o) },
  }) as unknown as WorkerDeps;

beforeAll(async () => {
  db = await createTestDb();
  await db.admin.execute(
    sql`update pgboss.queue set retry_limit = 2, retry_delay = 0, retry_backoff = false where name = ${outboxQueue}`,
  );
  boss = new PgBoss({ connectionString: db.url("worker"), migrate: false, schedule: false, supervise: false });
  boss.on("error", quiet);
  await boss.start();
  await drainOutbox(boss, deps());
});
afterAll(async () => {
  await boss.stop({ graceful: true, timeout: 5_000 });
  await db.close();
});
beforeEach(() => db.admin.execute(sql`delete from pgboss.job where name in (${outboxQueue}, ${parkedQueue})`));

const jobs = async () => {
  const { rows } = await db.admin.execute<{ handler: string | null; state: string; tries: number }>(sql`
    select data->>'handler' as handler, state, retry_count as tries from pgboss.job
    where name = ${outboxQueue} order by 1`);
  return rows;
};
const settled = () =>
  expect
    .poll(async () => (await jobs()).filter((j) => !["completed", "failed"].includes(j.state)), { timeout: 20_000 })
    .toEqual([]);

describe("drainOutbox", { timeout: 30_000 }, () => {
  test("a listener that fails neither holds up nor repeats another of the same event, and is parked alone", async () => {
    const listingId = newId("listing");
    await inTransaction(systemCtx({ db: db.worker }, "test"), (t) => emit(t.tx, "listing.changed", { listingId }));
    await settled();
    expect(await jobs()).toEqual([
      { handler: "indexListing", state: "failed", tries: 2 },
      { handler: "matchListing", state: "completed", tries: 0 },
    ]);
    const { rows } = await db.admin.execute(sql`
      select data - 'failedAt' as data, data ? 'failedAt' as dated, source_output->>'message' as note
      from pgboss.job where name = ${parkedQueue}`);
    expect(rows).toEqual([
      {
        data: { type: "listing.changed", payload: { listingId }, handler: "indexListing" },
        dated: true,
        note: "search is down",
      },
    ]);
    expect(warned.length).toBeGreaterThanOrEqual(3);
  });

  test("a job of the release before, which stands for all listeners, is handed out to each of them", async () => {
    const listingId = newId("listing");
    const old = JSON.stringify({ type: "listing.changed", payload: { listingId } });
    await db.admin.execute(sql`select emit_event(${old}::jsonb, 0)`);
    await expect.poll(async () => (await jobs()).length, { timeout: 10_000 }).toBe(3);
    await settled();
    expect((await jobs()).map((j) => [j.handler, j.state])).toEqual([
      ["indexListing", "failed"],
      ["matchListing", "completed"],
      [null, "completed"],
    ]);
  });

  test("what the queue keeps of a failed query has none of its values", async () => {
    const broken = { type: "contract.signed", payload: { contractId: "con_1=1" }, handler: "closeListing" };
    await db.admin.execute(sql`alter table contracts rename column terms to terms_away`);
    await db.admin.execute(sql`select emit_event(${JSON.stringify(broken)}::jsonb, 0)`);
    await settled();
    await db.admin.execute(sql`alter table contracts rename column terms_away to terms`);
    const { rows } = await db.admin.execute<{ output: string }>(
      sql`select output::text as output from pgboss.job where name = ${outboxQueue}`,
    );
    expect(rows[0]?.output).toContain("terms");
    expect(rows[0]?.output).not.toMatch(/select|params|1=1/i);
  });
});

describe("handle", () => {
  test("refuses a listener or an event that this release does not know, so that the job waits for one that does", async () => {
    for (const job of [
      { type: "listing.changed", handler: "paintListing", payload: {} },
      { type: "listing.changed", handler: "constructor", payload: {} },
      { type: "listing.painted", handler: "indexListing", payload: {} },
    ])
      await expect(handle(deps(), job as never)).rejects.toThrow("this release has no");
  });

  test("every listener of every event has its handler and there is no other", () => {
    const names = Object.fromEntries(Object.entries(handlers).map(([type, of]) => [type, Object.keys(of)]));
    expect(names).toEqual(listeners);
  });
});
