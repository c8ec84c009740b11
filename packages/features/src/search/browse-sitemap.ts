import type { Ctx } from "@peony/db";
import { demands, listings, organisations } from "@peony/db/schema";
import { publicDemandStates } from "@peony/domain/demands";
import { and, asc, eq, exists, inArray, or, sql } from "drizzle-orm";
import { onMarket } from "./browse-listings.ts";

/** What search engines are told of, by kind. */
export const sitemapKinds = ["listings", "demands", "organisations"] as const;
export type SitemapKind = (typeof sitemapKinds)[number];
/** The last part of the address of an item (slug or number) and when it changed last, where that is known. */
export type SitemapItem = { readonly name: string; readonly changedAt: Date | null };

/** Anybody may read it; one that hides its owner is among them, by its number only, and one for named readers is not. */
const openToAll = and(
  inArray(demands.state, [...publicDemandStates]),
  inArray(demands.visibility, ["open", "hidden_name"]),
);
/** Something that names the owner: a demand with a hidden name must not bring its owner here. */
const hasSomething = (ctx: Ctx) =>
  and(
    eq(organisations.verification, "verified"),
    or(
      exists(
        ctx.db
          .select({ one: sql`1` })
          .from(listings)
          .where(and(eq(listings.orgId, organisations.id), onMarket(ctx))),
      ),
      exists(
        ctx.db
          .select({ one: sql`1` })
          .from(demands)
          .where(and(eq(demands.orgId, organisations.id), openToAll, eq(demands.visibility, "open"))),
      ),
    ),
  );

/** How many public items of each kind there are. */
export const countSitemapItems = async (ctx: Ctx): Promise<Readonly<Record<SitemapKind, number>>> => {
  const [ofListings, ofDemands, ofOrganisations] = await Promise.all([
    ctx.db.$count(listings, onMarket(ctx)),
    ctx.db.$count(demands, openToAll),
    ctx.db.$count(organisations, hasSomething(ctx)),
  ]);
  return { listings: ofListings, demands: ofDemands, organisations: ofOrganisations };
};

/** A run of the public items of a kind in an order that does not move: those that come later come at the end. */
export const readSitemapItems = (
  ctx: Ctx,
  kind: SitemapKind,
  { limit, offset }: { limit: number; offset: number },
): Promise<SitemapItem[]> => {
  switch (kind) {
    case "listings":
      return ctx.db
        .select({ name: listings.slug, changedAt: listings.updatedAt })
        .from(listings)
        .where(onMarket(ctx))
        .orderBy(asc(listings.id))
        .limit(limit)
        .offset(offset);
    case "demands":
      return ctx.db
        .select({ name: demands.number, changedAt: demands.updatedAt })
        .from(demands)
        .where(openToAll)
        .orderBy(asc(demands.id))
        .limit(limit)
        .offset(offset);
    case "organisations":
      return ctx.db
        .select({ name: organisations.slug, changedAt: sql<null>`null` })
        .from(organisations)
        .where(hasSomething(ctx))
        .orderBy(asc(organisations.id))
        .limit(limit)
        .offset(offset);
  }
};
