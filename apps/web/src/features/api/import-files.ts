import { officerRoles, requireMember } from "@peony/domain/identity";
import { importFields, teachImportInput } from "@peony/domain/imports";
import { legalStatuses } from "@peony/domain/listings";
import { DomainError, idSchema } from "@peony/domain/shared";
import { readImport, teachImport } from "@peony/features/imports";
import { z } from "zod";
import { errorSheet } from "#features/imports/error-sheet.ts";
import { takeSheet } from "#features/imports/uploaded-sheet.ts";
import { words } from "#features/imports/words.ts";
import { readWhole } from "#server/api-input.ts";
import { endpoint } from "#server/endpoint.ts";

const own = z.object({ id: idSchema("import") });

export const uploadImportFileEndpoint = endpoint({
  method: "post",
  path: "/imports/files",
  id: "uploadImportFile",
  summary: "Bring a patent list in as a file: CSV, XLSX, JSON or JSONL; nothing is judged yet",
  auth: "key",
  limit: "uploads",
  status: 201,
  takesFile: true,
  query: z.strictObject({
    name: z.string().min(1).max(200).optional().meta({
      description: "Name of the file with its ending; needed where the bytes come alone",
      example: "list.csv",
    }),
  }),
  answer: own.extend({
    headers: z.array(z.string()),
    mapping: z.partialRecord(z.enum(importFields), z.string()),
    unused: z.array(z.string()),
    total: z.number().int().nullable(),
  }),
  run: async (ctx, { query, file, locale }) => {
    requireMember(ctx.actor, officerRoles);
    const name = query.name ?? file.name;
    if (name === "")
      throw new DomainError("invalid", "a file without a name", { fields: { name: { code: "required" } } });
    const { id } = await takeSheet(ctx, { id: ctx.newId("import"), name, bytes: file.bytes }, locale);
    return { ...(await readImport(ctx, id)), id };
  },
});

export const readImportErrorsEndpoint = endpoint({
  method: "get",
  path: "/imports/{id}/errors",
  id: "readImportErrors",
  summary: "The rows to mend as a sheet under their own columns, with the reasons; it can be mended and sent again",
  auth: "key",
  limit: "exports",
  params: own,
  givesFile: "text/csv; charset=utf-8",
  answer: z.string(),
  run: async (ctx, { params: { id }, locale }) => {
    const { headers, fileName } = await readImport(ctx, id);
    const name = words(locale)("file-name", { name: fileName.replace(/\.[^.]*$/, "") });
    return { name, body: errorSheet(ctx, id, headers, locale) };
  },
});

export const teachImportEndpoint = endpoint({
  method: "post",
  path: "/imports/{id}/rows/{line}/teach",
  id: "teachImport",
  summary:
    "Say once what a word of a row means, for every row and every later sheet: an applicant is us, a status is known",
  auth: "key",
  params: own.extend({ line: z.coerce.number().int().min(1) }),
  body: z.strictObject({
    kind: z.enum(["applicant", "status"]),
    status: z.enum(legalStatuses).optional().meta({ description: "For a status: what the word means" }),
    reason: z.string().max(500).optional().meta({ description: "For an applicant who is an organisation here" }),
  }),
  answer: z.object({ rows: z.number().int().meta({ description: "How many rows were checked anew" }) }),
  run: (ctx, { params, body }) => teachImport(ctx, readWhole(teachImportInput, { ...body, ...params })),
});
