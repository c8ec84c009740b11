import type { TxCtx } from "@peony/db";
import { listings } from "@peony/db/schema";
import { type ListingFields, searchText } from "@peony/domain/listings";
import type { Id } from "@peony/domain/shared";
import { getTableColumns, sql } from "drizzle-orm";
import { columnsOf, slugFor } from "../listings/index.ts";

export type ListingColumns = ReturnType<typeof columnsOf> & { readonly searchText: string };
/** Columns of a new listing without those the database fills itself. */
export type NewListing = ListingColumns &
  Pick<
    typeof listings.$inferInsert,
    "id" | "orgId" | "importId" | "source" | "sourceId" | "state" | "publishedAt" | "refreshedOn" | "createdBy"
  > &
  Pick<Partial<typeof listings.$inferInsert>, "exportClass" | "secrecy" | "thirdParty" | "stateAsset">;

type ListingClass = typeof listings.$inferSelect.exportClass;

/** Fields of a form as the columns they are stored in, with the words by which the listing is found. */
export const listingColumns = (
  fields: ListingFields,
  orgName: string,
  exportClass: ListingClass = "unknown",
): ListingColumns => {
  const plain = columnsOf(fields);
  return { ...plain, searchText: searchText({ ...plain, exportClass }, orgName) };
};

/** Names of the columns by their keys; asked for once, since a table makes them anew each time. */
const names = new Map(Object.entries(getTableColumns(listings)).map(([key, column]) => [key, column.name]));

/**
 * Writes many new listings in one statement. The rows travel as one document that the server takes apart, which is several times
 * faster than a parameter for each of some forty columns a row. All rows must have the same keys.
 */
export const insertListings = async (t: TxCtx, rows: readonly NewListing[]): Promise<void> => {
  const [first] = rows;
  if (!first) return;
  const made = t.now.toISOString();
  const columns = Object.keys(first).map((key) => [key as keyof NewListing, names.get(key) ?? key] as const);
  const records = rows.map((row) => {
    const record: Record<string, unknown> = { slug: slugFor(row.id, row.titleEn), created_at: made, updated_at: made };
    for (const [key, name] of columns) {
      const value = row[key];
      record[name] = typeof value === "bigint" ? String(value) : (value ?? null);
    }
    return record;
  });
  const listed = sql.raw(Object.keys(records[0] ?? {}).join(", "));
  await t.tx.execute(sql`
    insert into listings (${listed})
    select ${listed} from jsonb_populate_recordset(null::listings, ${JSON.stringify(records)}::jsonb)`);
};

/** A new id for each of many listings, in the order of the rows. */
export const newListingIds = (t: TxCtx, count: number): Id<"listing">[] =>
  Array.from({ length: count }, () => t.newId("listing"));
