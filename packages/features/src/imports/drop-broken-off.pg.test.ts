import { auditEvents, importRows } from "@peony/db/schema";
import { aMember, codeOf, createTestDb, type TestDb } from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import { brokenOffMinutes, type SheetBatch } from "@peony/domain/imports";
import type { Id } from "@peony/domain/shared";
import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { dropBrokenOff, readImport, receiveSheet, undoImport } from "./index.ts";
import { many, us } from "./testing/office.ts";
import { batchesOf } from "./testing/sheets.ts";

let db: TestDb;
let tto: PersonActor;
beforeAll(async () => {
  db = await createTestDb();
});
beforeEach(async () => {
  tto = await aMember(db, "university", ["manager"], { nameZh: us });
});
afterAll(() => db.close());

const worker = () => db.ctx({ kind: "system", name: "import" }, db.worker);
const later = (minutes: number) =>
  db.admin.execute(sql`update clock_offset set offset_ms = offset_ms + ${minutes * 60_000}`);
const rowsOf = (id: Id<"import">) => db.admin.$count(importRows, eq(importRows.importId, id));
const sha = "c".repeat(64);

/** An upload whose process stands still after some rows, as one that died does; `goOn` lets it go on. */
const hanging = () => {
  const id = db.ctx(tto).newId("import");
  let goOn = (): void => undefined;
  let begun = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const started = new Promise<void>((resolve) => {
    begun = resolve;
  });
  async function* open(): AsyncGenerator<SheetBatch> {
    yield* batchesOf(many(3));
    begun();
    await held;
    yield* batchesOf(many(5));
  }
  const work = codeOf(receiveSheet(db.ctx(tto), { id, fileName: "a.csv", fileSha256: sha, open }));
  return { id, started, work, goOn };
};

describe("an upload that dies in the middle", () => {
  test("fails after some minutes with a sentence, and its rows are removed; once", async () => {
    const { id, started, work, goOn } = hanging();
    await started;
    expect(await rowsOf(id)).toBe(3);
    await later(brokenOffMinutes - 1);
    expect(await dropBrokenOff(worker())).toBe(0);
    expect(await readImport(db.ctx(tto), id)).toMatchObject({ state: "uploaded", total: null });
    await later(2);
    expect(await Promise.all([dropBrokenOff(worker()), dropBrokenOff(worker())])).toContain(1);
    expect(await dropBrokenOff(worker())).toBe(0);
    expect(await readImport(db.ctx(tto), id)).toMatchObject({ state: "failed", fault: "imports/broken-off" });
    expect(await rowsOf(id)).toBe(0);
    const heard = and(eq(auditEvents.object, id), eq(auditEvents.action, "import.fail"));
    expect(await db.admin.$count(auditEvents, heard)).toBe(1);
    // a process that only seemed dead brings nothing in behind that
    goOn();
    expect(await work).toBe("imports/broken-off");
    expect(await rowsOf(id)).toBe(0);
    expect(await readImport(db.ctx(tto), id)).toMatchObject({ state: "failed", total: null });
  });

  test("may be sent again by the same form", async () => {
    const { id, started, work, goOn } = hanging();
    await started;
    await later(brokenOffMinutes + 1);
    await dropBrokenOff(worker());
    const sheet = { id, fileName: "a.csv", fileSha256: sha, open: () => batchesOf(many(4)) };
    const again = (await receiveSheet(db.ctx(tto), sheet)).id;
    expect(again).not.toBe(id);
    expect(await readImport(db.ctx(tto), again)).toMatchObject({ state: "uploaded", total: 4 });
    goOn();
    await work;
    expect(await readImport(db.ctx(tto), again)).toMatchObject({ total: 4 });
  });

  test("may be put away before, and is then not touched again", async () => {
    const { id, started, work, goOn } = hanging();
    await started;
    await undoImport(db.ctx(tto), { id });
    await later(brokenOffMinutes + 1);
    expect(await dropBrokenOff(worker())).toBe(0);
    goOn();
    expect(await work).toBe("imports/broken-off");
    expect(await readImport(db.ctx(tto), id)).toMatchObject({ state: "undone", total: null });
  });

  test("is not what a sheet is that was read to its end long ago", async () => {
    const sheet = { id: db.ctx(tto).newId("import"), fileName: "a.csv", fileSha256: sha };
    const { id } = await receiveSheet(db.ctx(tto), { ...sheet, open: () => batchesOf(many(2)) });
    await later(24 * 60);
    expect(await dropBrokenOff(worker())).toBe(0);
    expect(await readImport(db.ctx(tto), id)).toMatchObject({ state: "uploaded", total: 2 });
  });
});
