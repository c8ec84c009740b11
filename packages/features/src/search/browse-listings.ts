import type { Ctx } from "@peony/db";
import { listings } from "@peony/db/schema";
import { searchableListingStates } from "@peony/domain/listings";
import { exportClasses, gateOpens, type Id } from "@peony/domain/shared";
import { and, asc, desc, eq, inArray, like, type SQL, sql } from "drizzle-orm";
import { type ListingView, readerCountry, readListings } from "../listings/index.ts";

/** Where a reader looks: a level of the patent classification, an industry of either level, a division, or one owner. */
export type BrowsePlace =
  | { readonly kind: "ipc"; readonly symbol: string }
  | { readonly kind: "industry"; readonly code: string }
  | { readonly kind: "region"; readonly code: string }
  | { readonly kind: "owner"; readonly orgId: Id<"organisation"> };

export type BrowsedListings = {
  readonly rows: readonly ListingView[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
};

export const browsePageSize = 20;

/**
 * What is on the market for this reader: the one condition of every count and every list here. What the export gate hides wholly is
 * not there; a teaser is, but not under its patent class, which is part of the text that is kept back (`open`).
 */
export const onMarket = (ctx: Ctx, least: "teaser" | "open" = "teaser"): SQL | undefined => {
  const country = readerCountry(ctx);
  const classes = exportClasses.filter((one) => gateOpens(one, country, least === "open" ? "text" : "teaser"));
  return and(inArray(listings.state, [...searchableListingStates]), inArray(listings.exportClass, classes));
};

/** A division's own digits: those of the province, of the city with what lies in it, or of the county. */
const regionPrefix = (code: string): string => code.replace(/^(\d\d)0000$|^(\d{4})00$/, "$1$2");

const within = (place: BrowsePlace): SQL => {
  switch (place.kind) {
    case "ipc":
      return sql`listings.ipc_tree @> array[${place.symbol}::text]`;
    case "industry":
      return place.code.includes(".")
        ? eq(listings.sei, place.code)
        : sql`(${listings.sei} = ${place.code} or ${listings.sei} like ${`${place.code}.%`})`;
    case "region":
      return like(listings.region, `${regionPrefix(place.code)}%`);
    case "owner":
      return eq(listings.orgId, place.orgId);
  }
};

/**
 * One page of what is on the market there, newest first, with the exact total. A page past the end is empty.
 * @param page from 1; 20 rows each
 */
export const browseListings = async (ctx: Ctx, place: BrowsePlace, page: number): Promise<BrowsedListings> => {
  const where = and(onMarket(ctx, place.kind === "ipc" ? "open" : "teaser"), within(place));
  const [total, found] = await Promise.all([
    ctx.db.$count(listings, where),
    ctx.db
      .select({ id: listings.id })
      .from(listings)
      .where(where)
      .orderBy(desc(listings.publishedAt), asc(listings.id))
      .limit(browsePageSize)
      .offset((page - 1) * browsePageSize),
  ]);
  const rows = await readListings(
    ctx,
    found.map((one) => one.id),
  );
  return { rows, total, page, pages: Math.max(1, Math.ceil(total / browsePageSize)) };
};
