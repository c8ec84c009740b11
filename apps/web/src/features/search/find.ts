import { pageSize, type SearchInput } from "@peony/domain/search";
import { isDomainError } from "@peony/domain/shared";
import { browseDemands } from "@peony/features/demands";
import { type ListingResults, searchListings } from "@peony/features/search";
import { headers } from "next/headers";
import { addressOf, requestCtx } from "#server/ctx.ts";
import { search } from "#server/gateways.ts";
import { spend } from "#server/limits.ts";
import { requestNow } from "#server/now.ts";
import { type Poster, posterOf } from "./post-link.ts";
import { type Applied, appliedFilters, withoutFilters } from "./search-params.ts";

/** How recently a legal status must have been looked up to count as checked. */
export const checkedDays = 90;

export type Relaxed = { readonly applied: Applied | null; readonly input: SearchInput; readonly total: number };
export type Found = {
  readonly results: ListingResults;
  /** How many there are with no filter at all. */
  readonly unfiltered: number;
  /** How many of these were checked lately. */
  readonly checked: number;
  readonly demands: number;
  readonly poster: Poster;
  /** Where nothing was found: what each single condition hides, most first. */
  readonly relaxed: readonly Relaxed[];
};

/** Everything the search page shows, or how many seconds a reader who searches too often has to wait. */
export const findListings = async (input: SearchInput): Promise<Found | { readonly waitSeconds: number }> => {
  const ctx = await requestCtx();
  try {
    if (ctx.actor.kind === "person") await spend("search:person", ctx.actor.userId);
    else await spend("search:visitor", addressOf(await headers()));
  } catch (e) {
    if (isDomainError(e) && e.code === "rate-limited") return { waitSeconds: Number(e.data.args?.seconds ?? 60) };
    throw e;
  }
  const now = await requestNow();
  const run = (wanted: SearchInput) => searchListings(ctx, search(), wanted, now);
  const totalOf = async (wanted: SearchInput) => (await run({ ...wanted, page: 1 })).total;
  const applied = appliedFilters(input);
  const [answer, unfiltered, checked, demands] = await Promise.all([
    run(input),
    applied.length > 0 ? totalOf(withoutFilters(input)) : null,
    input.checked ? null : totalOf({ ...input, checked: checkedDays }),
    browseDemands(ctx, { limit: 1, q: input.q }),
  ]);
  const results = settled(answer, input);
  return {
    results,
    unfiltered: unfiltered ?? results.total,
    checked: checked ?? results.total,
    demands: demands.total,
    poster: posterOf(ctx.actor),
    relaxed: results.total === 0 ? await relax(input, applied, totalOf) : [],
  };
};

/** What left the market while the engine still counts it is not counted here, as far as one page can tell. */
const settled = (answer: ListingResults, input: SearchInput): ListingResults =>
  input.page === 1 && answer.total <= pageSize ? { ...answer, total: answer.rows.length } : answer;

const relax = async (
  input: SearchInput,
  applied: readonly Applied[],
  totalOf: (wanted: SearchInput) => Promise<number>,
): Promise<Relaxed[]> => {
  const tries = [
    ...applied.map((a) => ({ applied: a, input: a.without })),
    ...(input.q && applied.length > 0 ? [{ applied: null, input: { ...input, q: "", page: 1 } }] : []),
  ];
  const counted = await Promise.all(tries.map(async (one) => ({ ...one, total: await totalOf(one.input) })));
  return counted.filter((one) => one.total > 0).sort((a, b) => b.total - a.total);
};
