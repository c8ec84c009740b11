import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { audit, verifyChain } from "./audit.ts";
import { inTransaction, reading } from "./client.ts";
import { emit } from "./outbox.ts";
import { aMember, createTestDb, emitted, type TestDb } from "./testing/index.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

const refusal = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return "";
  } catch (e) {
    for (let x = e; x instanceof Error; x = x.cause) if ("code" in x && typeof x.code === "string") return x.code;
    return String(e);
  }
};

describe("audit", () => {
  test("chains rows per organisation and the chain verifies", async () => {
    const actor = await aMember(db, "firm", ["owner"]);
    const chain = actor.orgId ?? "";
    const ctx = db.ctx(actor);
    for (const n of [1, 2, 3])
      await inTransaction(ctx, (t) => audit(t, { chain, action: "did", object: `thing-${n}`, payload: { n } }));
    expect(await inTransaction(ctx, (t) => verifyChain(t, chain))).toBeNull();
  });

  test("twenty writers at once leave one gapless chain", async () => {
    const actor = await aMember(db, "firm", ["owner"]);
    const chain = actor.orgId ?? "";
    const ctx = db.ctx(actor);
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        inTransaction(ctx, (t) => audit(t, { chain, action: "did", object: `o${n}` })),
      ),
    );
    const { rows } = await db.admin.execute(
      sql`select count(*)::int as n, max(seq)::int as top from audit_events where chain = ${chain}`,
    );
    expect(rows).toEqual([{ n: 20, top: 20 }]);
    expect(await inTransaction(ctx, (t) => verifyChain(t, chain))).toBeNull();
  });

  test("refuses update, delete and truncate to every role, and a change behind the trigger is found", async () => {
    const actor = await aMember(db, "firm", ["owner"]);
    const chain = actor.orgId ?? "";
    const ctx = db.ctx(actor);
    for (const n of [1, 2, 3]) await inTransaction(ctx, (t) => audit(t, { chain, action: "did", object: `o${n}` }));
    expect(await refusal(db.web.execute(sql`update audit_events set action = 'x'`))).toBe("42501");
    expect(await refusal(db.admin.execute(sql`delete from audit_events`))).toBe("23001");
    expect(await refusal(db.admin.execute(sql`truncate audit_events`))).toBe("23001");
    await db.admin.execute(sql`alter table audit_events disable trigger audit_append_only`);
    await db.admin.execute(sql`update audit_events set action = 'forged' where chain = ${chain} and seq = 2`);
    await db.admin.execute(sql`alter table audit_events enable trigger audit_append_only`);
    expect(await inTransaction(ctx, (t) => verifyChain(t, chain))).toBe(2);
  });

  test("the tip of a chain is read by those who read the chain, and moved by nobody's own statement", async () => {
    const [actor, officer] = [await aMember(db, "firm", ["owner"]), await aMember(db, "operator", ["owner"])];
    const chain = actor.orgId ?? "";
    for (const who of [actor, officer])
      await inTransaction(db.ctx(who), (t) => audit(t, { chain, action: "did", object: "o" }));
    const tips = (who: typeof actor) =>
      reading(db.ctx(who), (t) => t.tx.execute(sql`select seq::int from audit_heads where chain = ${chain}`));
    expect((await tips(actor)).rows).toEqual([{ seq: 2 }]);
    expect((await tips(officer)).rows).toEqual([]);
    expect(await refusal(db.web.execute(sql`update audit_heads set seq = seq + 1`))).toBe("42501");
    expect(await refusal(db.web.execute(sql`insert into audit_heads values ('x', 0, '')`))).toBe("42501");
    await expect(inTransaction(db.ctx(actor), (t) => verifyChain(t, chain))).resolves.toBeNull();
  });

  test("an event is sent with its commit and forgotten with its rollback", async () => {
    const ctx = db.ctx(await aMember(db, "firm", ["owner"]));
    const kept = ctx.newId("listing");
    await inTransaction(ctx, (t) => emit(t.tx, "listing.changed", { listingId: kept }));
    await expect(
      inTransaction(ctx, async (t) => {
        await emit(t.tx, "listing.changed", { listingId: ctx.newId("listing") });
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    expect(await emitted(db)).toEqual([{ type: "listing.changed", payload: { listingId: kept } }]);
  });

  test("the web role without a tenant sees no row of the confidential core", async () => {
    const actor = await aMember(db, "firm", ["owner"]);
    await inTransaction(db.ctx(actor), (t) => audit(t, { chain: actor.orgId ?? "", action: "did", object: "o" }));
    const tables = [
      "deals",
      "rooms",
      "offers",
      "contracts",
      "contract_signers",
      "held_items",
      "escrow_events",
      "payment_attempts",
      "disbursements",
      "payout_accounts",
      "reward_lines",
      "api_keys",
      "imports",
      "notifications",
      "files",
      "audit_events",
      "audit_heads",
      "idempotency_keys",
    ];
    for (const name of tables) {
      const { rows } = await db.web.execute(sql`select count(*)::int as n from ${sql.identifier(name)}`);
      expect([name, rows]).toEqual([name, [{ n: 0 }]]);
    }
  });
});
