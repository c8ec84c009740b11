import { createHash } from "node:crypto";
import { type Ctx, reading } from "@peony/db";
import type { MemberActor } from "@peony/domain/identity";
import {
  applyMap,
  type ColumnMapping,
  type ImportMap,
  type JudgeFacts,
  judgeRow,
  plainWord,
  type RowProblem,
  rowValues,
  type SourceRow,
} from "@peony/domain/imports";
import { importedListing, type ListingFields } from "@peony/domain/listings";
import { chineseDay } from "@peony/domain/shared";
import { judgeFactsOf, knownBy } from "./import-record.ts";

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

/** A record without a number is the same one in whichever file it stands, as long as it is called the same. */
const sourceIdOf = (fields: ListingFields): string => {
  const { kind, zh = "", en = "", project, registration } = knownBy(fields);
  const words = [zh, en, project ?? "", registration ?? ""].map(plainWord);
  return `as:${createHash("sha256")
    .update(JSON.stringify([kind, words]))
    .digest("hex")
    .slice(0, 32)}`;
};

const bySheet =
  ({ sheet }: SheetMap, facts: JudgeFacts): Judge =>
  ({ line, row, problem }) => {
    const { fields, number, problems, result } = judgeRow(rowValues(row, sheet), facts, problem ?? null);
    if (fields !== null) return { line, sourceId: number ?? sourceIdOf(fields), fields };
    const said = problems.map((p) => `${p.field ?? "row"}: ${p.code}${p.suggest ? `, should be ${p.suggest}` : ""}`);
    return { line, sourceId: number ?? "", reason: `${result} (${said.join("; ")})` };
  };

/** The judge of this file, by what its organisation is called and said before. */
export const judgeOf = (ctx: Ctx, member: MemberActor, { map }: ImportRequest): Promise<Judge> =>
  reading(ctx, async (t) => {
    const judge =
      "sheet" in map
        ? bySheet(map, await judgeFactsOf(t, member.orgId, map.sheet, null))
        : byMap(map, chineseDay(t.now));
    return (row) => (row.problem ? { line: row.line, sourceId: "", reason: `the row is ${row.problem}` } : judge(row));
  });
