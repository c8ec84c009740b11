import { audit, inTransaction, newId, noOrigin, outboxQueue, parkedQueue, receive } from "@peony/db";
import { inboxEvents } from "@peony/db/schema";
import { createTestDb, type TestDb } from "@peony/db/testing";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Command } from "../command.ts";
import { parkedCommand } from "./parked.ts";
import { verifyCommand } from "./verify.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

const run = async (command: Command, ...positionals: string[]) => {
  const said: string[] = [];
  const env = { DATABASE_URL: db.url("admin") } as Parameters<Command["run"]>[0]["env"];
  const code = await command.run({ env, values: {}, positionals, print: (line) => said.push(line) });
  return { code, said };
};

describe("peony parked", () => {
  test("lists what was given up, and hands it to the worker once", async () => {
    await receive(db.web, { provider: "stripe", externalId: "evt_p", type: "payment_intent.succeeded", payload: {} });
    await db.admin.execute(sql`update inbox_events set state = 'parked', attempts = 12, note = 'provider away'`);
    await db.admin.execute(sql`
      insert into pgboss.job (name, data, source_output)
      values (${parkedQueue}, '{"type": "listing.changed", "payload": {}, "handler": "indexListing"}', '{"message": "search is down"}')`);
    const listed = await run(parkedCommand);
    expect(listed.said.at(-1)).toBe("2 parked.");
    expect(listed.said.join("\n")).toMatch(/payment_intent\.succeeded.*provider away/);
    expect(listed.said.join("\n")).toMatch(/listing\.changed.*indexListing.*search is down/);

    expect((await run(parkedCommand, "replay")).said).toEqual(["Handed over again: 1 webhooks, 1 jobs."]);
    const [row] = await db.admin.select().from(inboxEvents).where(eq(inboxEvents.externalId, "evt_p"));
    expect(row).toMatchObject({ state: "waiting", attempts: 0 });
    const { rows } = await db.admin.execute<{ n: number }>(
      sql`select count(*)::int as n from pgboss.job where name = ${outboxQueue} and data->>'type' = 'listing.changed'`,
    );
    expect(rows[0]?.n).toBe(1);
    expect((await run(parkedCommand)).said).toEqual(["Nothing is parked."]);
  });
});

describe("peony verify", () => {
  test("answers 0 for chains that hold and 1 for a row changed behind the house's back", async () => {
    const chain = newId("organisation");
    const ctx = { db: db.admin, actor: { kind: "system", name: "test" } as const, origin: noOrigin, newId };
    await inTransaction(ctx, (t) => audit(t, { chain, action: "made", object: chain }));
    expect((await run(verifyCommand)).code).toBe(0);
    await db.admin.execute(sql`
      do $$ begin set local session_replication_role = replica; update audit_events set action = 'unmade'; end $$`);
    const after = await run(verifyCommand);
    expect(after.code).toBe(1);
    expect(after.said.join("\n")).toContain(`${chain} does not hold from row 1 on.`);
  });
});
