import { importRows, imports, listings } from "@peony/db/schema";
import { aMember, codeOf, createTestDb, type TestDb } from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { triageListing, untriageListing } from "../listings/index.ts";
import { readImport, startImport, undoImport } from "./index.ts";
import { anOffice, many, us } from "./testing/office.ts";

let db: TestDb;
let tto: PersonActor;
beforeAll(async () => {
  db = await createTestDb();
});
beforeEach(async () => {
  tto = await aMember(db, "university", ["manager"], { nameZh: us });
});
afterAll(() => db.close());

const { check, run, drafts } = anOffice(
  () => db,
  () => tto,
);

describe("undo", () => {
  test("removes the drafts nobody touched, keeps and names the others, and answers a repeat alike", async () => {
    const id = await check(many(5));
    await run(id);
    const [edited, moved, triaged] = await drafts(id);
    const set = (l: typeof edited, values: Partial<typeof listings.$inferInsert>) =>
      db.admin
        .update(listings)
        .set(values)
        .where(eq(listings.id, l?.id ?? ""));
    await set(edited, { version: 2, savedAt: new Date() });
    await set(moved, { state: "ready" });
    await set(triaged, { triage: "sell" });
    const ctx = db.ctx(tto);
    expect(await undoImport(ctx, { id })).toEqual({ removed: 2, kept: 3 });
    expect(await undoImport(ctx, { id })).toEqual({ removed: 2, kept: 3 });
    const page = await readImport(ctx, id);
    expect(page.state).toBe("undone");
    expect(page.made.map((l) => l.id).sort()).toEqual([edited?.id, moved?.id, triaged?.id].sort());
    const { rows } = await db.admin.execute<{ n: number }>(
      sql`select count(*)::int as n from audit_events where object = ${id} and action = 'import.undo'`,
    );
    expect(rows[0]?.n).toBe(1);
  });

  test("takes a draft whose triage was taken back for one nobody touched", async () => {
    const id = await check(many(3));
    await run(id);
    const ctx = db.ctx(tto);
    for (const [i, draft] of (await drafts(id)).entries()) {
      const choice = (["sell", "keep", "drop"] as const)[i] ?? "keep";
      const { version } = await triageListing(ctx, { id: draft.id, version: 1, choice, reason: "x" });
      await untriageListing(ctx, { id: draft.id, version });
    }
    expect(await undoImport(ctx, { id })).toEqual({ removed: 3, kept: 0 });
  });

  test("is refused while rows are written, and puts away a sheet that made nothing", async () => {
    const id = await check(many(2));
    await startImport(db.ctx(tto), { id });
    expect(await codeOf(undoImport(db.ctx(tto), { id }))).toBe("imports/transition");
    expect(await undoImport(db.ctx(tto), { id: await check(many(2)) })).toEqual({ removed: 0, kept: 0 });
  });

  test("the web may delete no listing by any other way, and none of another organisation", async () => {
    const id = await check(many(2));
    await run(id);
    await expect(db.web.delete(listings).where(eq(listings.importId, id))).rejects.toThrow();
    const other = await aMember(db, "university", ["owner"]);
    const { rows } = await db.web.transaction(async (tx) => {
      await tx.execute(sql`select set_config('app.org', ${other.orgId}, true)`);
      return tx.execute<{ n: number }>(sql`select remove_import_drafts(${id}) as n`);
    });
    expect(rows[0]?.n).toBe(0);
    expect(await drafts(id)).toHaveLength(2);
  });
});

test("rows and memories of another organisation are not there for the web's own role either", async () => {
  const id = await check(many(2));
  const other = await aMember(db, "university", ["owner"]);
  const seen = await db.web.transaction(async (tx) => {
    await tx.execute(sql`select set_config('app.org', ${other.orgId}, true)`);
    return {
      rows: await tx.select().from(importRows).where(eq(importRows.importId, id)),
      imports: await tx
        .select()
        .from(imports)
        .where(and(eq(imports.id, id))),
    };
  });
  expect(seen).toEqual({ rows: [], imports: [] });
});
