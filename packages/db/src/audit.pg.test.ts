import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { audit, auditGenesis, verifyChain } from "./audit.ts";
import { inTransaction, reading } from "./client.ts";
import { emit } from "./outbox.ts";
import { aMember, codeOf, createTestDb, emitted, type TestDb } from "./testing/index.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

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
    expect(await codeOf(db.web.execute(sql`update audit_events set action = 'x'`))).toBe("42501");
    expect(await codeOf(db.admin.execute(sql`delete from audit_events`))).toBe("23001");
    expect(await codeOf(db.admin.execute(sql`truncate audit_events`))).toBe("23001");
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
    expect(await codeOf(db.web.execute(sql`update audit_heads set seq = seq + 1`))).toBe("42501");
    expect(await codeOf(db.web.execute(sql`insert into audit_heads values ('x', 0, '')`))).toBe("42501");
    await expect(inTransaction(db.ctx(actor), (t) => verifyChain(t, chain))).resolves.toBeNull();
  });

  test("a head is forged by nobody: not moved, not begun with another hash, not skipped, not forked", async () => {
    const actor = await aMember(db, "firm", ["owner"]);
    const [chain, ctx] = [actor.orgId ?? "", db.ctx(actor)];
    for (const n of [1, 2]) await inTransaction(ctx, (t) => audit(t, { chain, action: "did", object: `o${n}` }));
    const forged = "f".repeat(64);
    for (const seq of [2, 3, 9])
      expect(await codeOf(db.web.execute(sql`select move_audit_head(${chain}, ${seq}, ${forged})`))).toBe("23001");
    const insert = (into: string, seq: number, prev: string, hash = forged) =>
      codeOf(
        db.web.execute(sql`
          insert into audit_events (chain, seq, id, encoding, prev_hash, hash, actor, action, object, payload, outcome, at)
          values (${into}, ${seq}, ${ctx.newId("audit")}, 1, ${prev}, ${hash}, 'x', 'x', 'x', '{}', 'done', now())`),
      );
    const { rows } = await db.admin.execute<{ hash: string }>(sql`select hash from audit_heads where chain = ${chain}`);
    const tip = rows[0]?.hash ?? "";
    const unborn = ctx.newId("organisation");
    expect([
      await insert(chain, 4, tip),
      await insert(chain, 3, auditGenesis),
      await insert(chain, 2, tip),
      await insert(chain, 3, tip, "no hash"),
      await insert(unborn, 1, forged),
      await insert(unborn, 2, auditGenesis),
    ]).toEqual(Array(6).fill("23001"));
    await db.web.execute(sql`select take_audit_head(${unborn}, ${forged})`);
    for (const c of [chain, unborn]) {
      await inTransaction(ctx, (t) => audit(t, { chain: c, action: "did", object: "after" }));
      expect(await inTransaction(db.ctx(actor, db.worker), (t) => verifyChain(t, c))).toBeNull();
    }
  });

  test("the release before this one, which moves the head itself, still writes", async () => {
    const actor = await aMember(db, "firm", ["owner"]);
    const chain = actor.orgId ?? "";
    await inTransaction(db.ctx(actor), async (t) => {
      await audit(t, { chain, action: "did", object: "o" });
      await t.tx.execute(sql`select move_audit_head(chain, seq, hash) from audit_events where chain = ${chain}`);
    });
    expect(await inTransaction(db.ctx(actor), (t) => verifyChain(t, chain))).toBeNull();
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
