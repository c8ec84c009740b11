import type { Ctx } from "@peony/db";
import { listings } from "@peony/db/schema";
import { searchableListingStates } from "@peony/domain/listings";
import {
  type FacetCounts,
  type FacetName,
  facetNames,
  maxResults,
  pageSize,
  SearchAway,
  type SearchHits,
  type SearchIndex,
  type SearchInput,
} from "@peony/domain/search";
import { normalise } from "@peony/domain/shared";
import { and, asc, desc, inArray, sql } from "drizzle-orm";
import { type ListingView, readListings } from "../listings/index.ts";

export type ListingResults = Omit<SearchHits, "ids"> & {
  readonly rows: readonly ListingView[] /** The engine was away: PostgreSQL answered, by words and likeness only. */;
  readonly reduced: boolean;
};

const bandSql = sql<string>`case when ${listings.trl} is null then '' when ${listings.trl} <= 3 then '1-3' when ${listings.trl} <= 5 then '4-5' when ${listings.trl} <= 7 then '6-7' else '8-9' end`;
const textArray = (values: readonly string[]) =>
  sql`array[${sql.join(
    values.map((v) => sql`${v}`),
    sql`, `,
  )}]::text[]`;

const facetSql = (input: SearchInput, f: FacetName) => {
  const values = input[f] as readonly string[];
  if (values.length === 0) return undefined;
  if (f === "rights") return sql`${listings.rights} && ${textArray(values)}`;
  const column = { field: listings.field, trlBand: bandSql, priceMode: listings.priceMode, region: listings.region }[f];
  return sql`${column} = any(${textArray(values)})`;
};

const conditions = (input: SearchInput, words: readonly string[], without?: FacetName) =>
  and(
    inArray(listings.state, [...searchableListingStates]),
    ...words.map((w) => sql`strpos(${listings.searchText}, ${w}) > 0`),
    ...facetNames.filter((f) => f !== without).map((f) => facetSql(input, f)),
    input.ipc
      ? sql`exists (select 1 from unnest(${listings.ipc}) s where replace(s, ' ', '') like ${`${input.ipc.replace(/[\s%_\\]/g, "")}%`})`
      : undefined,
    input.checked ? sql`${listings.legalCheckedOn} >= current_date - ${input.checked}::int` : undefined,
  );

const countFacet = async (
  ctx: Ctx,
  input: SearchInput,
  words: readonly string[],
  f: FacetName,
): Promise<Record<string, number>> => {
  const column = {
    field: sql`${listings.field}`,
    trlBand: bandSql,
    rights: sql`unnest(${listings.rights})`,
    priceMode: sql`${listings.priceMode}`,
    region: sql`coalesce(${listings.region}, '')`,
  }[f];
  const rows = await ctx.db
    .select({ value: sql<string>`${column}`, n: sql<number>`count(*)::int` })
    .from(listings)
    .where(conditions(input, words, f))
    .groupBy(sql`1`);
  return Object.fromEntries(rows.filter((r) => r.value !== "").map((r) => [r.value, r.n]));
};

/** Words of a query for the reduced search: spaces divide, and a run of Chinese also stands for its pairs. */
const wordsOf = (q: string): string[] => {
  const normal = normalise(q.replace(/["]/g, " "));
  const number = normal.replace(/[\s.]/g, "");
  if (/^(zl|cn)?\d{8,13}x?$/.test(number)) return [number];
  return normal.split(" ").filter(Boolean).slice(0, 10);
};

const reduced = async (ctx: Ctx, input: SearchInput): Promise<ListingResults> => {
  const words = wordsOf(input.q);
  const where = conditions(input, words);
  const order =
    input.sort === "price"
      ? [asc(listings.priceMin), desc(listings.publishedAt)]
      : words.length > 0 && input.sort === "relevance"
        ? [desc(sql`similarity(${listings.searchText}, ${words.join(" ")})`), desc(listings.publishedAt)]
        : [desc(listings.publishedAt)];
  const page = await ctx.db
    .select({ id: listings.id })
    .from(listings)
    .where(where)
    .orderBy(...order, listings.id)
    .limit(pageSize)
    .offset((input.page - 1) * pageSize);
  const total = await ctx.db.$count(listings, where);
  const facets = Object.fromEntries(
    await Promise.all(facetNames.map(async (f) => [f, await countFacet(ctx, input, words, f)])),
  ) as FacetCounts;
  return {
    rows: await readListings(
      ctx,
      page.map((r) => r.id),
    ),
    total: Math.min(total, maxResults),
    capped: total > maxResults,
    partlyFrom: null,
    facets,
    reduced: true,
  };
};

/**
 * Listings for a search. The engine gives ids in order; the rows come from PostgreSQL with the public filter again, so what was
 * withdrawn vanishes at once even where the index is late. With the engine away PostgreSQL answers alone, marked as reduced.
 */
export const searchListings = async (
  ctx: Ctx,
  index: SearchIndex,
  input: SearchInput,
  now: Date,
): Promise<ListingResults> => {
  try {
    const { ids, ...hits } = await index.search(forEngine(input), now);
    return { ...hits, rows: await readListings(ctx, ids), reduced: false };
  } catch (e) {
    if (!(e instanceof SearchAway)) throw e;
    return reduced(ctx, input);
  }
};

/** A patent number typed with spaces and a dot is one word for the engine. */
const forEngine = (input: SearchInput): SearchInput => {
  const number = normalise(input.q).replace(/[\s.]/g, "");
  return /^(zl|cn)?\d{8,13}x?$/.test(number) ? { ...input, q: number } : input;
};
