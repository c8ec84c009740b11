import type { TxCtx } from "@peony/db";
import { listings } from "@peony/db/schema";
import { type ListingFields, listingGaps } from "@peony/domain/listings";
import { chineseDay, DomainError, type Id } from "@peony/domain/shared";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { firstSlug, type ListingRow } from "../listings/index.ts";
import { changedColumns } from "../shared/index.ts";
import { knownBy } from "./import-record.ts";
import { insertListings, type ListingColumns, listingColumns, type NewListing } from "./new-listings.ts";

/** What a row of the file means for what is there. `gaps` is filled where it was to be published and is not ready. */
export type Change =
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "unchanged"; readonly publish: false; readonly gaps: readonly string[] }
  | {
      readonly kind: "created";
      readonly columns: ListingColumns;
      readonly publish: boolean;
      readonly gaps: readonly string[];
    }
  | {
      readonly kind: "updated";
      readonly before: ListingRow;
      readonly columns: ListingColumns;
      readonly publish: boolean;
      readonly gaps: readonly string[];
    };

/**
 * Listings of the organisation that answer to one of many keys. Each key is looked up by itself: while a large import runs, the
 * database knows little of the rows it holds, and asked for all keys at once it reads every row that the organisation has.
 */
const answering = async (
  t: TxCtx,
  orgId: Id<"organisation">,
  keys: readonly string[],
  matches: SQL,
): Promise<ListingRow[]> => {
  if (keys.length === 0) return [];
  const { rows } = await t.tx.execute<{ id: Id<"listing"> }>(sql`
    select found.id from unnest(${sql.param([...keys])}::text[]) as asked(key)
    cross join lateral (select id from listings where org_id = ${orgId} and ${matches} offset 0) as found`);
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  return t.tx
    .select()
    .from(listings)
    .where(sql`${listings.id} = any(${sql.param(ids)}::text[])`)
    .orderBy(listings.id)
    .for("update");
};

/**
 * The organisation's listings that came from these records, locked. Imports of one organisation queue here, so that two of them at
 * once never both find a record missing.
 */
export const knownListings = async (
  t: TxCtx,
  orgId: Id<"organisation">,
  source: string,
  sourceIds: readonly string[],
): Promise<ReadonlyMap<string, ListingRow>> => {
  await lockImportsOf(t, orgId);
  const rows = await answering(t, orgId, sourceIds, sql`source = ${source} and source_id = asked.key`);
  return new Map(rows.map((row) => [row.sourceId ?? "", row]));
};

/** Imports of one organisation write one after the other, so that two files never both find a number missing. */
export const lockImportsOf = (t: TxCtx, orgId: Id<"organisation">): Promise<unknown> =>
  t.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`import:${orgId}`}, 0))`);

/** Listings of the organisation with these numbers, whatever they came from, locked. */
export const numberedListings = async (
  t: TxCtx,
  orgId: Id<"organisation">,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, ListingRow>> => {
  const rows = await answering(t, orgId, numbers, sql`number = asked.key`);
  return new Map(rows.map((row) => [row.number ?? "", row]));
};

/** By what is asked, its place in the question: a listing of the organisation without a number that is known by the same, locked. */
export const namedListings = async (
  t: TxCtx,
  orgId: Id<"organisation">,
  asked: readonly ListingFields[],
): Promise<ReadonlyMap<ListingFields, ListingRow>> => {
  if (asked.length === 0) return new Map();
  const keys = asked.map((fields, i) => ({ i, ...knownBy(fields) }));
  const { rows } = await t.tx.execute<{ i: number; id: Id<"listing"> }>(sql`
    select a.i, found.id
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as a(i int, kind text, zh text, en text, project text, registration text)
    cross join lateral (select id from listings where org_id = ${orgId} and number is null
      and listing_twin_key(asset_kind, title_zh, title_en, project_no, registration_no)
        = listing_twin_key(a.kind, a.zh, a.en, a.project, a.registration)
      order by id limit 1) as found`);
  if (rows.length === 0) return new Map();
  const ids = rows.map(({ id }) => id);
  const found = await t.tx
    .select()
    .from(listings)
    .where(sql`${listings.id} = any(${sql.param(ids)}::text[])`)
    .orderBy(listings.id)
    .for("update");
  const byId = new Map(found.map((row) => [row.id, row]));
  return new Map(
    rows.flatMap(({ i, id }) => {
      const [fields, row] = [asked[i], byId.get(id)];
      return fields && row ? [[fields, row] as const] : [];
    }),
  );
};

/** Only samples are published by an import, and of them nobody asks the shares of inventors. */
const sampleGaps = (fields: ListingFields): string[] =>
  listingGaps(fields)
    .map((g) => g.field)
    .filter((field) => !field.startsWith("inventors."));

/** Decides one row, purely. What is on the market stays ready: a record that would make it incomplete is refused. */
export const changeFor = (
  before: ListingRow | undefined,
  fields: ListingFields,
  publish: boolean,
  orgName: string,
): Change => {
  const lacks = sampleGaps(fields);
  const ready = publish && lacks.length === 0;
  const columns = listingColumns(fields, orgName, ready ? "free" : (before?.exportClass ?? "unknown"));
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

/**
 * Decides a row of a sheet, whose own number says what it is: what the organisation has already is never written over.
 */
export const sheetChangeFor = (before: ListingRow | undefined, fields: ListingFields, orgName: string): Change => {
  if (!before) return { kind: "created", columns: listingColumns(fields, orgName), publish: false, gaps: [] };
  const columns = listingColumns(fields, orgName, before.exportClass);
  return changedColumns(before, columns).length === 0
    ? { kind: "unchanged", publish: false, gaps: [] }
    : { kind: "refused", reason: `duplicate: ${before.number ?? "the row"} is ${before.id} already` };
};

/** What a public sample record says of its rights: anybody may read it. */
const published = (t: TxCtx) => ({
  state: "published" as const,
  publishedAt: t.now,
  refreshedOn: chineseDay(t.now),
  exportClass: "free" as const,
  secrecy: "not_secret" as const,
  thirdParty: "none" as const,
  stateAsset: "not_state" as const,
});
const drafted = {
  state: "draft" as const,
  publishedAt: null,
  refreshedOn: null,
  exportClass: "unknown" as const,
  secrecy: "unchecked" as const,
  thirdParty: "unchecked" as const,
  stateAsset: "unchecked" as const,
};

type Decided = { readonly sourceId: string; readonly change: Change };
type From = Pick<NewListing, "orgId" | "importId" | "source" | "createdBy">;

/** Writes the new listings of a batch; returns those on the market. */
export const insertImported = async (t: TxCtx, from: From, decided: readonly Decided[]): Promise<Id<"listing">[]> => {
  const onMarket = published(t);
  const rows = decided.flatMap(({ sourceId, change }) =>
    change.kind === "created"
      ? [{ ...change.columns, ...from, sourceId, id: t.newId("listing"), ...(change.publish ? onMarket : drafted) }]
      : [],
  );
  await insertListings(t, rows);
  return rows.filter((row) => row.state === "published").map((row) => row.id);
};

/** Writes the record's present words over the listing; true where it is on the market afterwards. */
export const saveImported = async (t: TxCtx, change: Extract<Change, { kind: "updated" }>): Promise<boolean> => {
  const { before, columns, publish } = change;
  const moved = await t.tx
    .update(listings)
    .set({
      ...columns,
      ...(publish ? { ...published(t), ...firstSlug(before, columns.titleEn) } : {}),
      version: before.version + 1,
      changeSeq: sql`nextval('change_seq')`,
      updatedAt: t.now,
    })
    .where(and(eq(listings.id, before.id), eq(listings.version, before.version), eq(listings.state, before.state)))
    .returning({ id: listings.id });
  if (moved.length === 0) throw new DomainError("conflict", `${before.id} left version ${before.version}`);
  return publish || before.state === "published";
};
