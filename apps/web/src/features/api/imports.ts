import { createHash } from "node:crypto";
import {
  fixRowInput,
  guessMapping,
  importFields,
  importStates,
  mapImportInput,
  rowResults,
  type SheetBatch,
} from "@peony/domain/imports";
import { idSchema } from "@peony/domain/shared";
import {
  fixImportRow,
  listImports,
  mapImport,
  readImport,
  readImportRows,
  receiveSheet,
  startImport,
  stopImport,
  undoImport,
  workImport,
} from "@peony/features/imports";
import { z } from "zod";
import { endpoint } from "#server/endpoint.ts";
import { done } from "./shapes.ts";

const own = z.object({ id: idSchema("import") });
const whole = z.number().int();
const value = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string()).max(50)]);
/** What is checked before the answer is sent; of more rows the worker does the rest. */
const atOnceMs = 2_000;

const importShape = z.object({
  id: z.string(),
  fileName: z.string(),
  state: z.enum(importStates),
  total: whole.nullable(),
  read: whole,
  wanted: whole,
  created: whole,
  removed: whole,
  fault: z.string().nullable(),
  counts: z.record(z.enum(rowResults), whole),
  rate: whole.nullable(),
  secondsLeft: whole.nullable(),
});
const mappingShape = z.partialRecord(z.enum(importFields), z.string());

async function* oneBatch(rows: readonly Readonly<Record<string, unknown>>[]): AsyncGenerator<SheetBatch> {
  const headers = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  yield {
    headers,
    rows: rows.map((row, i) => ({ line: i + 1, row, problem: null })),
    bytesRead: rows.length,
    bytesTotal: rows.length,
  };
}

export const uploadImportEndpoint = endpoint({
  method: "post",
  path: "/imports",
  id: "uploadImport",
  summary: "Bring rows of a patent list in, each an object by column name; nothing is judged yet",
  auth: "key",
  limit: "uploads",
  body: z.strictObject({
    id: idSchema("import"),
    name: z.string().min(1).max(120),
    rows: z
      .array(z.record(z.string().min(1).max(200), value))
      .min(1)
      .max(5_000),
  }),
  answer: own.extend({ headers: z.array(z.string()), mapping: mappingShape }),
  status: 201,
  run: async (ctx, { body: { id, name, rows } }) => {
    const fileSha256 = createHash("sha256").update(JSON.stringify(rows)).digest("hex");
    const made = await receiveSheet(ctx, { id, fileName: name, fileSha256, open: () => oneBatch(rows) });
    const { headers, mapping } = await readImport(ctx, made.id);
    return { ...made, headers, mapping };
  },
});

export const listImportsEndpoint = endpoint({
  method: "get",
  path: "/imports",
  id: "listImports",
  summary: "The organisation's last imports, newest first",
  auth: "key",
  answer: z.object({ rows: z.array(importShape) }),
  run: async (ctx) => ({ rows: await listImports(ctx) }),
});

export const readImportEndpoint = endpoint({
  method: "get",
  path: "/imports/{id}",
  id: "readImport",
  summary: "An import: how far it is, its rows by result, its columns and their mapping",
  auth: "key",
  params: own,
  answer: importShape.extend({ headers: z.array(z.string()), mapping: mappingShape, unused: z.array(z.string()) }),
  run: (ctx, { params }) => readImport(ctx, params.id),
});

export const mapImportEndpoint = endpoint({
  method: "post",
  path: "/imports/{id}/mapping",
  id: "mapImport",
  summary: "Say which column is what and have every row checked; without a mapping the columns' names decide",
  auth: "key",
  params: own,
  body: z.strictObject({ mapping: mapImportInput.shape.mapping.optional() }),
  answer: done,
  run: async (ctx, { params: { id }, body }) => {
    const mapping = body.mapping ?? guessMapping((await readImport(ctx, id)).headers);
    await mapImport(ctx, { id, mapping });
    await workImport(ctx, id, { forMs: atOnceMs });
    return { done: true };
  },
});

export const readImportRowsEndpoint = endpoint({
  method: "get",
  path: "/imports/{id}/rows",
  id: "readImportRows",
  summary: "Rows of an import with what the check says of each",
  auth: "key",
  params: own,
  query: z.strictObject({ result: z.enum(rowResults).optional(), after: z.coerce.number().int().min(0).default(0) }),
  answer: z.object({
    rows: z.array(
      z.object({
        line: whole,
        result: z.enum(rowResults),
        problems: z.array(
          z.object({ field: z.enum(importFields).nullable(), code: z.string(), suggest: z.string().optional() }),
        ),
        twinLine: whole.nullable(),
        twinId: z.string().nullable(),
        listingId: z.string().nullable(),
        values: mappingShape,
      }),
    ),
    next: whole.nullable(),
  }),
  run: (ctx, { params: { id }, query: { result, after } }) =>
    readImportRows(ctx, { id, after, ...(result ? { results: [result] } : {}) }),
});

export const fixImportRowEndpoint = endpoint({
  method: "post",
  path: "/imports/{id}/rows/{line}",
  id: "fixImportRow",
  summary: "Put other values in the place of a row's and have it checked at once",
  auth: "key",
  params: own.extend({ line: z.coerce.number().int().min(1) }),
  body: z.strictObject({
    values: fixRowInput.shape.values,
    another: fixRowInput.shape.another.meta({
      description: "It is another one than what is called the same; counts only without a number",
    }),
  }),
  answer: z.object({ result: z.enum(rowResults) }),
  run: (ctx, { params, body }) => fixImportRow(ctx, { ...params, ...body }),
});

const steps = { start: startImport, stop: stopImport, undo: undoImport } as const;

export const stepImportEndpoint = endpoint({
  method: "post",
  path: "/imports/{id}/steps/{step}",
  id: "stepImport",
  summary: "Write the good rows as drafts, stop that, or take the import back",
  auth: "key",
  params: own.extend({ step: z.enum(["start", "stop", "undo"]) }),
  answer: done,
  run: async (ctx, { params: { id, step } }) => {
    await steps[step](ctx, { id });
    if (step === "start") await workImport(ctx, id, { forMs: atOnceMs });
    return { done: true };
  },
});
