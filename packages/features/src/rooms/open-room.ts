import { audit, type Ctx, inTransaction, oneOr404, type TxCtx } from "@peony/db";
import { deals, demands, listings, rooms } from "@peony/db/schema";
import { officerRoles, requireVerified } from "@peony/domain/identity";
import { searchableListingStates } from "@peony/domain/listings";
import type { OpenRoomInput } from "@peony/domain/rooms";
import { DomainError, type Id } from "@peony/domain/shared";
import { and, eq } from "drizzle-orm";
import { nextNumber, requireGate } from "../shared/index.ts";

/** The listing, kept from leaving the market until the deal is written; one that is not on it is not there. */
const listingOnMarket = async (t: TxCtx, id: Id<"listing">) => {
  const rows = await t.tx
    .select({ id: listings.id, orgId: listings.orgId, state: listings.state })
    .from(listings)
    .where(eq(listings.id, id))
    .for("share");
  return oneOr404(
    rows.filter((l) => searchableListingStates.some((s) => s === l.state)),
    id,
  );
};

const dealAbout = async (t: TxCtx, listingId: Id<"listing">, buyerOrgId: Id<"organisation">) => {
  const [known] = await t.tx
    .select({ number: deals.number })
    .from(deals)
    .where(and(eq(deals.listingId, listingId), eq(deals.buyerOrgId, buyerOrgId)));
  return known;
};

const requireOwnDemand = async (t: TxCtx, id: Id<"demand">, orgId: Id<"organisation">): Promise<void> => {
  const own = and(eq(demands.id, id), eq(demands.orgId, orgId));
  oneOr404(await t.tx.select({ id: demands.id }).from(demands).where(own), id);
};

/**
 * A verified organisation opens a conversation with a listing's owner: one deal, one room. Asking again about the same listing
 * leads to the same deal, so a double submit and a second thought make no second one.
 */
export const openRoom = async (ctx: Ctx, input: OpenRoomInput): Promise<{ number: string }> => {
  const buyer = requireVerified(ctx.actor, officerRoles);
  return inTransaction(ctx, async (t) => {
    const listing = await listingOnMarket(t, input.listingId);
    if (listing.orgId === buyer.orgId) throw new DomainError("offers/own-listing", input.listingId);
    await requireGate(t, { listingId: listing.id, buyerOrgId: buyer.orgId }, "room");
    const known = await dealAbout(t, listing.id, buyer.orgId);
    if (known) return known;
    if (input.demandId) await requireOwnDemand(t, input.demandId, buyer.orgId);
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
      const rival = await dealAbout(t, listing.id, buyer.orgId);
      if (!rival) throw new DomainError("conflict", "deal id is taken");
      return rival;
    }
    await t.tx
      .insert(rooms)
      .values({ id: t.newId("room"), dealId: input.dealId, useCase: input.useCase, createdAt: t.now });
    const payload = { listingId: listing.id };
    await audit(t, { chain: input.dealId, action: "room.opened", object: input.dealId, payload });
    return { number };
  });
};
