import { newId, outboxQueue, parkedQueue, receive } from "@peony/db";
import { auditEvents, inboxEvents } from "@peony/db/schema";
import { aMember, aPerson, codeOf, createTestDb, type TestDb } from "@peony/db/testing";
import { type Actor, type PersonActor, visitor } from "@peony/domain/identity";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listParked, replayParked } from "./index.ts";

let db: TestDb;
let operator: PersonActor;
beforeAll(async () => {
  db = await createTestDb();
  operator = await aMember(db, "operator", ["owner"]);
});
afterAll(() => db.close());

const job = { type: "listing.changed", payload: { listingId: "lst_1" }, handler: "indexListing" };
/** A webhook and a job as the worker leaves them after their last try. */
beforeEach(async () => {
  await db.admin.execute(sql`delete from pgboss.job`);
  await db.admin.execute(sql`delete from inbox_events`);
  await receive(db.web, {
    provider: "stripe",
    externalId: newId("inbox"),
    type: "charge.updated",
    payload: { pan: "1" },
  });
  await db.admin.execute(sql`
    update inbox_events set state = 'parked', attempts = 12, note = 'Failed query: select 1' || chr(10) || 'params: li@firm.test',
      received_at = '2026-03-01T08:00:00Z', next_at = '2026-03-01T10:00:00Z'::timestamptz + interval '2048 seconds'`);
  const data = JSON.stringify({ ...job, failedAt: "2026-03-02T08:00:00Z" });
  await db.admin.execute(sql`
    insert into pgboss.job (name, data, created_on, source_created_on, source_retry_count, source_output)
    values (${parkedQueue}, ${data}::jsonb, '2026-03-02T12:00:00Z', '2026-03-02T07:59:00Z', 11, '{"message": "search is down"}')`);
});

const waiting = async () =>
  (await db.admin.execute<{ data: unknown }>(sql`select data from pgboss.job where name = ${outboxQueue}`)).rows.map(
    (r) => r.data,
  );

describe("listParked", () => {
  test("tells what failed, who was to handle it, how often and when, and nothing personal", async () => {
    const listed = await listParked(db.ctx(operator));
    expect(listed.map(({ id: _, waitingMinutes: __, ...rest }) => rest)).toEqual([
      {
        ...{ kind: "webhook", event: "charge.updated", handler: null, attempts: 12, fault: "a query failed" },
        firstFailedAt: new Date("2026-03-01T08:00:00Z"),
        lastFailedAt: new Date("2026-03-01T10:00:00Z"),
        since: new Date("2026-03-01T08:00:00Z"),
      },
      {
        ...{ kind: "event", event: "listing.changed", handler: "indexListing", attempts: 12, fault: "search is down" },
        firstFailedAt: new Date("2026-03-02T08:00:00Z"),
        lastFailedAt: new Date("2026-03-02T12:00:00Z"),
        since: new Date("2026-03-02T07:59:00Z"),
      },
    ]);
    await db.admin.execute(sql`update inbox_events set received_at = now() - interval '2 hours'`);
    const [, youngest] = await listParked(db.ctx(operator));
    expect([120, 121]).toContain(youngest?.waitingMinutes);
  });
});

describe("replayParked", () => {
  test("hands back the one named and no other, with all its tries and on the record", async () => {
    const [, event] = await listParked(db.ctx(operator));
    const one = { kind: "event", id: event?.id ?? "" } as const;
    expect(await replayParked(db.ctx(operator), one)).toEqual({ webhooks: 0, events: 1 });
    expect(await waiting()).toEqual([job]);
    expect((await listParked(db.ctx(operator))).map((j) => j.kind)).toEqual(["webhook"]);
    expect(await codeOf(replayParked(db.ctx(operator), one))).toBe("conflict");
    expect(await db.admin.$count(auditEvents, eq(auditEvents.object, one.id))).toBe(1);
  });

  test("hands back a webhook to be worked from its first try", async () => {
    const [webhook] = await listParked(db.ctx(operator));
    await replayParked(db.ctx(operator), { kind: "webhook", id: webhook?.id ?? "" });
    expect(await db.admin.select().from(inboxEvents)).toMatchObject([{ state: "waiting", attempts: 0 }]);
    expect(await waiting()).toEqual([]);
  });

  test("racing clicks on the same job hand it back once", async () => {
    const [, event] = await listParked(db.ctx(operator));
    const one = { kind: "event", id: event?.id ?? "" } as const;
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => codeOf(replayParked(db.ctx(operator), one))));
    expect(outcomes.sort()).toEqual(["conflict", "conflict", "conflict", "done"]);
    expect(await waiting()).toEqual([job]);
  });

  test("all at once, for the house at the command line too", async () => {
    const house = db.ctx({ kind: "system", name: "cli" }, db.operator);
    expect(await replayParked(house, { kind: "all" })).toEqual({ webhooks: 1, events: 1 });
    expect(await listParked(house)).toEqual([]);
    expect((await db.web.execute(sql`select any_parked() as any`)).rows).toEqual([{ any: false }]);
  });

  test("is not there for strangers, nor for the operator's people without an office", async () => {
    const expert = await aPerson(db, { id: operator.orgId ?? "", kind: "operator" }, ["expert"]);
    const firm = await aMember(db, "firm", ["owner"]);
    for (const actor of [visitor, firm, await aMember(db, "park", ["owner"])] satisfies Actor[])
      expect([
        await codeOf(listParked(db.ctx(actor))),
        await codeOf(replayParked(db.ctx(actor), { kind: "all" })),
      ]).toEqual(["not-found", "not-found"]);
    expect(await codeOf(replayParked(db.ctx(expert), { kind: "all" }))).toBe("forbidden");
    expect(await listParked(db.ctx(operator))).toHaveLength(2);
  });

  test("the database refuses the web role for anybody else, whatever the code asks", async () => {
    const firm = await aMember(db, "firm", ["owner"]);
    await db.web.transaction(async (tx) => {
      await tx.execute(sql`select set_config('app.org', ${firm.orgId}, true)`);
      expect((await tx.execute(sql`select * from parked_jobs()`)).rows).toEqual([]);
    });
    await expect(db.web.execute(sql`select replay_parked('event', null)`)).rejects.toMatchObject({
      cause: { code: "42501" },
    });
    await expect(db.web.execute(sql`select * from pgboss.job`)).rejects.toMatchObject({ cause: { code: "42501" } });
    expect((await db.web.execute(sql`select any_parked() as any`)).rows).toEqual([{ any: true }]);
  });
});
