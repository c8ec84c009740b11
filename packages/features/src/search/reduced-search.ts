import type { Ctx } from "@peony/db";
import { listings } from "@peony/db/schema";
import { searchedNumber } from "@peony/domain/listings";
import {
  type FacetCounts,
  type FacetName,
  facetNames,
  maxResults,
  pageSize,
  type SearchHits,
  type SearchInput,
} from "@peony/domain/search";
import { normalise, searchTokens } from "@peony/domain/shared";
import { and, asc, desc, type SQL, sql } from "drizzle-orm";
import { inSearch } from "../listings/index.ts";

/** Below this many texts with all words, those with many of them are shown too, as the engine does. */
const enough = 10;
const mostWords = 10;

const bandSql = sql<string>`case when ${listings.trl} is null then '' when ${listings.trl} <= 3 then '1-3' when ${listings.trl} <= 5 then '4-5' when ${listings.trl} <= 7 then '6-7' else '8-9' end`;
const textArray = (values: readonly string[]): SQL =>
  sql`array[${sql.join(
    values.map((v) => sql`${v}`),
    sql`, `,
  )}]::text[]`;

/** Rows whose text matches, and the order in which they answer best. */
type Match = { readonly where: SQL | undefined; readonly best: readonly SQL[] };

/** Words of a query: spaces divide, and so does the border between Chinese and other letters; a number is one word. */
const wordsOf = (q: string): string[] => {
  const number = searchedNumber(q);
  if (number) return [number];
  const words = normalise(q.replaceAll('"', " ")).match(/\p{Script=Han}+|[^\s\p{Script=Han}]+/gu) ?? [];
  return [...new Set(words)].slice(0, mostWords);
};

const contains = (word: string): SQL =>
  sql`${listings.searchText} like ${`%${word.replace(/[\\%_]/g, (c) => `\\${c}`)}%`}`;

/** Every word occurs. The title stands first in the text, so the earlier the words, the better the match. */
const allOf = (words: readonly string[]): Match => ({
  where: and(...words.map(contains)),
  best:
    words.length > 0
      ? [
          asc(
            sql.join(
              words.map((w) => sql`strpos(${listings.searchText}, ${w})`),
              sql` + `,
            ),
          ),
        ]
      : [],
});

/** Of the parts that must occur: pairs across the border of two words rarely do, so less than half is asked. */
const leastShare = 0.4;
/** From this length a Latin word may be misspelt and still be meant. */
const shortest = 4;

/** Enough words, or parts of Chinese ones, occur; a longer Latin word also where it is misspelt (trigrams). */
const manyOf = (words: readonly string[]): Match => {
  const telling = (token: string): boolean => token.length >= 3 || /\p{Script=Han}/u.test(token);
  const tokens = searchTokens(words.join(" "))
    .filter(telling)
    .slice(0, 3 * mostWords);
  if (tokens.length === 0) return { where: sql`false`, best: [] };
  const found = tokens.map((token) =>
    /^[a-z0-9]+$/.test(token) && token.length >= shortest
      ? sql`(${contains(token)} or ${token} <% ${listings.searchText})::int`
      : sql`(${contains(token)})::int`,
  );
  const score = sql`(${sql.join(found, sql` + `)})`;
  return { where: sql`${score} >= ${Math.ceil(leastShare * tokens.length)}`, best: [desc(score)] };
};

const facetSql = (input: SearchInput, f: FacetName): SQL | undefined => {
  const values = input[f] as readonly string[];
  if (values.length === 0) return undefined;
  if (f === "rights") return sql`${listings.rights} && ${textArray(values)}`;
  const column = { field: listings.field, trlBand: bandSql, priceMode: listings.priceMode, region: listings.region }[f];
  return sql`${column} = any(${textArray(values)})`;
};

const narrowed = (input: SearchInput, now: Date, match: Match, without?: FacetName): SQL | undefined => {
  const ipc = input.ipc?.replace(/\s/g, "").toUpperCase();
  const since = input.checked
    ? new Date(now.getTime() - input.checked * 86_400_000).toISOString().slice(0, 10)
    : undefined;
  return and(
    inSearch,
    match.where,
    ...facetNames.filter((f) => f !== without).map((f) => facetSql(input, f)),
    ipc
      ? // a gated technology is not found by a class that its teaser does not show
        sql`${listings.exportClass} = 'free' and exists (select 1 from unnest(${listings.ipc}) s where starts_with(replace(s, ' ', ''), ${ipc}))`
      : undefined,
    since ? sql`${listings.legalCheckedOn} >= ${since}` : undefined,
  );
};

const countFacet = async (
  ctx: Ctx,
  f: FacetName,
  where: SQL | undefined,
): Promise<readonly [FacetName, Record<string, number>]> => {
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
    .where(where)
    .groupBy(sql`1`);
  return [f, Object.fromEntries(rows.filter((r) => r.value !== "").map((r) => [r.value, r.n]))];
};

const orderOf = (input: SearchInput, match: Match): SQL[] => {
  const newest = [desc(listings.publishedAt), asc(listings.id)];
  if (input.sort === "price") return [sql`${listings.priceMin} asc nulls last`, ...newest];
  return input.sort === "newest" ? newest : [...match.best, ...newest];
};

const idsOf = async (ctx: Ctx, input: SearchInput, now: Date, match: Match): Promise<string[]> => {
  const rows = await ctx.db
    .select({ id: listings.id })
    .from(listings)
    .where(narrowed(input, now, match))
    .orderBy(...orderOf(input, match))
    .limit(pageSize)
    .offset((input.page - 1) * pageSize);
  return rows.map((r) => r.id);
};

/**
 * The answer of PostgreSQL alone, used while the engine is away: all words first, then many of them, by the normalised line that
 * every listing keeps, with the same facets.
 */
export const reducedSearch = async (ctx: Ctx, input: SearchInput, now: Date): Promise<SearchHits> => {
  const words = wordsOf(input.q);
  const exact = allOf(words);
  const total = await ctx.db.$count(listings, narrowed(input, now, exact));
  const few = words.length > 0 && input.sort === "relevance" && input.page === 1 && total < enough;
  const match = few ? manyOf(words) : exact;
  const counts = facetNames.map((f) => countFacet(ctx, f, narrowed(input, now, match, f)));
  const [ids, loose, facets] = await Promise.all([
    idsOf(ctx, input, now, exact),
    few ? idsOf(ctx, input, now, match) : Promise.resolve([]),
    Promise.all(counts),
  ]);
  const rest = loose.filter((id) => !ids.includes(id)).slice(0, pageSize - ids.length);
  return {
    ids: [...ids, ...rest],
    total: Math.min(few ? ids.length + rest.length : total, maxResults),
    capped: total > maxResults,
    partlyFrom: rest.length > 0 ? ids.length : null,
    facets: Object.fromEntries(facets) as FacetCounts,
  };
};
