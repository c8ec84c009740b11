import { newId, sqlState } from "@peony/db";
import { inboxEvents, mails, rateLimits } from "@peony/db/schema";
import { createTestDb, type TestDb } from "@peony/db/testing";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { forgetOldRows, retention } from "./forget-old-rows.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());
beforeEach(() => db.admin.execute(sql`delete from mails; delete from inbox_events; delete from rate_limits`));

const dayMs = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * dayMs);
/** Days on either side of a limit, an hour off it. */
const [older, younger] = [(n: number) => n + 1 / 24, (n: number) => n - 1 / 24];

const aMail = (name: string, state: "queued" | "sent", days: number) => ({
  ...{ id: newId("mail"), recipient: "a@b.test", locale: "zh" as const, kind: "reset", args: {}, dedupe: name, state },
  ...{ createdAt: ago(days), sentAt: state === "sent" ? ago(days) : null },
});
const aWebhook = (name: string, state: "waiting" | "done" | "parked", days: number) => ({
  ...{ id: newId("inbox"), provider: "stripe", externalId: name, type: "x", payload: {}, state },
  ...{ receivedAt: ago(days), nextAt: ago(days), handledAt: state === "done" ? ago(days) : null },
});
const forget = (size?: number) => forgetOldRows({ db: db.worker, log: { info: () => undefined } as never }, size);

describe("forgetOldRows", () => {
  test("lets old rows go that are done, and keeps young ones and whatever is not done", async () => {
    const { mailDays, webhookDays, limitDays } = retention;
    await db.admin
      .insert(mails)
      .values([
        aMail("old sent", "sent", older(mailDays)),
        aMail("young sent", "sent", younger(mailDays)),
        aMail("old queued", "queued", older(mailDays)),
      ]);
    await db.admin
      .insert(inboxEvents)
      .values([
        aWebhook("old done", "done", older(webhookDays)),
        aWebhook("young done", "done", younger(webhookDays)),
        aWebhook("old parked", "parked", older(webhookDays)),
        aWebhook("old waiting", "waiting", older(webhookDays)),
      ]);
    await db.admin.insert(rateLimits).values([
      { key: "long over", points: 3, expire: ago(older(limitDays)).getTime() },
      { key: "just over", points: 3, expire: ago(younger(limitDays)).getTime() },
      { key: "running", points: 3, expire: Date.now() + dayMs },
      { key: "without end", points: 3, expire: null },
    ]);
    expect(await forget()).toEqual({ rate_limits: 1, inbox_events: 1, mails: 1 });
    const left = async (query: ReturnType<typeof sql>) =>
      (await db.admin.execute<{ name: string }>(query)).rows.map((r) => r.name);
    expect(await left(sql`select dedupe as name from mails order by 1`)).toEqual(["old queued", "young sent"]);
    expect(await left(sql`select external_id as name from inbox_events order by 1`)).toEqual([
      "old parked",
      "old waiting",
      "young done",
    ]);
    expect(await left(sql`select key as name from rate_limits order by 1`)).toEqual([
      "just over",
      "running",
      "without end",
    ]);
    expect(await forget()).toEqual({ rate_limits: 0, inbox_events: 0, mails: 0 });
  });

  test("goes on until nothing old is left, and two workers at once share it", async () => {
    await db.admin
      .insert(mails)
      .values(Array.from({ length: 25 }, (_, i) => aMail(`m${i}`, "sent", older(retention.mailDays))));
    const [a, b] = await Promise.all([forget(4), forget(4)]);
    expect(a.mails + b.mails).toBe(25);
    expect(await db.admin.$count(mails)).toBe(0);
  });

  test("the web and the operator's role forget nothing", async () => {
    for (const role of [db.web, db.operator])
      for (const table of ["mails", "inbox_events"])
        expect(
          await role.execute(sql`delete from ${sql.identifier(table)}`).then(
            () => "done",
            (e: unknown) => sqlState(e),
          ),
        ).toBe("42501");
  });
});
