import { rounds } from "@peony/config/settings";
import { auditEvents, idempotencyKeys, listings } from "@peony/db/schema";
import { aMember, codeOf, createTestDb, type TestDb } from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import { importedListing } from "@peony/domain/listings";
import { createListing } from "@peony/features/listings";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { once, type StoredAnswer } from "./idempotency.ts";

let db: TestDb;
let tto: PersonActor;
beforeAll(async () => {
  db = await createTestDb();
  tto = await aMember(db, "university", ["owner"]);
});
afterAll(() => db.close());

const fields = importedListing.parse({ assetKind: "know_how", field: "bearing", title: { zh: "滚道", en: "" } });
type Ctx = ReturnType<TestDb["ctx"]>;
const create = async (ctx: Ctx): Promise<StoredAnswer> => {
  const id = ctx.newId("listing");
  await createListing(ctx, { ...fields, id });
  return { status: 201, body: { id } };
};
const call = (key: string, content = "one", work = create, actor = tto) =>
  once(db.ctx(actor), actor.orgId ?? "", key, content, work);
const count = (actor = tto) => db.admin.$count(listings, eq(listings.orgId, actor.orgId ?? ""));

describe("once", () => {
  test("gives the first answer to a repeat, which has no effect of its own", async () => {
    const first = await call("repeat");
    const before = await count();
    expect(await call("repeat")).toEqual({ ...first, replayed: true });
    expect(await count()).toBe(before);
  });

  test("refuses the key for another content, and changes nothing", async () => {
    await call("reused");
    const before = await count();
    expect(await codeOf(call("reused", "other"))).toBe("idempotency-key/reused");
    expect(await count()).toBe(before);
  });

  test("survives twenty at once: one gets through, the others are told to wait, and later get its answer", {
    repeats: rounds(0, 49),
  }, async () => {
    const key = `parallel-${crypto.randomUUID()}`;
    const before = await count();
    let entered = 0;
    let settled = 0;
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const slow = async (ctx: Ctx): Promise<StoredAnswer> => {
      entered++;
      await gate;
      return create(ctx);
    };
    const calls = Array.from({ length: 20 }, () => codeOf(call(key, "one", slow)).finally(() => settled++));
    await expect.poll(() => entered > 1 || (entered === 1 && settled === 19), { timeout: 20_000 }).toBe(true);
    open();
    const codes = await Promise.all(calls);
    expect([entered, await count()]).toEqual([1, before + 1]);
    expect(codes.sort()).toEqual(["done", ...Array.from({ length: 19 }, () => "idempotency-key/in-flight")]);
    expect(await call(key)).toMatchObject({ status: 201, replayed: true });
  });

  test("a call that dies after its change has changed nothing, and its repeat does it once", async () => {
    const before = await count();
    const dies = async (ctx: Ctx): Promise<StoredAnswer> => {
      await create(ctx);
      throw new Error("killed here");
    };
    await expect(call("dies", "one", dies)).rejects.toThrow("killed here");
    expect([await count(), await db.admin.$count(idempotencyKeys, eq(idempotencyKeys.key, "dies"))]).toEqual([
      before,
      0,
    ]);
    expect(await call("dies")).toMatchObject({ status: 201, replayed: false });
    expect(await count()).toBe(before + 1);
  });

  test("a connection that is killed in the middle leaves nothing behind either", async () => {
    const before = await count();
    const killed = async (ctx: Ctx): Promise<StoredAnswer> => {
      const answer = await create(ctx);
      const { rows } = await ctx.db.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      await db.admin.execute(sql`select pg_terminate_backend(${rows[0]?.pid})`);
      await ctx.db.execute(sql`select 1`);
      return answer;
    };
    expect(await codeOf(call("cut", "one", killed))).not.toBe("done");
    expect(await count()).toBe(before);
    expect(await call("cut")).toMatchObject({ replayed: false });
    expect(await count()).toBe(before + 1);
  });

  test("takes up a row that was left without an answer", async () => {
    const { createHash } = await import("node:crypto");
    const requestHash = createHash("sha256").update("one").digest("hex");
    const createdAt = new Date(Date.now() - 40_000);
    await db.admin.insert(idempotencyKeys).values({ owner: tto.orgId ?? "", key: "left", requestHash, createdAt });
    const before = await count();
    expect(await call("left")).toMatchObject({ status: 201, replayed: false });
    expect(await call("left")).toMatchObject({ status: 201, replayed: true });
    expect(await count()).toBe(before + 1);
  });

  test("what was refused is not stored: the repeat is judged again", async () => {
    const { DomainError } = await import("@peony/domain/shared");
    const refuse = async (): Promise<StoredAnswer> => {
      throw new DomainError("conflict", "not now");
    };
    expect(await codeOf(call("refused", "one", refuse))).toBe("conflict");
    expect(await call("refused")).toMatchObject({ status: 201 });
  });

  test("keys belong to an organisation: the same key of another is another call", async () => {
    const other = await aMember(db, "university", ["owner"]);
    const mine = await call("shared");
    const theirs = await call("shared", "one", create, other);
    expect(theirs).toMatchObject({ status: 201, replayed: false });
    expect(theirs.body).not.toEqual(mine.body);
    expect(await count(other)).toBe(1);
  });

  test("a key is free again after a day", async () => {
    await call("old");
    await db.admin.execute(
      sql`update idempotency_keys set created_at = created_at - interval '25 hours' where key = 'old'`,
    );
    expect(await call("old", "other")).toMatchObject({ replayed: false });
  });

  test("the audit row is part of the same whole", async () => {
    const { body } = await call("audited");
    const { id } = body as { id: string };
    expect(await db.admin.$count(auditEvents, eq(auditEvents.object, id))).toBe(1);
  });
});
