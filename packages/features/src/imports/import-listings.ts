import { audit, type Ctx, emit, inTransaction, type TxCtx } from "@peony/db";
import { imports } from "@peony/db/schema";
import { type MemberActor, officerRoles, requireMember, requireVerified } from "@peony/domain/identity";
import { applyMap, type ImportMap, type SourceRow, unmappedColumns } from "@peony/domain/imports";
import { importedListing, type ListingFields } from "@peony/domain/listings";
import { DomainError, type Id } from "@peony/domain/shared";
import { eq } from "drizzle-orm";
import { orgNameOf } from "../listings/index.ts";
import { type Change, changeFor, insertListings, knownListings, saveImported } from "./rows.ts";

export type ImportRow = { readonly line: number; readonly row: SourceRow };
export type ImportRequest = {
  /** Opens the file from its first row; it is read twice, once to check the columns and once to write. */
  readonly open: () => AsyncIterable<ImportRow>;
  readonly map: ImportMap;
  readonly fileName: string;
  readonly fileSha256: string;
  readonly publish: boolean;
  /** Say what would happen, and write nothing. */
  readonly dryRun: boolean;
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

const batchRows = 500;
const shownErrors = 100;

type Good = { readonly line: number; readonly sourceId: string; readonly fields: ListingFields };

const judge = ({ line, row }: ImportRow, map: ImportMap, today: string): Good | RowError => {
  const { sourceId, fields } = applyMap(row, map, today);
  if (sourceId === "") return { line, sourceId, reason: `${map.sourceId} is empty` };
  const parsed = importedListing.safeParse(fields);
  if (parsed.success) return { line, sourceId, fields: parsed.data };
  return { line, sourceId, reason: parsed.error.issues.map((i) => `${i.path.join(".")}: ${i.message}`).join("; ") };
};

/** Rows of a batch that may be taken, by their own id; the rest is noted in the report. */
const sift = (
  batch: readonly ImportRow[],
  map: ImportMap,
  today: string,
  report: ImportReport,
): ReadonlyMap<string, Good> => {
  const good = new Map<string, Good>();
  for (const judged of batch.map((r) => judge(r, map, today)))
    if ("reason" in judged) refuse(report, judged);
    else if (good.has(judged.sourceId))
      refuse(report, { line: judged.line, sourceId: judged.sourceId, reason: "the same id stands twice in the file" });
    else good.set(judged.sourceId, judged);
  return good;
};

const note = (report: ImportReport, error: RowError): void => {
  if (report.errors.length < shownErrors) report.errors.push(error);
};
const refuse = (report: ImportReport, error: RowError): void => {
  report.refused += 1;
  note(report, error);
};

const count = (report: ImportReport, { line, sourceId }: Good, change: Change): void => {
  if (change.kind === "refused") {
    refuse(report, { line, sourceId, reason: change.reason });
    return;
  }
  report[change.kind] += 1;
  if (change.publish) report.published += 1;
  if (change.gaps.length === 0) return;
  report.kept += 1;
  note(report, { line, sourceId, reason: `kept as a draft, it lacks ${change.gaps.join(", ")}` });
};

/** Decides each row against what is there, then writes: new listings in one statement, changed ones one by one. */
const write = async (
  t: TxCtx,
  member: MemberActor,
  request: ImportRequest,
  rows: readonly ImportRow[],
): Promise<ImportReport> => {
  const batch = { ...emptyReport(), read: rows.length };
  const good = sift(rows, request.map, t.now.toISOString().slice(0, 10), batch);
  const known = await knownListings(t, member.orgId, request.map.source, [...good.keys()]);
  const orgName = await orgNameOf(t, member.orgId);
  const decided = [...good.values()].map((row) => {
    const change = changeFor(known.get(row.sourceId), row.fields, request.publish, orgName);
    count(batch, row, change);
    return { sourceId: row.sourceId, change };
  });
  if (request.dryRun) return batch;
  const shown: Id<"listing">[] = await insertListings(t, member, request.map.source, decided);
  for (const { change } of decided)
    if (change.kind === "updated" && (await saveImported(t, change))) shown.push(change.before.id);
  if (shown.length > 0) await emit(t.tx, "listings.imported", { listingIds: shown });
  return batch;
};

async function* inBatches(rows: AsyncIterable<ImportRow>): AsyncGenerator<ImportRow[]> {
  let batch: ImportRow[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length >= batchRows) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

const emptyReport = (): ImportReport => ({
  read: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  published: 0,
  kept: 0,
  refused: 0,
  errors: [],
});

const add = (report: ImportReport, batch: ImportReport): void => {
  for (const key of ["read", "created", "updated", "unchanged", "published", "kept", "refused"] as const)
    report[key] += batch[key];
  for (const error of batch.errors) note(report, error);
};

/** The import's own row, so that an owner sees what came in and how far it got. */
const record = async (
  t: TxCtx,
  importId: Id<"import">,
  member: MemberActor,
  request: ImportRequest,
  report: ImportReport,
): Promise<void> => {
  const { read, created, unchanged, refused } = report;
  const counts = { read, created, unchanged, refused };
  const { fileName, fileSha256, map } = request;
  await t.tx
    .insert(imports)
    .values({ id: importId, orgId: member.orgId, fileName, fileSha256, map, ...counts, createdAt: t.now })
    .onConflictDoUpdate({ target: imports.id, set: counts });
};

/** Reads the file once without writing: a column nobody mapped, or a row that is none, stops the import before it begins. */
const checkColumns = async (request: ImportRequest): Promise<void> => {
  for await (const { line, row } of request.open()) {
    const unknown = unmappedColumns(row, request.map).join(", ");
    if (unknown !== "")
      throw new DomainError("imports/unmapped", `line ${line}: ${unknown}`, { args: { columns: unknown } });
  }
};

/**
 * Brings a file's records in as listings of the acting organisation: drafts, or on the market where `publish` is asked and the
 * record is ready. Each batch is one transaction; a record is known by its source and its id there, so a repeat, a restart after a
 * crash and two imports at once make nothing twice. Memory stays that of one batch.
 * @throws DomainError imports/unmapped at the first row with a column nobody mapped, before anything is written
 */
export const importListings = async (ctx: Ctx, request: ImportRequest): Promise<ImportReport> => {
  const member = request.publish ? requireVerified(ctx.actor, officerRoles) : requireMember(ctx.actor, officerRoles);
  await checkColumns(request);
  const report = emptyReport();
  const importId = ctx.newId("import");
  for await (const rows of inBatches(request.open())) {
    const batch = await inTransaction(ctx, async (t) => {
      const written = await write(t, member, request, rows);
      if (request.dryRun) return written;
      const sum = { ...report, errors: [] };
      add(sum, written);
      await record(t, importId, member, request, sum);
      const payload = { rows: rows.length, created: written.created, updated: written.updated };
      await audit(t, { chain: member.orgId, action: "import.batch", object: importId, payload });
      return written;
    });
    add(report, batch);
  }
  if (!request.dryRun) await finish(ctx, importId);
  return report;
};

const finish = (ctx: Ctx, importId: Id<"import">): Promise<void> =>
  inTransaction(ctx, async (t) => {
    await t.tx.update(imports).set({ state: "done", finishedAt: t.now }).where(eq(imports.id, importId));
  });
