import { audit, type Ctx, emit, inTransaction, oneOr404, reading, type TxCtx } from "@peony/db";
import { imports, organisations } from "@peony/db/schema";
import { type MemberActor, officerRoles, requireMember, requireVerified } from "@peony/domain/identity";
import { unmappedColumns } from "@peony/domain/imports";
import { DomainError, type Id } from "@peony/domain/shared";
import { eq } from "drizzle-orm";
import { orgNameOf } from "../listings/index.ts";
import {
  type Good,
  type ImportReport,
  type ImportRequest,
  type ImportRow,
  judgeOf,
  type RowError,
  sheetSource,
} from "./judge-file.ts";
import {
  type Change,
  changeFor,
  insertImported,
  knownListings,
  namedListings,
  numberedListings,
  saveImported,
  sheetChangeFor,
} from "./rows.ts";

const batchRows = 500;
const shownErrors = 100;

/** Rows of a batch that may be taken, by their own id; the rest is noted in the report. */
const sift = (judged: readonly (Good | RowError)[], report: ImportReport): ReadonlyMap<string, Good> => {
  const good = new Map<string, Good>();
  for (const row of judged)
    if ("reason" in row) refuse(report, row);
    else if (good.has(row.sourceId))
      refuse(report, { line: row.line, sourceId: row.sourceId, reason: "the same id stands twice in the file" });
    else good.set(row.sourceId, row);
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

/** Decides each row of a batch against what is there. */
const decide = async (
  t: TxCtx,
  member: MemberActor,
  { map, publish }: ImportRequest,
  good: ReadonlyMap<string, Good>,
): Promise<{ readonly row: Good; readonly change: Change }[]> => {
  const rows = [...good.values()];
  const orgName = await orgNameOf(t, member.orgId);
  const known = await knownListings(t, member.orgId, sourceOf(map), [...good.keys()]);
  if (!("sheet" in map))
    return rows.map((row) => ({ row, change: changeFor(known.get(row.sourceId), row.fields, publish, orgName) }));
  const numbered = await numberedListings(
    t,
    member.orgId,
    rows.flatMap((row) => (known.has(row.sourceId) ? [] : (row.fields.number ?? []))),
  );
  const named = await namedListings(
    t,
    member.orgId,
    rows.flatMap(({ sourceId, fields }) => (known.has(sourceId) || fields.number !== null ? [] : [fields])),
  );
  const before = ({ sourceId, fields }: Good) =>
    known.get(sourceId) ?? numbered.get(fields.number ?? "") ?? named.get(fields);
  return rows.map((row) => ({ row, change: sheetChangeFor(before(row), row.fields, orgName) }));
};

const sourceOf = (map: ImportRequest["map"]): string => ("sheet" in map ? sheetSource : map.source);

/** Writes what was decided: new listings in one statement, changed ones one by one. */
const write = async (
  t: TxCtx,
  member: MemberActor,
  request: ImportRequest,
  importId: Id<"import">,
  judged: readonly (Good | RowError)[],
): Promise<ImportReport> => {
  const batch = { ...emptyReport(), read: judged.length };
  const decided = await decide(t, member, request, sift(judged, batch));
  for (const { row, change } of decided) count(batch, row, change);
  if (request.dryRun) return batch;
  const from = { orgId: member.orgId, importId, source: sourceOf(request.map), createdBy: member.userId };
  const shown = await insertImported(
    t,
    from,
    decided.map(({ row, change }) => ({ sourceId: row.sourceId, change })),
  );
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

/** The import's own row, so that an owner sees what came in and how far it got, and may undo it. */
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
  const made = { createdBy: member.userId, createdAt: t.now, phaseAt: t.now };
  await t.tx
    .insert(imports)
    .values({ id: importId, orgId: member.orgId, fileName, fileSha256, map, state: "importing", ...counts, ...made })
    .onConflictDoUpdate({ target: imports.id, set: counts });
};

/** Reads the file once without writing: a fault in it, or a column nobody mapped, stops the import before it begins. */
const checkFile = async ({ open, map }: ImportRequest): Promise<void> => {
  for await (const { line, row, problem } of open()) {
    if ("sheet" in map || problem) continue;
    const unknown = unmappedColumns(row, map).join(", ");
    if (unknown !== "")
      throw new DomainError("imports/unmapped", `line ${line}: ${unknown}`, { args: { columns: unknown } });
  }
};

/** A listing needs its inventors and a second person, which no file can stand for. @throws DomainError imports/publish-refused */
const requireSample = (ctx: Ctx, member: MemberActor): Promise<void> =>
  reading(ctx, async (t) => {
    const rows = await t.tx
      .select({ sample: organisations.sample })
      .from(organisations)
      .where(eq(organisations.id, member.orgId));
    if (!oneOr404(rows, member.orgId).sample)
      throw new DomainError("imports/publish-refused", `${member.orgId} is no sample organisation`);
  });

/** Writes one batch in a transaction of its own. */
const runBatch = (
  ctx: Ctx,
  member: MemberActor,
  request: ImportRequest,
  importId: Id<"import">,
  judged: readonly (Good | RowError)[],
  report: ImportReport,
): Promise<ImportReport> =>
  inTransaction(ctx, async (t) => {
    const written = await write(t, member, request, importId, judged);
    if (request.dryRun) return written;
    const sum = { ...report, errors: [] };
    add(sum, written);
    await record(t, importId, member, request, sum);
    const payload = { rows: judged.length, created: written.created, updated: written.updated };
    await audit(t, { chain: member.orgId, action: "import.batch", object: importId, payload });
    return written;
  });

/**
 * Brings a file's records in as listings of the acting organisation: drafts, or on the market where `publish` is asked for sample
 * records and the record is ready. Each batch is one transaction; a record is known by its source and its id there, or by its number,
 * so a repeat, a restart after a crash and two imports at once make nothing twice. While one batch is written the next is read and
 * judged; memory stays that of two batches.
 * @throws DomainError of the file, before anything is written; imports/unmapped; imports/publish-refused
 */
export const importListings = async (ctx: Ctx, request: ImportRequest): Promise<ImportReport> => {
  const member = request.publish ? requireVerified(ctx.actor, officerRoles) : requireMember(ctx.actor, officerRoles);
  if (request.publish) await requireSample(ctx, member);
  await checkFile(request);
  const judge = await judgeOf(ctx, member, request);
  const report = emptyReport();
  const importId = ctx.newId("import");
  let writing: Promise<void> = Promise.resolve();
  try {
    for await (const rows of inBatches(request.open())) {
      const judged = rows.map(judge);
      await writing;
      writing = runBatch(ctx, member, request, importId, judged, report).then((written) => {
        add(report, written);
        request.onBatch?.(report);
      });
      // heard at the next turn or at the end, whichever comes first
      writing.catch(() => undefined);
    }
  } finally {
    await writing;
  }
  if (!request.dryRun) await finish(ctx, importId);
  return report;
};

const finish = (ctx: Ctx, importId: Id<"import">): Promise<void> =>
  inTransaction(ctx, async (t) => {
    await t.tx.update(imports).set({ state: "done", finishedAt: t.now }).where(eq(imports.id, importId));
  });
