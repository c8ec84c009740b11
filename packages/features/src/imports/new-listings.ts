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

const nameOf = (key: string): string =>
  getTableColumns(listings)[key as keyof ReturnType<typeof getTableColumns<typeof listings>>].name;
const asJson = (_key: string, value: unknown): unknown => (typeof value === "bigint" ? String(value) : value);

/**
 * Writes many new listings in one statement. The rows travel as one document that the server takes apart, which is several times
 * faster than a parameter for each of some forty columns a row. All rows must have the same keys.
 */
export const insertListings = async (t: TxCtx, rows: readonly NewListing[]): Promise<void> => {
  const [first] = rows;
  if (!first) return;
  const whole = rows.map((row) => ({
    ...row,
    slug: slugFor(row.id, row.titleEn ?? ""),
    createdAt: t.now,
    updatedAt: t.now,
  }));
  const keys = Object.keys({ ...first, slug: "", createdAt: "", updatedAt: "" });
  const named = whole.map((row) =>
    Object.fromEntries(keys.map((key) => [nameOf(key), row[key as keyof typeof row] ?? null])),
  );
  const columns = sql.join(
    keys.map((key) => sql.identifier(nameOf(key))),
    sql`, `,
  );
  await t.tx.execute(sql`
    insert into listings (${columns})
    select ${columns} from jsonb_populate_recordset(null::listings, ${JSON.stringify(named, asJson)}::jsonb)`);
};

/** A new id for each of many listings, in the order of the rows. */
export const newListingIds = (t: TxCtx, count: number): Id<"listing">[] =>
  Array.from({ length: count }, () => t.newId("listing"));
