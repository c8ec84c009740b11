import { type Ctx, oneOr404, reading, type TxCtx } from "@peony/db";
import { importRows, imports } from "@peony/db/schema";
import { officerRoles, requireMember } from "@peony/domain/identity";
import {
  type ColumnMapping,
  cellText,
  type ImportField,
  importFields,
  type RowResult,
  redResults,
  rowResults,
  rowValues,
  unusedColumns,
} from "@peony/domain/imports";
import type { Id } from "@peony/domain/shared";
import { and, count, desc, eq, gt, inArray, ne, or, sql } from "drizzle-orm";
import { type ImportRecord, mappingOf, type RowRecord } from "./import-record.ts";
import { type Claim, claimsOn } from "./other-organisations.ts";
import { madeByImport } from "./undo-import.ts";

const ownImport = async (t: TxCtx, id: Id<"import">): Promise<ImportRecord> => {
  const { orgId } = requireMember(t.actor, officerRoles);
  return oneOr404(
    await t.tx
      .select()
      .from(imports)
      .where(and(eq(imports.id, id), eq(imports.orgId, orgId))),
    id,
  );
};

export type ImportView = Pick<
  ImportRecord,
  | "id"
  | "fileName"
  | "state"
  | "total"
  | "read"
  | "wanted"
  | "created"
  | "removed"
  | "fault"
  | "faultArgs"
  | "createdAt"
  | "finishedAt"
> & {
  /** Rows by what the check said of them. */
  readonly counts: Readonly<Record<RowResult, number>>;
  /** Rows per second of the present phase, and how many seconds are left at that rate; null where it does not run or has not begun. */
  readonly rate: number | null;
  readonly secondsLeft: number | null;
};

const noCounts = (): Record<RowResult, number> =>
  Object.fromEntries(rowResults.map((r) => [r, 0])) as Record<RowResult, number>;

/** How fast the phase goes, by the database's clock. */
const pace = (row: ImportRecord, now: Date): Pick<ImportView, "rate" | "secondsLeft"> => {
  const running = row.state === "mapped" || row.state === "importing";
  const [done, all] = row.state === "mapped" ? [row.read, row.total ?? 0] : [row.created, row.wanted];
  const seconds = row.phaseAt === null ? 0 : (now.getTime() - row.phaseAt.getTime()) / 1000;
  const moved = done - row.phaseFrom;
  if (!running || seconds <= 0 || moved <= 0) return { rate: null, secondsLeft: null };
  const rate = moved / seconds;
  return { rate: Math.round(rate), secondsLeft: Math.ceil((all - done) / rate) };
};

const viewOf = (row: ImportRecord, counts: Record<RowResult, number>, now: Date): ImportView => {
  const { id, fileName, state, total, read, wanted, created, removed, fault, faultArgs, createdAt, finishedAt } = row;
  const plain = { id, fileName, state, total, read, wanted, created, removed, fault, faultArgs, createdAt, finishedAt };
  return { ...plain, counts, ...pace(row, now) };
};

const countsOf = async (
  t: TxCtx,
  ids: readonly Id<"import">[],
): Promise<ReadonlyMap<string, Record<RowResult, number>>> => {
  const counts = new Map(ids.map((id) => [id as string, noCounts()]));
  if (ids.length === 0) return counts;
  const rows = await t.tx
    .select({ id: importRows.importId, result: importRows.result, n: count() })
    .from(importRows)
    .where(inArray(importRows.importId, [...ids]))
    .groupBy(importRows.importId, importRows.result);
  for (const { id, result, n } of rows) (counts.get(id) ?? noCounts())[result] = n;
  return counts;
};

/** The organisation's last imports, newest first; what was put away before it made anything is over. */
export const listImports = (ctx: Ctx, limit = 20): Promise<ImportView[]> =>
  reading(ctx, async (t) => {
    const { orgId } = requireMember(t.actor, officerRoles);
    const rows = await t.tx
      .select()
      .from(imports)
      .where(and(eq(imports.orgId, orgId), or(ne(imports.state, "undone"), gt(imports.created, 0))))
      .orderBy(desc(imports.createdAt))
      .limit(limit);
    const counts = await countsOf(
      t,
      rows.map((r) => r.id),
    );
    return rows.map((row) => viewOf(row, counts.get(row.id) ?? noCounts(), t.now));
  });

const previewRows = 5;

/** One import with its columns, the mapping in use or suggested, the first rows as they would be read, and what it made. */
export const readImport = (ctx: Ctx, id: Id<"import">) =>
  reading(ctx, async (t) => {
    const row = await ownImport(t, id);
    const counts = (await countsOf(t, [id])).get(id) ?? noCounts();
    const mapping: ColumnMapping = mappingOf(row);
    const first = await t.tx
      .select()
      .from(importRows)
      .where(eq(importRows.importId, id))
      .orderBy(importRows.line)
      .limit(previewRows);
    return {
      ...viewOf(row, counts, t.now),
      headers: row.headers,
      mapping,
      unused: unusedColumns(row.headers, mapping),
      preview: first.map(({ line, cells, fixed }) => ({ line, values: rowValues(cells, mapping, fixed) })),
      made: row.state === "undone" ? await madeByImport(t, id) : [],
    };
  });
export type ImportPage = Awaited<ReturnType<typeof readImport>>;

export type ImportRowView = Pick<RowRecord, "line" | "result" | "problems" | "twinLine" | "twinId" | "listingId"> & {
  readonly values: Readonly<Partial<Record<ImportField, string>>>;
  readonly fixed: readonly ImportField[];
  /** Where the applicant is not the organisation: what stands against calling it so. */
  readonly claim: Claim | null;
};

const rowViewOf = (row: RowRecord, mapping: ColumnMapping): ImportRowView => {
  const { line, result, problems, twinLine, twinId, listingId } = row;
  const fixed = importFields.filter((field) => row.fixed[field] !== undefined);
  return {
    line,
    result,
    problems,
    twinLine,
    twinId,
    listingId,
    values: rowValues(row.cells, mapping, row.fixed),
    fixed,
    claim: null,
  };
};

/** Says of rows with a stranger's name whose it is. */
const withClaims = async (
  t: TxCtx,
  orgId: Id<"organisation">,
  rows: readonly ImportRowView[],
): Promise<ImportRowView[]> => {
  const strange = (row: ImportRowView): boolean => row.problems.some((p) => p.field === "applicant");
  const claimOn = await claimsOn(
    t,
    orgId,
    rows.filter(strange).map((row) => row.values.applicant ?? ""),
  );
  return rows.map((row) => (strange(row) ? { ...row, claim: claimOn(row.values.applicant ?? "") } : row));
};

type RowsInput = {
  readonly id: Id<"import">;
  readonly results?: readonly RowResult[];
  readonly after?: number;
  readonly limit?: number;
};

/** Rows in the order of the sheet, those with one of `results` where named, after a line. */
export const readImportRows = (ctx: Ctx, { id, results, after = 0, limit = 50 }: RowsInput) =>
  reading(ctx, async (t) => {
    const record = await ownImport(t, id);
    const rows = await t.tx
      .select()
      .from(importRows)
      .where(
        and(
          eq(importRows.importId, id),
          gt(importRows.line, after),
          results && results.length > 0 ? inArray(importRows.result, [...results]) : sql`true`,
        ),
      )
      .orderBy(importRows.line)
      .limit(limit + 1);
    const mapping = mappingOf(record);
    const shown = await withClaims(
      t,
      record.orgId,
      rows.slice(0, limit).map((row) => rowViewOf(row, mapping)),
    );
    return { rows: shown, next: rows.length > limit ? (shown.at(-1)?.line ?? null) : null };
  });

/** A row that is not imported, with the sheet's own columns as they stand now. */
export type ErrorRow = ImportRowView & { readonly columns: readonly string[] };

/**
 * Rows to mend with the values that count now under the sheet's own column names, for a file that can be mended and sent again.
 * Read in pages, so that a long sheet is not held at once.
 */
export async function* errorRows(ctx: Ctx, id: Id<"import">, headers: readonly string[]): AsyncGenerator<ErrorRow> {
  for (let after: number | null = 0; after !== null; ) {
    const from: number = after;
    const page = await reading(ctx, async (t) => {
      const mapping = mappingOf(await ownImport(t, id));
      const fieldOf = new Map(Object.entries(mapping).map(([field, column]) => [column, field as ImportField]));
      const rows = await t.tx
        .select()
        .from(importRows)
        .where(and(eq(importRows.importId, id), gt(importRows.line, from), inArray(importRows.result, [...redResults])))
        .orderBy(importRows.line)
        .limit(1_000);
      return rows.map((row) => {
        const view = rowViewOf(row, mapping);
        const columns = headers.map((header) => {
          const field = fieldOf.get(header);
          return field === undefined ? cellText(row.cells[header]) : (view.values[field] ?? "");
        });
        return { ...view, columns };
      });
    });
    yield* page;
    after = page.length === 1_000 ? (page.at(-1)?.line ?? null) : null;
  }
}
