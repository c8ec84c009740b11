import { audit, type Ctx, inTransaction, oneOr404 } from "@peony/db";
import { deals, demands, listings, rooms } from "@peony/db/schema";
import { officerRoles, requireVerified } from "@peony/domain/identity";
import { searchableListingStates } from "@peony/domain/listings";
import type { OpenRoomInput } from "@peony/domain/rooms";
import { DomainError } from "@peony/domain/shared";
import { and, eq } from "drizzle-orm";
import { nextNumber } from "../shared/index.ts";

/**
 * A verified organisation opens a conversation with a listing's owner: one deal, one room. Asking again about the same listing
 * leads to the same deal, so a double submit and a second thought make no second one.
 */
export const openRoom = async (ctx: Ctx, input: OpenRoomInput): Promise<{ number: string }> => {
  const buyer = requireVerified(ctx.actor, officerRoles);
  return inTransaction(ctx, async (t) => {
    const listing = oneOr404(
      (
        await t.tx
          .select({ id: listings.id, orgId: listings.orgId, state: listings.state })
          .from(listings)
          .where(eq(listings.id, input.listingId))
          .for("share")
      ).filter((l) => searchableListingStates.some((s) => s === l.state)),
      input.listingId,
    );
    if (listing.orgId === buyer.orgId) throw new DomainError("offers/own-listing", input.listingId);
    const known = await t.tx
      .select({ number: deals.number })
      .from(deals)
      .where(and(eq(deals.listingId, listing.id), eq(deals.buyerOrgId, buyer.orgId)));
    if (known[0]) return known[0];
    if (input.demandId)
      oneOr404(
        await t.tx
          .select({ id: demands.id })
          .from(demands)
          .where(and(eq(demands.id, input.demandId), eq(demands.orgId, buyer.orgId))),
        input.demandId,
      );
    const number = await nextNumber(t, "PN");
    const made = await t.tx
      .insert(deals)
      .values({
        id: input.dealId,
        number,
        listingId: listing.id,
        demandId: input.demandId ?? null,
        sellerOrgId: listing.orgId,
        buyerOrgId: buyer.orgId,
        openedBy: buyer.userId,
        createdAt: t.now,
        updatedAt: t.now,
      })
      .onConflictDoNothing()
      .returning({ id: deals.id });
    if (made.length === 0) {
      const [rival] = await t.tx
        .select({ number: deals.number })
        .from(deals)
        .where(and(eq(deals.listingId, listing.id), eq(deals.buyerOrgId, buyer.orgId)));
      if (!rival) throw new DomainError("conflict", "deal id is taken");
      return rival;
    }
    await t.tx
      .insert(rooms)
      .values({ id: t.newId("room"), dealId: input.dealId, useCase: input.useCase, createdAt: t.now });
    await audit(t, {
      chain: input.dealId,
      action: "room.opened",
      object: input.dealId,
      payload: { listingId: listing.id },
    });
    return { number };
  });
};
