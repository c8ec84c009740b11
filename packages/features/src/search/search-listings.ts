import type { Ctx } from "@peony/db";
import { searchedNumber } from "@peony/domain/listings";
import { SearchAway, type SearchHits, type SearchIndex, type SearchInput } from "@peony/domain/search";
import { type ListingView, readListings } from "../listings/index.ts";
import { reducedSearch } from "./reduced-search.ts";

export type ListingResults = Omit<SearchHits, "ids"> & {
  readonly rows: readonly ListingView[];
  /** The engine was away: PostgreSQL answered, by words and likeness only. */
  readonly reduced: boolean;
};

/** A number in any writing is one word for the engine. */
const forEngine = (input: SearchInput): SearchInput => ({ ...input, q: searchedNumber(input.q) ?? input.q });

const hitsOf = async (
  ctx: Ctx,
  index: SearchIndex,
  input: SearchInput,
  now: Date,
): Promise<SearchHits & { reduced: boolean }> => {
  try {
    return { ...(await index.search(forEngine(input), now)), reduced: false };
  } catch (e) {
    if (!(e instanceof SearchAway)) throw e;
    return { ...(await reducedSearch(ctx, input, now)), reduced: true };
  }
};

/** Where the partly matching rows begin, once rows that left the market are gone from the page. */
const partlyFrom = (hits: SearchHits, rows: readonly ListingView[]): number | null => {
  if (hits.partlyFrom === null) return null;
  const whole = new Set(hits.ids.slice(0, hits.partlyFrom));
  const first = rows.findIndex((r) => !whole.has(r.id));
  return first < 0 ? null : first;
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
  const { ids, ...hits } = await hitsOf(ctx, index, input, now);
  const rows = await readListings(ctx, ids);
  return { ...hits, rows, partlyFrom: partlyFrom({ ids, ...hits }, rows) };
};
