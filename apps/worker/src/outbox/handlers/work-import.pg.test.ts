import { spawn } from "node:child_process";
import { once } from "node:events";
import { listings, notifications } from "@peony/db/schema";
import { aMember, createTestDb, emitted, type TestDb } from "@peony/db/testing";
import { guessMapping } from "@peony/domain/imports";
import type { Id } from "@peony/domain/shared";
import { mapImport, readImport, receiveSheet, startImport } from "@peony/features/imports";
import { aRow, batchesOf } from "@peony/features/imports/testing";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { workImport } from "./work-import.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

const us = "河洛理工大学";
const asked = async (rows: number) => {
  const tto = await aMember(db, "university", ["manager"], { nameZh: us });
  const ctx = db.ctx(tto);
  const sheet = Array.from({ length: rows }, (_, i) => aRow(i + 1, us));
  const { id } = await receiveSheet(ctx, {
    id: ctx.newId("import"),
    fileName: "a.csv",
    fileSha256: "0".repeat(64),
    open: () => batchesOf(sheet, 500),
  });
  await mapImport(ctx, { id, mapping: guessMapping(Object.keys(sheet[0] ?? {})) });
  return { ctx, id };
};

/** A worker that works an import and stands still inside the transaction of its second batch. */
const hanging = (url: string, id: Id<"import">): string => `
  const { newId, noOrigin, openDb } = await import("@peony/db");
  const { workImport } = await import("@peony/features/imports");
  const db = openDb(${JSON.stringify(url)}, () => {}, 2);
  const ctx = { db, actor: { kind: "system", name: "import" }, origin: noOrigin, newId };
  let batches = 0;
  await workImport(ctx, ${JSON.stringify(id)}, { at: (step) => {
    if (step !== "marked" || ++batches < 2) return;
    require("node:fs").writeSync(1, "in the second batch");
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  } });
`;

test("a worker killed in the middle of a batch leaves whole batches, and the next one ends the import", {
  timeout: 60_000,
}, async () => {
  const { ctx, id } = await asked(1700);
  await workImport({ db: db.worker }, { importId: id });
  await startImport(ctx, { id });
  const child = spawn(
    process.execPath,
    ["--input-type=commonjs", "-e", `(async () => {${hanging(db.url("worker"), id)}})()`],
    {
      cwd: import.meta.dirname,
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  await once(child.stdout, "data");
  child.kill("SIGKILL");
  await once(child, "exit");
  await expect.poll(() => readImport(ctx, id), { timeout: 10_000 }).toMatchObject({ state: "importing", created: 500 });
  const made = () => db.admin.select({ number: listings.number }).from(listings).where(eq(listings.importId, id));
  expect(await made()).toHaveLength(500);
  await Promise.all([workImport({ db: db.worker }, { importId: id }), workImport({ db: db.worker }, { importId: id })]);
  expect(await readImport(ctx, id)).toMatchObject({ state: "done", created: 1700, wanted: 1700 });
  expect(new Set((await made()).map((l) => l.number)).size).toBe(1700);
});

test("mapping and starting ask the worker", async () => {
  const { ctx, id } = await asked(3);
  await workImport({ db: db.worker }, { importId: id });
  await startImport(ctx, { id });
  const events = (await emitted(db)).filter((e) => e.type === "import.changed" && e.payload.importId === id);
  expect(events).toHaveLength(2);
});

test("tells who began a long import that it has ended, once", { timeout: 60_000 }, async () => {
  const { ctx, id } = await asked(2000);
  await workImport({ db: db.worker }, { importId: id });
  await startImport(ctx, { id });
  await Promise.all([workImport({ db: db.worker }, { importId: id }), workImport({ db: db.worker }, { importId: id })]);
  const told = await db.admin
    .select({ kind: notifications.kind, args: notifications.args })
    .from(notifications)
    .where(eq(notifications.href, `/import/${id}`));
  expect(told).toEqual([{ kind: "import-done", args: { file: "a.csv", created: "2000" } }]);
});
