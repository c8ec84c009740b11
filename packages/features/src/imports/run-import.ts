import { audit, type Ctx, inTransaction, type TxCtx } from "@peony/db";
import { importRows, imports } from "@peony/db/schema";
import { officerRoles } from "@peony/domain/identity";
import type { ImportIdInput } from "@peony/domain/imports";
import { DomainError, type Id } from "@peony/domain/shared";
import { and, count, eq, isNull, sql } from "drizzle-orm";
import { orgNameOf } from "../listings/index.ts";
import { membersWith, tell } from "../shared/index.ts";
import { checkSome } from "./check-import.ts";
import {
  type ImportRecord,
  judgeFactsOf,
  judgeRows,
  judgeStored,
  lockImport,
  mappingOf,
  markTwins,
  openRows,
  type RowRecord,
  stepImport,
  twinKeysOf,
} from "./import-record.ts";
import { insertListings, listingColumns, type NewListing, newListingIds } from "./new-listings.ts";
import { lockImportsOf } from "./rows.ts";

/**
 * Lets the good rows become drafts; also goes on with what was stopped, and with rows that were mended after the end.
 * @throws DomainError imports/transition, imports/nothing-good
 */
export const startImport = (ctx: Ctx, { id }: ImportIdInput): Promise<void> =>
  inTransaction(ctx, async (t) => {
    const row = await lockImport(t, id);
    const [good] = await t.tx
      .select({ n: count() })
      .from(importRows)
      .where(and(eq(importRows.importId, id), eq(importRows.result, "ok"), isNull(importRows.listingId)));
    const { created } = row;
    const wanted = created + (good?.n ?? 0);
    await stepImport(t, row, "start", { wanted, phaseAt: t.now, phaseFrom: created, finishedAt: null }, { wanted });
    if (wanted === created) throw new DomainError("imports/nothing-good", `${id} has no good row left`);
  });

/** Stops after the batch that is being written; nothing is lost and it can go on. @throws DomainError imports/transition */
export const stopImport = (ctx: Ctx, { id }: ImportIdInput): Promise<void> =>
  inTransaction(ctx, async (t) => {
    const row = await lockImport(t, id);
    await stepImport(t, row, "stop", {}, { created: row.created });
  });

/** Places at which a proof lets the process die: inside the transaction of a batch, and right after it. */
export type WorkStep = "checked" | "inserted" | "marked" | "counted" | "committed";
export type AtStep = (step: WorkStep) => void;

/** Good rows of a batch as new drafts; a row that is not good any more under what is remembered now is only judged again. */
const draftsOf = async (
  t: TxCtx,
  record: ImportRecord,
  rows: readonly RowRecord[],
): Promise<{ line: number; draft: NewListing }[]> => {
  const facts = await judgeFactsOf(t, record.orgId, mappingOf(record), record.id);
  const mapping = mappingOf(record);
  const orgName = await orgNameOf(t, record.orgId);
  const ids = newListingIds(t, rows.length);
  const drafts: { line: number; draft: NewListing }[] = [];
  const spoilt: RowRecord[] = [];
  for (const [i, row] of rows.entries()) {
    const { fields } = judgeStored(row, mapping, facts);
    if (fields === null) spoilt.push(row);
    else
      drafts.push({
        line: row.line,
        draft: {
          ...listingColumns(fields, orgName),
          ...{ id: ids[i] ?? t.newId("listing"), orgId: record.orgId, importId: record.id, state: "draft" },
          ...{ source: null, sourceId: null, publishedAt: null, refreshedOn: null, createdBy: record.createdBy },
        },
      });
  }
  await judgeRows(t, record, spoilt, facts);
  return drafts;
};

/** From this many rows on somebody has probably left the page. */
const toldFrom = 2_000;

/** Tells who began a long import that it has ended. */
const tellOfEnd = async (t: TxCtx, record: ImportRecord): Promise<void> => {
  const created = record.created - record.phaseFrom;
  if (t.actor.kind !== "system" || created < toldFrom) return;
  const person = (await membersWith(t, record.orgId, officerRoles)).find((m) => m.userId === record.createdBy);
  if (!person) return;
  await tell(t, person, {
    orgId: record.orgId,
    kind: "import-done",
    urgency: "changed",
    href: `/import/${record.id}`,
    args: { file: record.fileName, created: String(created) },
    fact: `import-done:${record.id}:${record.created}`,
  });
};

/** Writes the next good rows of a locked import: drafts, their mark at the rows, and the count, all in this transaction. True while rows are left. */
const writeSome = async (t: TxCtx, id: Id<"import">, rowsAtOnce: number, at: AtStep): Promise<boolean> => {
  const record = await lockImport(t, id);
  if (record.state !== "importing") return false;
  await lockImportsOf(t, record.orgId);
  const good = sql`${importRows.result} = 'ok'`;
  const waiting = await openRows(t, id, good, rowsAtOnce);
  if (waiting.length === 0) {
    await stepImport(t, record, "finish", { finishedAt: t.now, wanted: record.created }, { created: record.created });
    await tellOfEnd(t, record);
    return false;
  }
  await markTwins(t, record, twinKeysOf(waiting));
  const rows = (await openRows(t, id, good, rowsAtOnce)).filter((row) => row.line <= (waiting.at(-1)?.line ?? 0));
  const drafts = await draftsOf(t, record, rows);
  await insertListings(
    t,
    drafts.map(({ draft }) => draft),
  );
  at("inserted");
  const marks = drafts.map(({ line, draft }) => ({ line, id: draft.id }));
  await t.tx.execute(sql`
    update import_rows r set listing_id = m.id
    from jsonb_to_recordset(${JSON.stringify(marks)}::jsonb) as m(line int, id text)
    where r.import_id = ${id} and r.line = m.line`);
  at("marked");
  await t.tx
    .update(imports)
    .set({ created: record.created + drafts.length })
    .where(eq(imports.id, id));
  await audit(t, { chain: record.orgId, action: "import.batch", object: id, payload: { created: drafts.length } });
  at("counted");
  return true;
};

export type Work = {
  /** How long to go on beginning batches, in milliseconds. */
  readonly forMs?: number;
  /** Rows of a batch; small in proofs. */
  readonly rowsAtOnce?: number;
  readonly at?: AtStep;
};

const nothing = (): void => undefined;

/**
 * Does what an import waits for, batch by batch, each in a transaction of its own: judging its rows, or writing the good ones. May be
 * called at any time, repeated, by several at once and after a crash: whoever comes finds what is left. Returns false where more is
 * left than the time allowed.
 */
export const workImport = async (
  ctx: Ctx,
  id: Id<"import">,
  { forMs = 20_000, rowsAtOnce = 500, at = nothing }: Work = {},
): Promise<boolean> => {
  const until = performance.now() + forMs;
  for (;;) {
    const more = await inTransaction(ctx, async (t) => {
      const checking = await checkSome(t, id, rowsAtOnce);
      if (checking) at("checked");
      return checking || writeSome(t, id, rowsAtOnce, at);
    });
    at("committed");
    if (!more) return true;
    if (performance.now() >= until) return false;
  }
};
