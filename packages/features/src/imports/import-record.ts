import { audit, emit, oneOr404, type TxCtx } from "@peony/db";
import { importMemories, importRows, imports, organisations } from "@peony/db/schema";
import { officerRoles, requireMember } from "@peony/domain/identity";
import {
  type ColumnMapping,
  type ImportEvent,
  type ImportState,
  importMachine,
  isImportField,
  type JudgeFacts,
  judgeRow,
  plainWord,
  type RowProblem,
  rowValues,
} from "@peony/domain/imports";
import type { LegalStatus, ListingFields } from "@peony/domain/listings";
import { chineseDay, DomainError, type Id, nextState } from "@peony/domain/shared";
import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { claimsOn } from "./other-organisations.ts";

export type ImportRecord = typeof imports.$inferSelect;
export type RowRecord = typeof importRows.$inferSelect;

/** The import, locked: an officer's own, or any for the worker. Everything that moves an import queues here. */
export const lockImport = async (t: TxCtx, id: Id<"import">): Promise<ImportRecord> => {
  const own = t.actor.kind === "system" ? undefined : eq(imports.orgId, requireMember(t.actor, officerRoles).orgId);
  return oneOr404(
    await t.tx
      .select()
      .from(imports)
      .where(and(eq(imports.id, id), own))
      .for("update"),
    id,
  );
};

/** What the worker has to do with an import in this state. */
const working: readonly ImportState[] = ["mapped", "importing"];

/** Moves a locked import by the table, with its audit row; where there is work to do the worker is told. */
export const stepImport = async (
  t: TxCtx,
  row: ImportRecord,
  event: ImportEvent,
  extra: Partial<typeof imports.$inferInsert> = {},
  note: Readonly<Record<string, string | number>> = {},
): Promise<void> => {
  const role = t.actor.kind === "system" ? "system" : "officer";
  const to = nextState(importMachine, "imports/transition", row.state, event, role);
  const moved = await t.tx
    .update(imports)
    .set({ ...extra, state: to })
    .where(and(eq(imports.id, row.id), eq(imports.state, row.state)))
    .returning({ id: imports.id });
  if (moved.length === 0) throw new DomainError("conflict", `${row.id} left ${row.state}`);
  await audit(t, {
    chain: row.orgId,
    action: `import.${event}`,
    object: row.id,
    payload: { from: row.state, to, ...note },
  });
  if (working.includes(to)) await emit(t.tx, "import.changed", { importId: row.id });
};

/** Field → column, as it is stored with the import. */
export const mappingOf = (row: ImportRecord): ColumnMapping =>
  Object.fromEntries(
    Object.entries(row.map).flatMap(([field, column]) =>
      isImportField(field) && typeof column === "string" ? [[field, column]] : [],
    ),
  );

const isStatus = (value: unknown): value is LegalStatus => typeof value === "string";

/** Under which key it is remembered what an empty cell means: of one import, since the next sheet leaves other things out. No word has a space. */
export const emptyKey = (id: Id<"import">): string => `empty ${id}`;

/**
 * What the organisation's rows are judged against: its names, what it said of its own words before, and what it said of the empty cells
 * of this sheet. A sheet without a column of applicants or of statuses is not asked for them.
 * @param importId null where nobody can be asked
 */
export const judgeFactsOf = async (
  t: TxCtx,
  orgId: Id<"organisation">,
  mapping: ColumnMapping,
  importId: Id<"import"> | null,
): Promise<JudgeFacts> => {
  const [o] = await t.tx
    .select({ zh: organisations.nameZh, en: organisations.nameEn, short: organisations.shortZh })
    .from(organisations)
    .where(eq(organisations.id, orgId));
  const memories = await t.tx
    .select({ kind: importMemories.kind, key: importMemories.key, value: importMemories.value })
    .from(importMemories)
    .where(and(eq(importMemories.orgId, orgId), inArray(importMemories.kind, ["applicant", "status"])));
  const names = [o?.zh, o?.en, o?.short].map((name) => plainWord(name ?? "")).filter(Boolean);
  const called = memories.flatMap((m) => (m.kind === "applicant" && typeof m.value === "string" ? [m.value] : []));
  // whose name it is may have shown only after it was called the own one
  const claimOn = await claimsOn(t, orgId, called);
  const own = called.filter((applicant) => !claimOn(applicant).taken).map(plainWord);
  const saidOfEmpty = (kind: "applicant" | "status"): unknown =>
    importId && memories.find((m) => m.kind === kind && m.key === emptyKey(importId))?.value;
  const status = saidOfEmpty("status");
  return {
    empty: {
      applicant: mapping.applicant === undefined || saidOfEmpty("applicant") === true ? "ours" : "ask",
      status: isStatus(status) ? status : mapping.legal_status === undefined ? "unknown" : "ask",
    },
    ownNames: new Set([...names, ...own]),
    statusWords: new Map(
      memories.flatMap((m) => (m.kind === "status" && isStatus(m.value) ? [[m.key, m.value] as const] : [])),
    ),
    thisYear: Number(chineseDay(t.now).slice(0, 4)),
  };
};

export const judgeStored = (
  row: Pick<RowRecord, "cells" | "fixed" | "unread">,
  mapping: ColumnMapping,
  facts: JudgeFacts,
) => judgeRow(rowValues(row.cells, mapping, row.fixed), facts, row.unread as RowProblem | null);

type KnownBy = Partial<Record<"kind" | "zh" | "en", string>> &
  Partial<Record<"project" | "registration", string | null>>;

/** What tells a result without a number from another: see `listing_twin_key` in the database. Empty where there is a number. */
export const knownBy = (fields: ListingFields | null): KnownBy =>
  fields === null || fields.number !== null
    ? {}
    : {
        ...{ kind: fields.assetKind, zh: fields.title.zh, en: fields.title.en },
        ...{ project: fields.projectNo, registration: fields.registrationNo },
      };

/** Judges rows again and stores what came out; numbers and keys are compared in a step of their own. */
export const judgeRows = async (
  t: TxCtx,
  record: ImportRecord,
  rows: readonly RowRecord[],
  facts: JudgeFacts,
): Promise<void> => {
  if (rows.length === 0) return;
  const mapping = mappingOf(record);
  const judged = rows.map((row) => {
    const { result, problems, number, fields } = judgeStored(row, mapping, facts);
    return { line: row.line, result, problems, number, ...knownBy(fields) };
  });
  await t.tx.execute(sql`
    update import_rows r set result = j.result, problems = j.problems, number = j.number,
      twin_key = case when j.kind is not null then listing_twin_key(j.kind, j.zh, j.en, j.project, j.registration) end
    from jsonb_to_recordset(${JSON.stringify(judged)}::jsonb) as j(line int, result text, problems jsonb, number text,
      kind text, zh text, en text, project text, registration text)
    where r.import_id = ${record.id} and r.line = j.line`);
};

/** Numbers and keys by which rows are found twice. */
export const twinKeysOf = (rows: readonly Pick<RowRecord, "number" | "twinKey">[]): string[] =>
  rows.flatMap((row) => row.number ?? row.twinKey ?? []);

/**
 * Says of each row that is not written yet whether its number, or what stands for it where there is none, stands in an earlier row or
 * belongs to a listing the organisation has. What an officer calls another one is another one.
 * @param keys only rows with one of these numbers or keys; all rows where it is left out
 */
export const markTwins = async (t: TxCtx, record: ImportRecord, keys?: readonly string[]): Promise<void> => {
  const among = (column: SQL): SQL =>
    keys === undefined ? sql`${column} is not null` : sql`${column} = any(${sql.param([...keys])}::text[])`;
  const ownKey = sql`listing_twin_key(asset_kind, title_zh, title_en, project_no, registration_no)`;
  await t.tx.execute(sql`
    with own as (
      select number as key, min(id) as id from listings where org_id = ${record.orgId} and ${among(sql`number`)} group by 1
      union all
      select ${ownKey}, min(id) from listings where org_id = ${record.orgId} and number is null and ${among(ownKey)} group by 1
    ), looked as (
      select line, coalesce(number, twin_key) as key, another and number is null as another, problems, result, listing_id,
        min(line) over (partition by coalesce(number, twin_key)) as first
      from import_rows where import_id = ${record.id} and (${among(sql`number`)} or ${among(sql`twin_key`)})
    ), judged as (
      select k.line, nullif(k.first, k.line) as twin_line, own.id as twin_id,
        case when k.problems <> '[]' then k.result
          when k.another or (k.first = k.line and own.id is null) then 'ok' else 'duplicate' end as result
      from looked k left join own on own.key = k.key
      where k.listing_id is null
    )
    update import_rows r set twin_line = j.twin_line, twin_id = j.twin_id, result = j.result
    from judged j
    where r.import_id = ${record.id} and r.line = j.line
      and (r.twin_line, r.twin_id, r.result) is distinct from (j.twin_line, j.twin_id, j.result)`);
};

/** Rows of this import that are not written and fulfil `which`, in their order. */
export const openRows = (
  t: TxCtx,
  id: Id<"import">,
  which: ReturnType<typeof sql>,
  limit: number,
): Promise<RowRecord[]> =>
  t.tx
    .select()
    .from(importRows)
    .where(and(eq(importRows.importId, id), isNull(importRows.listingId), which))
    .orderBy(importRows.line)
    .limit(limit);
