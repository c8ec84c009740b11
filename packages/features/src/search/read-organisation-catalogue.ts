import type { Ctx } from "@peony/db";
import { demands, listings } from "@peony/db/schema";
import { searchableListingStates } from "@peony/domain/listings";
import type { Id } from "@peony/domain/shared";
import { and, desc, eq, inArray } from "drizzle-orm";
import { type DemandView, readDemands } from "../demands/index.ts";
import { type ListingView, readListings } from "../listings/index.ts";

export type OrganisationCatalogue = {
  readonly listings: readonly ListingView[];
  readonly listingTotal: number;
  readonly demands: readonly DemandView[];
};

/**
 * What an organisation offers and looks for, newest first, at most `limit` of each. A demand that hides its owner's name is never
 * among them, or the list would say it.
 */
export const readOrganisationCatalogue = async (
  ctx: Ctx,
  orgId: Id<"organisation">,
  limit = 50,
): Promise<OrganisationCatalogue> => {
  const onMarket = and(eq(listings.orgId, orgId), inArray(listings.state, [...searchableListingStates]));
  const open = and(eq(demands.orgId, orgId), eq(demands.state, "published"), eq(demands.visibility, "open"));
  const listed = await ctx.db
    .select({ id: listings.id })
    .from(listings)
    .where(onMarket)
    .orderBy(desc(listings.publishedAt), listings.id)
    .limit(limit);
  const wanted = await ctx.db
    .select({ id: demands.id })
    .from(demands)
    .where(open)
    .orderBy(desc(demands.publishedAt), demands.id)
    .limit(limit);
  const asked = await readDemands(
    ctx,
    wanted.map((d) => d.id),
  );
  const byId = new Map(asked.map((d) => [d.id, d]));
  return {
    listings: await readListings(
      ctx,
      listed.map((l) => l.id),
    ),
    listingTotal: await ctx.db.$count(listings, onMarket),
    demands: wanted.flatMap((d) => byId.get(d.id) ?? []),
  };
};
