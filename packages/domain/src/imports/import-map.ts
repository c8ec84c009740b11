import { z } from "zod";
import { importedListing } from "../listings/index.ts";

/** A record as a file gives it: column names and their values. */
export type SourceRow = Readonly<Record<string, unknown>>;

const fieldNames = new Set(Object.keys(importedListing.shape));
const fieldPath = z
  .string()
  .regex(/^[a-zA-Z]+(\.(zh|en|\d))*$/)
  .refine((path) => fieldNames.has(path.split(".")[0] ?? ""), { error: "a listing has no such field" });

const targetSchema = z.strictObject({
  /** Field of a listing: `title.en`, `trl`, `evidence.0.en`. */
  to: fieldPath,
  /** Value in the file → value of the field. */
  values: z.record(z.string(), z.unknown()).optional(),
  /** Value of the field where `values` does not name the file's. */
  otherwise: z.unknown().optional(),
  /** The column is a day, and once it has passed the field has this value; before that it says nothing. */
  ifPast: z.unknown().optional(),
  /** A text longer than this many characters is cut there, with an ellipsis; of a list this many words are kept. */
  cut: z.number().int().min(1).optional(),
  /** A value the field does not take is left out, where the row would be refused otherwise. */
  optional: z.boolean().default(false),
});
export type Target = z.output<typeof targetSchema>;

const targetsSchema = z
  .union([fieldPath, targetSchema, z.array(z.union([fieldPath, targetSchema])).min(1)])
  .transform((given) =>
    (Array.isArray(given) ? given : [given]).map((one) =>
      typeof one === "string" ? targetSchema.parse({ to: one }) : one,
    ),
  );

/**
 * How the columns of a file become fields of a listing. A column is mapped, ignored, or unknown, and unknown columns are refused,
 * so that nothing is lost silently. Constants fill what the source does not carry; `madeUp` says openly which of them are.
 */
export const importMapSchema = z.strictObject({
  source: z.string().regex(/^[a-z0-9][a-z0-9-]{1,59}$/),
  /** Column with the record's own id there; it may be mapped to a field as well. */
  sourceId: z.string().min(1),
  columns: z.record(z.string(), targetsSchema),
  constants: z.record(fieldPath, z.unknown()).default({}),
  ignore: z.array(z.string()).default([]),
  madeUp: z.string().optional(),
});
export type ImportMap = z.output<typeof importMapSchema>;

/** Used where no map is given: columns are field names already (`title.zh`, `trl`), `id` is the record's own id. */
export const plainMap = (columns: readonly string[]): ImportMap =>
  importMapSchema.parse({
    source: "file",
    sourceId: "id",
    columns: Object.fromEntries(columns.filter((c) => c !== "id" && fieldPath.safeParse(c).success).map((c) => [c, c])),
  });

/** Columns of a row that the map neither uses nor ignores. */
export const unmappedColumns = (row: SourceRow, map: ImportMap): string[] =>
  Object.keys(row).filter((c) => c !== map.sourceId && !Object.hasOwn(map.columns, c) && !map.ignore.includes(c));
