import { type Ctx, reading } from "@peony/db";
import type { MemberActor } from "@peony/domain/identity";
import {
  applyMap,
  type ColumnMapping,
  type ImportMap,
  type JudgeFacts,
  judgeRow,
  type RowProblem,
  rowValues,
  type SourceRow,
} from "@peony/domain/imports";
import { importedListing, type ListingFields } from "@peony/domain/listings";
import { chineseDay } from "@peony/domain/shared";
import { judgeFactsOf } from "./import-record.ts";

export type ImportRow = { readonly line: number; readonly row: SourceRow; readonly problem?: RowProblem | null };
/** A sheet with columns of an office, judged as in the browser: a record is known by its number, and none is written over. */
export type SheetMap = { readonly sheet: ColumnMapping };
export type ImportRequest = {
  /** Opens the file from its first row; it is read twice, once to check it whole and once to write. */
  readonly open: () => AsyncIterable<ImportRow>;
  readonly map: ImportMap | SheetMap;
  readonly fileName: string;
  readonly fileSha256: string;
  /** Put on the market at once; for public sample records only. */
  readonly publish: boolean;
  /** Say what would happen, and write nothing. */
  readonly dryRun: boolean;
  /** Hears what was done so far, after each batch. */
  readonly onBatch?: (report: ImportReport) => void;
};

export type RowError = { readonly line: number; readonly sourceId: string; readonly reason: string };

export type ImportReport = {
  read: number;
  created: number;
  updated: number;
  unchanged: number;
  published: number;
  /** Rows that were to be published and stay drafts, because the record lacks something. */
  kept: number;
  /** Rows that were not taken at all. */
  refused: number;
  /** The first hundred reasons of rows kept or refused. */
  errors: RowError[];
};

export type Good = { readonly line: number; readonly sourceId: string; readonly fields: ListingFields };
/** Says of a row what it is; made once for a file. */
export type Judge = (row: ImportRow) => Good | RowError;

/** Source under which rows of an office's sheet are kept. */
export const sheetSource = "sheet";

const byMap =
  (map: ImportMap, today: string): Judge =>
  ({ line, row }) => {
    const { sourceId, fields } = applyMap(row, map, today);
    if (sourceId === "") return { line, sourceId, reason: `${map.sourceId} is empty` };
    const parsed = importedListing.safeParse(fields);
    if (parsed.success) return { line, sourceId, fields: parsed.data };
    return { line, sourceId, reason: parsed.error.issues.map((i) => `${i.path.join(".")}: ${i.message}`).join("; ") };
  };

const bySheet =
  ({ sheet }: SheetMap, facts: JudgeFacts, fileSha256: string): Judge =>
  ({ line, row, problem }) => {
    const { fields, number, problems, result } = judgeRow(rowValues(row, sheet), facts, problem ?? null);
    const sourceId = number ?? `${fileSha256.slice(0, 12)}:${line}`;
    if (fields !== null) return { line, sourceId, fields };
    const said = problems.map((p) => `${p.field ?? "row"}: ${p.code}${p.suggest ? `, should be ${p.suggest}` : ""}`);
    return { line, sourceId, reason: `${result} (${said.join("; ")})` };
  };

/** The judge of this file, by what its organisation is called and said before. */
export const judgeOf = (ctx: Ctx, member: MemberActor, { map, fileSha256 }: ImportRequest): Promise<Judge> =>
  reading(ctx, async (t) => {
    const judge =
      "sheet" in map ? bySheet(map, await judgeFactsOf(t, member.orgId), fileSha256) : byMap(map, chineseDay(t.now));
    return (row) => (row.problem ? { line: row.line, sourceId: "", reason: `the row is ${row.problem}` } : judge(row));
  });
