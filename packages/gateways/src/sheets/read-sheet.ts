import {
  type SheetBatch,
  SheetFault,
  type SheetFaultCode,
  type SheetKind,
  type SheetLimits,
  type SheetRow,
  type SheetSource,
  sheetKindOf,
  strangerSheetLimits,
} from "@peony/domain/imports";
import { type RawBatch, rawBatches } from "./raw-batches.ts";
import { SheetStop } from "./stop.ts";
import type { RawRow } from "./table.ts";

/** Values by column name in an object without prototype, so that a column may have any name. */
const valuesOf = (headers: readonly string[], values: RawRow[2]): SheetRow["row"] => {
  const row = Object.create(null) as Record<string, unknown>;
  if (Array.isArray(values)) for (let i = 0; i < values.length; i += 1) row[headers[i] ?? ""] = values[i];
  else for (const [name, value] of Object.entries(values)) row[name] = value;
  return row;
};

/** Keys of the first rows, in the order in which they come. */
const keysOf = (rows: readonly RawRow[]): string[] => [...new Set(rows.flatMap(([, , values]) => Object.keys(values)))];

/** Makes batches of the port out of raw ones, in the order in which they come. */
export const batchMaker = (kind: SheetKind): ((raw: RawBatch) => SheetBatch) => {
  let keys: readonly string[] | null = null;
  return ({ headers, rows, bytesRead, bytesTotal }) => {
    if (kind === "json" || kind === "jsonl") keys ??= keysOf(rows);
    return {
      headers: keys ?? headers,
      rows: rows.map(([line, problem, values]) => ({
        line,
        problem,
        row: valuesOf(headers, problem === null ? values : []),
      })),
      bytesRead,
      bytesTotal,
    };
  };
};

/** The domain's fault of what stopped a reading. */
export const faultOf = (fault: SheetFaultCode, detail: string, args: SheetFault["data"]["args"]): SheetFault =>
  new SheetFault(fault, detail, args);

/**
 * Reads a sheet within this process: for files an operator vouches for. Files of strangers are read by `readSheetInChild`. Limits count in
 * both. A value is a piece of a larger text in memory; whoever keeps many values for long copies them.
 */
export async function* readSheet(
  source: SheetSource,
  limits: SheetLimits = strangerSheetLimits,
): AsyncGenerator<SheetBatch> {
  const kind = sheetKindOf(source.name);
  const batchOf = batchMaker(kind);
  try {
    for await (const raw of rawBatches({ path: source.path, kind, limits })) yield batchOf(raw);
  } catch (e) {
    if (e instanceof SheetStop) throw faultOf(e.fault, e.message, e.args);
    throw e;
  }
}
