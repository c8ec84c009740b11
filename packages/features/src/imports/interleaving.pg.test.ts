import { rounds, seed } from "@peony/config/settings";
import { auditEvents, importRows, listings } from "@peony/db/schema";
import { aMember, createTestDb, type TestDb } from "@peony/db/testing";
import { guessMapping } from "@peony/domain/imports";
import type { Id } from "@peony/domain/shared";
import { and, eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mapImport, readImport, receiveSheet, startImport, stopImport, workImport } from "./index.ts";
import type { WorkStep } from "./run-import.ts";
import { aRow, batchesOf, type Cells } from "./testing/sheets.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

const us = "河洛理工大学";
const steps: readonly WorkStep[] = ["checked", "inserted", "marked", "counted", "committed"];

/** What happens to an import from outside: somebody works it and may die at a step, two work at once, it is stopped, started, mapped. */
type Happening =
  | { readonly do: "work"; readonly dieAt: WorkStep | null; readonly after: number }
  | { readonly do: "two"; readonly dieAt: WorkStep | null; readonly after: number }
  | { readonly do: "stop" | "start" | "check" };
const dying = { dieAt: fc.option(fc.constantFrom(...steps)), after: fc.integer({ min: 0, max: 4 }) };
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("work" as const), ...dying }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("two" as const), ...dying }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom("stop" as const, "start" as const, "check" as const) }) },
);

/** Rows of a sheet: good ones, twins, and red ones, by small numbers. */
const rowOf = (n: number): Cells => (n % 7 === 6 ? aRow(n, "他校") : n % 5 === 4 ? aRow(n - 1, us) : aRow(n, us));

class Died extends Error {}
const killer = (dieAt: WorkStep | null, after: number) => {
  let left = after;
  return (step: WorkStep): void => {
    if (step !== dieAt) return;
    if (left === 0) throw new Died();
    left -= 1;
  };
};

const outcome = async (id: Id<"import">) => {
  const made = await db.admin
    .select({ number: listings.number, title: listings.titleZh })
    .from(listings)
    .where(eq(listings.importId, id))
    .orderBy(listings.number);
  const rows = await db.admin
    .select({ line: importRows.line, result: importRows.result, draft: sql<boolean>`listing_id is not null` })
    .from(importRows)
    .where(eq(importRows.importId, id))
    .orderBy(importRows.line);
  const [batches] = await db.admin
    .select({ created: sql<number>`coalesce(sum((payload->>'created')::int), 0)::int` })
    .from(auditEvents)
    .where(and(eq(auditEvents.object, id), eq(auditEvents.action, "import.batch")));
  return { made, rows, audited: batches?.created };
};

test("any interleaving of crashes, resumptions, stops and several workers ends as one clean run does", {
  timeout: 600_000,
}, async () => {
  const used = seed();
  const runs = rounds(8, 300);
  console.log(`interleavings: ${runs}, SEED=${used}`);
  const rowsAtOnce = 5;
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 23 }),
      fc.array(happening, { maxLength: 9 }),
      async (size, happenings) => {
        const rows = Array.from({ length: size }, (_, i) => rowOf(i + 1));
        const begin = async () => {
          const ctx = db.ctx(await aMember(db, "university", ["manager"], { nameZh: us }));
          const sheet = { id: ctx.newId("import"), fileName: "a.csv", fileSha256: "0".repeat(64) };
          const { id } = await receiveSheet(ctx, { ...sheet, open: () => batchesOf(rows) });
          const mapping = guessMapping(Object.keys(rows[0] ?? {}));
          await mapImport(ctx, { id, mapping });
          return { ctx, id, mapping };
        };
        const clean = await begin();
        await workImport(clean.ctx, clean.id);
        await startImport(clean.ctx, { id: clean.id });
        await workImport(clean.ctx, clean.id);

        const { ctx, id, mapping } = await begin();
        const worker = { ...ctx, db: db.worker, actor: { kind: "system" as const, name: "import" } };
        const work = (by: typeof ctx | typeof worker, dieAt: WorkStep | null, after: number) =>
          workImport(by, id, { rowsAtOnce, at: killer(dieAt, after) }).catch((e: unknown) => {
            if (!(e instanceof Died)) throw e;
          });
        for (const h of happenings) {
          if (h.do === "work") await work(worker, h.dieAt, h.after);
          else if (h.do === "two")
            await Promise.all([work(worker, h.dieAt, h.after), work(ctx, null, 0), work(worker, h.dieAt, 0)]);
          else if (h.do === "check") await mapImport(ctx, { id, mapping }).catch(() => undefined);
          else await (h.do === "stop" ? stopImport : startImport)(ctx, { id }).catch(() => undefined);
        }
        await work(worker, null, 0);
        if (["checked", "stopped"].includes((await readImport(ctx, id)).state)) await startImport(ctx, { id });
        await work(worker, null, 0);
        expect(await readImport(ctx, id)).toMatchObject({ state: "done" });
        expect(await outcome(id)).toEqual(await outcome(clean.id));
      },
    ),
    { numRuns: runs, seed: used },
  );
});
