import { type Ctx, oneOr404 } from "@peony/db";
import { demands, listings, matches } from "@peony/db/schema";
import { requireMember } from "@peony/domain/identity";
import { searchableListingStates } from "@peony/domain/listings";
import type { MatchReason } from "@peony/domain/matching";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { type DemandView, readDemands } from "../demands/index.ts";
import { type ListingView, readListings } from "../listings/index.ts";

type Found = { readonly score: number; readonly reason: MatchReason };
export type ListingMatch = Found & { readonly listing: ListingView };
export type DemandMatch = Found & { readonly demand: DemandView };
export type DemandMatches = {
  /** Nothing was found yet, and nothing was looked for since the last change: the worker is at it. */
  readonly pending: boolean;
  readonly rows: readonly ListingMatch[];
};
export type OrgMatches = {
  /** Own listings with the demands they may answer. */
  readonly byListing: readonly { readonly listing: ListingView; readonly matches: readonly DemandMatch[] }[];
  /** Own demands with the listings that may answer them. */
  readonly byDemand: readonly { readonly demand: DemandView; readonly matches: readonly ListingMatch[] }[];
};

/**
 * Empty beats wrong: what reaches less than an eighth of a perfect answer, or less than a quarter of the best of its demand, is
 * stored and not shown.
 */
const leastScore = 12.5;
const leastShare = 0.25;
const strong = sql`${matches.score} >= ${leastScore} and ${matches.score} >= ${leastShare} * (select max(b.score) from matches b where b.demand_id = ${matches.demandId})`;
const pairsShown = 200;

const reasonOf = (stored: unknown): MatchReason => stored as MatchReason;
/** The reasons of a match quote the text, so a listing of which the reader may have the teaser only is no match here. */
const openOnes = (rows: readonly ListingView[]): ListingView[] => rows.filter((l) => l.gate === "open");
const byId = <T extends { id: string }>(rows: readonly T[]): ReadonlyMap<string, T> =>
  new Map(rows.map((r) => [r.id, r]));

/**
 * Listings that may solve one of the own demands, best first, each with its reasons. Read again with the public filter, so a
 * withdrawn listing is gone at once. @throws DomainError not-found for another organisation's demand
 */
export const listMatchesOfDemand = async (ctx: Ctx, demandNumber: string): Promise<DemandMatches> => {
  const { orgId } = requireMember(ctx.actor);
  const demand = oneOr404(
    await ctx.db
      .select({ id: demands.id, state: demands.state, updatedAt: demands.updatedAt, matchedAt: demands.matchedAt })
      .from(demands)
      .where(and(eq(demands.number, demandNumber), eq(demands.orgId, orgId))),
    demandNumber,
  );
  if (demand.state !== "published") return { pending: false, rows: [] };
  const found = await ctx.db
    .select()
    .from(matches)
    .where(and(eq(matches.demandId, demand.id), strong))
    .orderBy(desc(matches.score), matches.listingId);
  const listed = await readListings(
    ctx,
    found.map((m) => m.listingId),
  );
  const shown = byId(openOnes(listed));
  return {
    pending: found.length === 0 && (demand.matchedAt === null || demand.matchedAt < demand.updatedAt),
    rows: found.flatMap((m) => {
      const listing = shown.get(m.listingId);
      return listing ? [{ listing, score: m.score, reason: reasonOf(m.reason) }] : [];
    }),
  };
};

/** Where an owner stays unnamed, its province does too. */
const withoutPlace = (reason: MatchReason): MatchReason => ({
  ...reason,
  fits: reason.fits.filter((f) => f.kind !== "region"),
});

type Condition = ReturnType<typeof and>;

const pairsOf = (ctx: Ctx, mine: Condition) =>
  ctx.db
    .select({ match: matches })
    .from(matches)
    .innerJoin(demands, eq(demands.id, matches.demandId))
    .innerJoin(listings, eq(listings.id, matches.listingId))
    .where(and(mine, strong, eq(demands.state, "published"), inArray(listings.state, [...searchableListingStates])))
    .orderBy(desc(matches.score), matches.demandId, matches.listingId)
    .limit(pairsShown);

type Pair = { demand: DemandView; listing: ListingView; found: Found };

const pairs = async (ctx: Ctx, mine: Condition): Promise<Pair[]> => {
  const rows = (await pairsOf(ctx, mine)).map((r) => r.match);
  const wanted = byId(await readDemands(ctx, [...new Set(rows.map((m) => m.demandId))]));
  const offered = byId(openOnes(await readListings(ctx, [...new Set(rows.map((m) => m.listingId))])));
  return rows.flatMap((m) => {
    const [demand, listing] = [wanted.get(m.demandId), offered.get(m.listingId)];
    if (!demand || !listing) return [];
    const reason = reasonOf(m.reason);
    return [{ demand, listing, found: { score: m.score, reason: demand.owner ? reason : withoutPlace(reason) } }];
  });
};

const none: DemandMatches = { pending: false, rows: [] };

/**
 * What the public page of a demand shows of its matches: all of them to its owner, to another organisation those that are its own
 * listings, to everybody else nothing.
 */
export const readPublicMatches = async (ctx: Ctx, demand: DemandView): Promise<DemandMatches> => {
  if (demand.own) return listMatchesOfDemand(ctx, demand.number);
  if (ctx.actor.kind !== "person" || !ctx.actor.orgId) return none;
  const found = await pairs(ctx, and(eq(demands.id, demand.id), eq(listings.orgId, ctx.actor.orgId)));
  return { pending: false, rows: found.map(({ listing, found: match }) => ({ listing, ...match })) };
};

/** What was found for the own organisation: demands that its listings may answer, and listings that may answer its demands. */
export const listMatchesForOrg = async (ctx: Ctx): Promise<OrgMatches> => {
  const { orgId } = requireMember(ctx.actor);
  const asOwner = await pairs(ctx, eq(listings.orgId, orgId));
  const asAsker = await pairs(ctx, eq(demands.orgId, orgId));
  return {
    byListing: [...Map.groupBy(asOwner, (p) => p.listing.id).values()].flatMap((group) =>
      group[0]
        ? [{ listing: group[0].listing, matches: group.map(({ demand, found }) => ({ demand, ...found })) }]
        : [],
    ),
    byDemand: [...Map.groupBy(asAsker, (p) => p.demand.id).values()].flatMap((group) =>
      group[0]
        ? [{ demand: group[0].demand, matches: group.map(({ listing, found }) => ({ listing, ...found })) }]
        : [],
    ),
  };
};
