import { listings } from "@peony/db/schema";
import type { TestDb } from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import { guessMapping } from "@peony/domain/imports";
import type { Id } from "@peony/domain/shared";
import { asc, eq } from "drizzle-orm";
import { mapImport, readImportRows, receiveSheet, startImport, workImport } from "../index.ts";
import { aRow, batchesOf, type Cells } from "./sheets.ts";

/** The office's name in its own sheets. */
export const us = "河洛理工大学";
export const row = (n: number, over: Cells = {}) => aRow(n, us, over);
export const many = (n: number, from = 1) => Array.from({ length: n }, (_, i) => row(from + i));

/** What an office does with a sheet, in the database of a test and as whoever `tto` answers then. */
export const anOffice = (dbOf: () => TestDb, tto: () => PersonActor) => {
  const receive = async (rows: readonly Cells[], actor = tto(), sha = "a".repeat(64)): Promise<Id<"import">> => {
    const ctx = dbOf().ctx(actor);
    const sheet = { id: ctx.newId("import"), fileName: "成果.xlsx", fileSha256: sha };
    return (await receiveSheet(ctx, { ...sheet, open: () => batchesOf(rows) })).id;
  };
  const check = async (rows: readonly Cells[], actor = tto()): Promise<Id<"import">> => {
    const id = await receive(rows, actor);
    const ctx = dbOf().ctx(actor);
    await mapImport(ctx, { id, mapping: guessMapping(Object.keys(rows[0] ?? {})) });
    await workImport(ctx, id);
    return id;
  };
  const run = async (id: Id<"import">, actor = tto()) => {
    await startImport(dbOf().ctx(actor), { id });
    await workImport(dbOf().ctx(actor), id);
  };
  const results = async (id: Id<"import">) => {
    const { rows } = await readImportRows(dbOf().ctx(tto()), { id, limit: 1000 });
    return rows.map((r) => r.result);
  };
  const drafts = (id: Id<"import">) =>
    dbOf().admin.select().from(listings).where(eq(listings.importId, id)).orderBy(asc(listings.number));
  return { receive, check, run, results, drafts };
};
