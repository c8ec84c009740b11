import { z } from "zod";
import { importedListing } from "../listings/index.ts";

type Tree = { [key: string]: unknown };
/** A record as a file gives it: column names and their values. */
export type SourceRow = Readonly<Record<string, unknown>>;

/**
 * How the columns of a file become fields of a listing. A column is mapped, ignored, or unknown, and unknown columns are refused,
 * so that nothing is lost silently. Constants fill what the source does not carry; `madeUp` says openly which of them are.
 */
export const importMapSchema = z.strictObject({
  source: z.string().regex(/^[a-z0-9][a-z0-9-]{1,59}$/),
  /** Column with the record's own id there. */
  sourceId: z.string().min(1),
  columns: z.record(z.string(), z.string().regex(/^[a-zA-Z]+(\.(zh|en|\d+))*$/)),
  constants: z.record(z.string(), z.unknown()).default({}),
  /** Value of a mapped column → value of the field: `{"legalStatus": {"Issued": "granted"}}`. */
  values: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  /** Fields cut to this many characters, where a source is longer than a listing takes. */
  cut: z.record(z.string(), z.number().int().min(1)).default({}),
  ignore: z.array(z.string()).default([]),
  madeUp: z.string().optional(),
});
export type ImportMap = z.output<typeof importMapSchema>;

/** Used where no map is given: columns are field names already (`title.zh`, `trl`), `id` is the record's own id. */
export const plainMap = (columns: readonly string[]): ImportMap =>
  importMapSchema.parse({
    source: "file",
    sourceId: "id",
    columns: Object.fromEntries(
      columns.filter((c) => c !== "id" && fieldNames.has(c.split(".")[0] ?? "")).map((c) => [c, c]),
    ),
  });

const fieldNames = new Set(Object.keys(importedListing.shape));

/** Columns of a row that the map neither uses nor ignores. */
export const unmappedColumns = (row: SourceRow, map: ImportMap): string[] =>
  Object.keys(row).filter((c) => c !== map.sourceId && map.columns[c] === undefined && !map.ignore.includes(c));

const put = (root: Tree, path: readonly string[], value: unknown): void => {
  const [key = "", ...rest] = path;
  if (rest.length === 0) {
    root[key] = value;
    return;
  }
  if (typeof root[key] !== "object" || root[key] === null) root[key] = /^\d+$/.test(rest[0] ?? "") ? [] : {};
  put(root[key] as Tree, rest, value);
};

const numeric = new Set(["trl"]);
const listed = new Set(["keywordsZh", "keywordsEn", "ipc", "rights"]);

const fieldValue = (column: string, field: string, raw: unknown, map: ImportMap): unknown => {
  const text = raw === null || raw === undefined ? "" : raw;
  const replaced =
    typeof text === "string" || typeof text === "number" ? map.values[column]?.[String(text)] : undefined;
  if (replaced !== undefined) return replaced;
  const name = field.split(".")[0] ?? "";
  if (numeric.has(name) && typeof text === "string") return text.trim() === "" ? null : Number(text);
  if (listed.has(name))
    return (Array.isArray(text) ? text.map(String) : String(text).split(/[,，、;；|]/))
      .map((s) => s.trim())
      .filter(Boolean);
  const cut = map.cut[field];
  return cut && typeof text === "string" ? [...text].slice(0, cut).join("") : text;
};

export type Applied = { readonly sourceId: string; readonly fields: unknown };

/** The fields a row gives, still to be checked by the listing's schema. Constants come first, the row's own values over them. */
export const applyMap = (row: SourceRow, map: ImportMap): Applied => {
  const fields: Tree = structuredClone(map.constants);
  for (const [column, field] of Object.entries(map.columns)) {
    const value = fieldValue(column, field, row[column], map);
    if (value === "" || value === undefined) continue;
    put(fields, field.split("."), value);
  }
  return { sourceId: String(row[map.sourceId] ?? ""), fields };
};
