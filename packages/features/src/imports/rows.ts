import type { TxCtx } from "@peony/db";
import { listings } from "@peony/db/schema";
import type { MemberActor } from "@peony/domain/identity";
import { type ListingFields, listingGaps, searchText } from "@peony/domain/listings";
import { DomainError, type Id } from "@peony/domain/shared";
import { and, eq, inArray, sql } from "drizzle-orm";
import { columnsOf, type ListingRow, slugFor } from "../listings/index.ts";
import { changedColumns } from "../shared/index.ts";

type Columns = ReturnType<typeof columnsOf> & { readonly searchText: string };
/** What a row of the file means for what is there. `gaps` is filled where it was to be published and is not ready. */
export type Change =
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "unchanged"; readonly publish: false; readonly gaps: readonly string[] }
  | { readonly kind: "created"; readonly columns: Columns; readonly publish: boolean; readonly gaps: readonly string[] }
  | {
      readonly kind: "updated";
      readonly before: ListingRow;
      readonly columns: Columns;
      readonly publish: boolean;
      readonly gaps: readonly string[];
    };

/**
 * The organisation's listings that came from these records, locked. Imports of the same source queue here, so that two of them at
 * once never both find a record missing.
 */
export const knownListings = async (
  t: TxCtx,
  orgId: Id<"organisation">,
  source: string,
  sourceIds: readonly string[],
): Promise<ReadonlyMap<string, ListingRow>> => {
  await t.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`import:${orgId}:${source}`}, 0))`);
  if (sourceIds.length === 0) return new Map();
  const rows = await t.tx
    .select()
    .from(listings)
    .where(and(eq(listings.orgId, orgId), eq(listings.source, source), inArray(listings.sourceId, [...sourceIds])))
    .orderBy(listings.id)
    .for("update");
  return new Map(rows.map((row) => [row.sourceId ?? "", row]));
};

/** Decides one row, purely. What is on the market stays ready: a record that would make it incomplete is refused. */
export const changeFor = (
  before: ListingRow | undefined,
  fields: ListingFields,
  publish: boolean,
  orgName: string,
): Change => {
  const plain = columnsOf(fields);
  const columns = {
    ...plain,
    searchText: searchText({ ...plain, exportClass: before?.exportClass ?? "unknown" }, orgName),
  };
  const lacks = listingGaps({ ...plain, title: fields.title }).map((g) => g.field);
  const ready = publish && lacks.length === 0;
  if (!before) return { kind: "created", columns, publish: ready, gaps: publish ? lacks : [] };
  const changed = changedColumns(before, columns).length > 0;
  if (before.state === "draft") {
    const gaps = publish ? lacks : [];
    return changed || ready
      ? { kind: "updated", before, columns, publish: ready, gaps }
      : { kind: "unchanged", publish: false, gaps };
  }
  if (!changed) return { kind: "unchanged", publish: false, gaps: [] };
  if (before.state !== "published") return { kind: "refused", reason: `the listing is ${before.state}` };
  if (lacks.length > 0) return { kind: "refused", reason: `it is published and would lack ${lacks.join(", ")}` };
  return { kind: "updated", before, columns, publish: false, gaps: [] };
};

/** Writes the new listings of a batch; returns those on the market. */
export const insertListings = async (
  t: TxCtx,
  member: MemberActor,
  source: string,
  decided: readonly { readonly sourceId: string; readonly change: Change }[],
): Promise<Id<"listing">[]> => {
  const rows = decided.flatMap(({ sourceId, change }) => {
    if (change.kind !== "created") return [];
    const id = t.newId("listing");
    const state = change.publish ? ("published" as const) : ("draft" as const);
    return [
      {
        ...change.columns,
        id,
        slug: slugFor(id, change.columns.titleEn),
        orgId: member.orgId,
        source,
        sourceId,
        state,
        publishedAt: change.publish ? t.now : null,
        createdBy: member.userId,
        createdAt: t.now,
        updatedAt: t.now,
      },
    ];
  });
  if (rows.length > 0) await t.tx.insert(listings).values(rows);
  return rows.filter((row) => row.state === "published").map((row) => row.id);
};

/** Writes the record's present words over the listing; true where it is on the market afterwards. */
export const saveImported = async (t: TxCtx, change: Extract<Change, { kind: "updated" }>): Promise<boolean> => {
  const { before, columns, publish } = change;
  const moved = await t.tx
    .update(listings)
    .set({
      ...columns,
      ...(publish ? { state: "published" as const, publishedAt: t.now } : {}),
      version: before.version + 1,
      changeSeq: sql`nextval('change_seq')`,
      updatedAt: t.now,
    })
    .where(and(eq(listings.id, before.id), eq(listings.version, before.version), eq(listings.state, before.state)))
    .returning({ id: listings.id });
  if (moved.length === 0) throw new DomainError("conflict", `${before.id} left version ${before.version}`);
  return publish || before.state === "published";
};
