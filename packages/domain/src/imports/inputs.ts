import { z } from "zod";
import { legalStatuses } from "../listings/index.ts";
import { idSchema, textSchema } from "../shared/index.ts";
import { importFields } from "./import-fields.ts";

const column = z.string().max(200);
const cell = z.string().max(20_000);
const line = z.number().int().min(1).max(100_000_000);

export const importIdInput = z.strictObject({ id: idSchema("import") });
export type ImportIdInput = z.output<typeof importIdInput>;

/** Field → column; a field without a column is left out or empty. */
export const mapImportInput = z.strictObject({
  id: idSchema("import"),
  mapping: z.partialRecord(z.enum(importFields), column),
});
export type MapImportInput = z.output<typeof mapImportInput>;

/** Values that count instead of the sheet's, in one row. */
export const fixRowInput = z.strictObject({
  id: idSchema("import"),
  line,
  values: z.partialRecord(z.enum(importFields), cell).default({}),
  /** It is another one than the row or the listing that is called the same; counts only where there is no number. */
  another: z.boolean().optional(),
});
export type FixRowInput = z.output<typeof fixRowInput>;

/** Something said once for all rows like this one, and remembered for the next sheet. */
export const teachImportInput = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("applicant"),
    id: idSchema("import"),
    line,
    /** Needed where an organisation of the marketplace has that name. */
    reason: textSchema(500).optional(),
  }),
  z.strictObject({ kind: z.literal("status"), id: idSchema("import"), line, status: z.enum(legalStatuses) }),
]);
export type TeachImportInput = z.output<typeof teachImportInput>;
