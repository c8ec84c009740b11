import { audit, type Ctx, emit, inTransaction, type TxCtx } from "@peony/db";
import { imports, listings } from "@peony/db/schema";
import { type MemberActor, officerRoles, requireMember, requireVerified } from "@peony/domain/identity";
import { applyMap, type ImportMap, type SourceRow, unmappedColumns } from "@peony/domain/imports";
import { importedListing, type ListingFields, listingGaps, searchText as searchTextOf } from "@peony/domain/listings";
import { DomainError, type Id } from "@peony/domain/shared";
import { and, eq, inArray, sql } from "drizzle-orm";
import { columnsOf, orgNameOf, slugFor } from "../listings/index.ts";

export type ImportRow = { readonly line: number; readonly row: SourceRow };
export type ImportRequest = {
  readonly rows: AsyncIterable<ImportRow>;
  readonly map: ImportMap;
  readonly fileName: string;
  readonly fileSha256: string;
  readonly publish: boolean;
  readonly dryRun: boolean;
};
export type RowError = { readonly line: number; readonly sourceId: string; readonly reason: string };
export type ImportReport = {
  read: number;
  created: number;
  updated: number;
  unchanged: number;
  published: number;
  refused: number /** The first hundred refusals. */;
  errors: RowError[];
};

const batchRows = 500;
const shownErrors = 100;

type Good = { line: number; sourceId: string; fields: ListingFields };

const judge = ({ line, row }: ImportRow, map: ImportMap): Good | RowError => {
  const unknown = unmappedColumns(row, map);
  if (unknown.length > 0)
    throw new DomainError("imports/unmapped", `line ${line}: ${unknown.join(", ")}`, {
      args: { columns: unknown.join(", ") },
    });
  const { sourceId, fields } = applyMap(row, map);
  if (sourceId === "") return { line, sourceId, reason: `${map.sourceId} is empty` };
  const parsed = importedListing.safeParse(fields);
  if (parsed.success) return { line, sourceId, fields: parsed.data };
  return { line, sourceId, reason: parsed.error.issues.map((i) => `${i.path.join(".")}: ${i.message}`).join("; ") };
};

const write = async (
  t: TxCtx,
  member: MemberActor,
  request: ImportRequest,
  good: readonly Good[],
  report: ImportReport,
): Promise<void> => {
  const source = request.map.source;
  const known = new Map(
    (
      await t.tx
        .select()
        .from(listings)
        .where(
          and(
            eq(listings.orgId, member.orgId),
            eq(listings.source, source),
            inArray(
              listings.sourceId,
              good.map((g) => g.sourceId),
            ),
          ),
        )
    ).map((l) => [l.sourceId ?? "", l]),
  );
  const changed: Id<"listing">[] = [];
  const orgName = await orgNameOf(t, member.orgId);
  for (const { line, sourceId, fields } of good) {
    const columns = columnsOf(fields);
    const searchText = searchTextOf(columns, orgName);
    const before = known.get(sourceId);
    if (
      before &&
      before.searchText === searchText &&
      before.trl === columns.trl &&
      before.legalStatus === columns.legalStatus
    ) {
      report.unchanged += 1;
      continue;
    }
    if (before && before.state !== "draft" && before.state !== "published") {
      fail(report, { line, sourceId, reason: `listing is ${before.state}` });
      continue;
    }
    const gaps = listingGaps({ ...columns, title: fields.title });
    const publish = request.publish && gaps.length === 0;
    if (request.publish && gaps.length > 0)
      fail(report, { line, sourceId, reason: `kept as a draft, it lacks ${gaps.map((g) => g.field).join(", ")}` });
    if (before) {
      await t.tx
        .update(listings)
        .set({
          ...columns,
          searchText,
          version: before.version + 1,
          changeSeq: sql`nextval('change_seq')`,
          updatedAt: t.now,
        })
        .where(and(eq(listings.id, before.id), eq(listings.version, before.version)));
      report.updated += 1;
      if (before.state === "published") changed.push(before.id);
      continue;
    }
    const id = t.newId("listing");
    await t.tx.insert(listings).values({
      id,
      slug: slugFor(id, columns.titleEn),
      orgId: member.orgId,
      ...columns,
      source,
      sourceId,
      searchText,
      state: publish ? "published" : "draft",
      publishedAt: publish ? t.now : null,
      createdBy: member.userId,
      createdAt: t.now,
      updatedAt: t.now,
    });
    report.created += 1;
    if (publish) {
      report.published += 1;
      changed.push(id);
    }
  }
  if (changed.length > 0) await emit(t.tx, "listings.imported", { listingIds: changed });
};

const fail = (report: ImportReport, error: RowError): void => {
  report.refused += 1;
  if (report.errors.length < shownErrors) report.errors.push(error);
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

/**
 * Brings a file's records in as listings of the acting organisation: drafts, or on the market where `publish` is asked and the
 * record is ready. Each batch is one transaction; a record is known by its source and its id there, so a repeat and a restart
 * after a crash make nothing twice. Memory stays that of one batch.
 * @throws DomainError imports/unmapped at the first row with a column nobody mapped, before that batch is written
 */
export const importListings = async (ctx: Ctx, request: ImportRequest): Promise<ImportReport> => {
  const member = request.publish ? requireVerified(ctx.actor, officerRoles) : requireMember(ctx.actor, officerRoles);
  const report: ImportReport = { read: 0, created: 0, updated: 0, unchanged: 0, published: 0, refused: 0, errors: [] };
  const importId = ctx.newId("import");
  for await (const batch of inBatches(request.rows)) {
    report.read += batch.length;
    const judged = batch.map((r) => judge(r, request.map));
    const good = new Map<string, Good>();
    for (const j of judged) {
      if ("reason" in j) fail(report, j);
      else if (good.has(j.sourceId))
        fail(report, { line: j.line, sourceId: j.sourceId, reason: "the same id stands twice in the file" });
      else good.set(j.sourceId, j);
    }
    if (request.dryRun || good.size === 0) continue;
    await inTransaction(ctx, async (t) => {
      await write(t, member, request, [...good.values()], report);
      const counts = {
        read: report.read,
        created: report.created,
        unchanged: report.unchanged,
        refused: report.refused,
      };
      await t.tx
        .insert(imports)
        .values({
          id: importId,
          orgId: member.orgId,
          fileName: request.fileName,
          fileSha256: request.fileSha256,
          map: request.map,
          ...counts,
          createdAt: t.now,
        })
        .onConflictDoUpdate({ target: imports.id, set: { ...counts, finishedAt: t.now } });
      await audit(t, {
        chain: member.orgId,
        action: "import.batch",
        object: importId,
        payload: { rows: batch.length, source: request.map.source },
      });
    });
  }
  if (!request.dryRun)
    await inTransaction(
      ctx,
      async (t) =>
        void (await t.tx.update(imports).set({ state: "done", finishedAt: t.now }).where(eq(imports.id, importId))),
    );
  return report;
};
