import { type Ctx, inTransaction } from "@peony/db";
import { deals, listings, rooms } from "@peony/db/schema";
import { officerRoles } from "@peony/domain/identity";
import type { Id } from "@peony/domain/shared";
import { and, eq } from "drizzle-orm";
import { membersWith, tell } from "../shared/index.ts";

/** Tells both sides of each open deal that the right it is about has lapsed; once per person and version, and nobody where it has not. */
export const warnOfLapse = (ctx: Ctx, listingId: Id<"listing">): Promise<void> =>
  inTransaction(ctx, async (t) => {
    const [listing] = await t.tx
      .select({ version: listings.version, state: listings.state })
      .from(listings)
      .where(eq(listings.id, listingId));
    if (listing?.state !== "lapsed") return;
    const open = await t.tx
      .select({
        id: deals.id,
        number: deals.number,
        sellerOrgId: deals.sellerOrgId,
        buyerOrgId: deals.buyerOrgId,
      })
      .from(deals)
      .innerJoin(rooms, eq(rooms.dealId, deals.id))
      .where(and(eq(deals.listingId, listingId), eq(rooms.state, "open")));
    for (const deal of open)
      for (const orgId of [deal.sellerOrgId, deal.buyerOrgId])
        for (const person of await membersWith(t, orgId, officerRoles))
          await tell(t, person, {
            orgId,
            kind: "deal-listing-lapsed",
            urgency: "must_act",
            href: `/deals/${deal.number}`,
            args: { number: deal.number },
            fact: `deal-lapsed:${deal.id}:${listing.version}`,
          });
  });
