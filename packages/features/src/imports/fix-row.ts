import { audit, type Ctx, inTransaction, oneOr404, type TxCtx } from "@peony/db";
import { importRows } from "@peony/db/schema";
import {
  type FixRowInput,
  type ImportField,
  isFixable,
  plainWord,
  type RowResult,
  rowValues,
  type TeachImportInput,
} from "@peony/domain/imports";
import { DomainError, type Id } from "@peony/domain/shared";
import { and, eq, gt, sql } from "drizzle-orm";
import { remember } from "./check-import.ts";
import {
  emptyKey,
  type ImportRecord,
  judgeFactsOf,
  judgeRows,
  lockImport,
  mappingOf,
  markTwins,
  openRows,
  type RowRecord,
  twinKeysOf,
} from "./import-record.ts";
import { claimsOn } from "./other-organisations.ts";

const lockFixable = async (t: TxCtx, id: Id<"import">): Promise<ImportRecord> => {
  const record = await lockImport(t, id);
  if (!isFixable(record.state)) throw new DomainError("imports/transition", `${id} is ${record.state}`);
  return record;
};

/** A row that is not a draft yet. @throws DomainError not-found, imports/transition */
const openRow = async (t: TxCtx, record: ImportRecord, line: number): Promise<RowRecord> => {
  const row = oneOr404(
    await t.tx
      .select()
      .from(importRows)
      .where(and(eq(importRows.importId, record.id), eq(importRows.line, line))),
    `${record.id}:${line}`,
  );
  if (row.listingId !== null) throw new DomainError("imports/transition", `${record.id}:${line} is a draft already`);
  return row;
};

/** Only what differs from the sheet is kept, so that a value typed back is the sheet's own again. */
const overSheet = (record: ImportRecord, row: RowRecord, values: FixRowInput["values"]): RowRecord["fixed"] => {
  const sheet = rowValues(row.cells, mappingOf(record));
  const fixed: Partial<Record<ImportField, string>> = { ...row.fixed };
  for (const [field, value] of Object.entries(values) as [ImportField, string][]) {
    if ((sheet[field] ?? "") === value.trim()) delete fixed[field];
    else fixed[field] = value.trim();
  }
  return fixed;
};

/**
 * Puts other values in the place of a row's and judges it at once, and those whose number it had or has now. A row without a
 * number that is called like one that is there may be said to be another one.
 * @throws DomainError not-found, imports/transition where the row is a draft or the import does not stand still
 */
export const fixImportRow = (ctx: Ctx, input: FixRowInput): Promise<{ result: RowResult }> =>
  inTransaction(ctx, async (t) => {
    const record = await lockFixable(t, input.id);
    const row = await openRow(t, record, input.line);
    const fixed = overSheet(record, row, input.values);
    const where = and(eq(importRows.importId, record.id), eq(importRows.line, row.line));
    // a row that could not be read is read anew from what was typed
    const unread = row.unread !== null && Object.keys(fixed).length > 0 ? null : row.unread;
    // another thing than the one that is there, as long as the row says what it said
    const another = input.another ?? (Object.keys(input.values).length === 0 && row.another);
    await t.tx.update(importRows).set({ fixed, unread, another }).where(where);
    await judgeRows(
      t,
      record,
      [{ ...row, fixed, unread }],
      await judgeFactsOf(t, record.orgId, mappingOf(record), record.id),
    );
    const judged = await t.tx
      .select({ number: importRows.number, twinKey: importRows.twinKey })
      .from(importRows)
      .where(where);
    const touched = twinKeysOf([row, ...judged]);
    if (touched.length > 0) await markTwins(t, record, touched);
    await audit(t, {
      chain: record.orgId,
      action: "import.fix",
      object: record.id,
      payload: { line: row.line, changed: Object.keys(fixed), ...(input.another ? { another: true } : {}) },
    });
    const [now] = await t.tx.select({ result: importRows.result }).from(importRows).where(where);
    return { result: now?.result ?? "unjudged" };
  });

/**
 * Whether the organisation may call this applicant itself. A name that a verified organisation bears is that organisation's; one that
 * bears no stamp yet may be taken, once somebody saw whose it is and said why.
 * @throws DomainError imports/other-organisation; invalid at `reason`
 */
const requireClaim = async (t: TxCtx, record: ImportRecord, applicant: string, reason: string): Promise<void> => {
  const { others, taken } = (await claimsOn(t, record.orgId, [applicant]))(applicant);
  const name = others.map((o) => o.name).join(" / ");
  if (taken) throw new DomainError("imports/other-organisation", `${name} is another's`, { args: { name } });
  if (others.length > 0 && reason === "")
    throw new DomainError("invalid", `${name} is another's`, {
      fields: { reason: { code: "import-other-organisation", args: { name } } },
    });
};

/** What the check says of a cell that is to be taught, by whether something stands there. */
const problemCodes = {
  applicant: { said: "import-not-ours", empty: "import-no-applicant" },
  status: { said: "import-unknown-status", empty: "import-no-status" },
} as const;

const taughtAtOnce = 1_000;

/** Judges every open row with this problem again. */
const rejudge = async (t: TxCtx, record: ImportRecord, code: string): Promise<number> => {
  const facts = await judgeFactsOf(t, record.orgId, mappingOf(record), record.id);
  const has = sql`${importRows.problems} @> ${JSON.stringify([{ code }])}::jsonb`;
  let after = 0;
  let total = 0;
  for (;;) {
    const rows = await openRows(t, record.id, sql`${has} and ${gt(importRows.line, after)}`, taughtAtOnce);
    await judgeRows(t, record, rows, facts);
    total += rows.length;
    after = rows.at(-1)?.line ?? after;
    if (rows.length < taughtAtOnce) break;
  }
  await markTwins(t, record);
  return total;
};

/**
 * Says once for all rows like this one that an applicant is the organisation itself, or what a status word means, and remembers it
 * for the next sheet; what an empty cell means is said for this sheet only. Returns how many rows were judged again.
 * @throws DomainError not-found, imports/transition, imports/other-organisation
 */
export const teachImport = (ctx: Ctx, input: TeachImportInput): Promise<{ rows: number }> =>
  inTransaction(ctx, async (t) => {
    const record = await lockFixable(t, input.id);
    const row = await openRow(t, record, input.line);
    const values = rowValues(row.cells, mappingOf(record), row.fixed);
    const word = (input.kind === "applicant" ? values.applicant : values.legal_status) ?? "";
    // an empty cell means the same in the whole column of this sheet, and nothing in the next one
    const empty = word.trim() === "";
    if (!empty && plainWord(word) === "") throw new DomainError("invalid", `row ${row.line} has no ${input.kind}`);
    const reason = (input.kind === "applicant" && input.reason) || "";
    if (input.kind === "applicant" && !empty) await requireClaim(t, record, word, reason);
    const key = empty ? emptyKey(record.id) : plainWord(word);
    await remember(t, record.orgId, input.kind, key, input.kind === "status" ? input.status : empty || word);
    const rows = await rejudge(t, record, problemCodes[input.kind][empty ? "empty" : "said"]);
    await audit(t, {
      chain: record.orgId,
      action: "import.teach",
      object: record.id,
      payload: { kind: input.kind, word, rows, ...(reason ? { reason } : {}) },
    });
    return { rows };
  });
