import { receive } from "@peony/db";
import { inboxEvents } from "@peony/db/schema";
import { createTestDb, type TestDb } from "@peony/db/testing";
import { fakePayments } from "@peony/gateways/stripe";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { workInbox } from "./drain.ts";

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

const payments = fakePayments();
const deps = () => ({ db: db.worker, payments, log });
let serial = 0;

describe("the inbox", () => {
  const stored = async (type: string, payload: object = { data: { object: { id: "pi_none" } } }) => {
    serial += 1;
    const externalId = `evt_${serial}`;
    await receive(db.web, { provider: "stripe", externalId, type, payload });
    return async () => {
      const [row] = await db.admin.select().from(inboxEvents).where(eq(inboxEvents.externalId, externalId));
      return row;
    };
  };

  test("marks what it does not know as done, with a note", async () => {
    const row = await stored("customer.created");
    expect(await workInbox(deps())).toBe("done");
    expect(await row()).toMatchObject({ state: "done", note: "no handler for this type" });
  });

  test("postpones a failing row alone, and parks it after twelve tries", async () => {
    const bad = await stored("payment_intent.succeeded");
    const good = await stored("customer.updated");
    expect([await workInbox(deps()), await workInbox(deps())].sort()).toEqual(["done", "postponed"]);
    expect((await good())?.state).toBe("done");
    expect(await bad()).toMatchObject({ state: "waiting", attempts: 1 });
    const id = (await bad())?.id;
    await db.admin.execute(sql`update inbox_events set attempts = 11, next_at = now() where id = ${id}`);
    expect(await workInbox(deps())).toBe("parked");
    expect(await bad()).toMatchObject({ state: "parked", attempts: 12 });
    expect(await workInbox(deps())).toBe("empty");
  });

  test("a worker that lost its row to another changes nothing, whether it ends well or badly", async () => {
    const lost = async (end: "well" | "badly") => {
      const row = await stored(end === "well" ? "payment_intent.succeeded" : "charge.updated", {
        data: { object: { id: "pi_none", payment_intent: "pi_none" } },
      });
      const id = (await row())?.id;
      /** While the first worker asks the provider its lease ends, and another takes the row. */
      const getPayment = async () => {
        await db.admin.execute(sql`update inbox_events set attempts = attempts + 1, note = 'theirs' where id = ${id}`);
        if (end === "badly") throw new Error("the provider is away");
        return { ...(await payments.getPayment(paid)), attemptId: null };
      };
      await workInbox({ ...deps(), payments: { ...payments, getPayment } });
      const after = await row();
      await db.admin.execute(sql`delete from inbox_events where id = ${id}`);
      return after;
    };
    const page = await payments.createCheckout({
      attemptId: "attempt",
      itemId: "item",
      money: { amount: 1n, asset: "CNY/2" },
      description: "x",
      locale: "zh",
      email: null,
      successUrl: "http://shop.test/done",
      cancelUrl: "http://shop.test/back",
    });
    const paid = payments.pay(page.id);
    const theirs = { state: "waiting", attempts: 2, note: "theirs", handledAt: null };
    expect(await lost("well")).toMatchObject(theirs);
    const bad = await lost("badly");
    expect(bad).toMatchObject(theirs);
    expect(bad?.nextAt.getTime()).toBeGreaterThan(Date.now() + 10_000);
  });

  test("gives each row to one worker", async () => {
    const rows = await Promise.all([1, 2, 3, 4].map(() => stored("customer.deleted")));
    await Promise.all([1, 2, 3, 4, 5, 6].map(() => workInbox(deps())));
    expect((await Promise.all(rows.map((r) => r()))).map((r) => [r?.state, r?.attempts])).toEqual(
      [1, 2, 3, 4].map(() => ["done", 1]),
    );
  });
});
