import { audit, type Ctx, emit, inTransaction, oneOr404, type TxCtx } from "@peony/db";
import { deals, listings, offers } from "@peony/db/schema";
import { type AssetFacts, isExclusive } from "@peony/domain/contracts";
import { officerRoles, requireVerified } from "@peony/domain/identity";
import { listingMachine } from "@peony/domain/listings";
import { type AcceptOfferInput, offerMachine } from "@peony/domain/offers";
import { DomainError, type Id, nextState } from "@peony/domain/shared";
import { and, eq, inArray, ne } from "drizzle-orm";
import { draftContract } from "../contracts/index.ts";
import { checkBrokers, type Deal, lockOffer, termsOf } from "./rows.ts";

type Listing = typeof listings.$inferSelect;

const assetOf = (l: Listing): AssetFacts => ({
  listingId: l.id,
  kind: l.assetKind,
  title: { zh: l.titleZh, en: l.titleEn },
  number: l.number,
  country: l.country,
  ipc: l.ipc,
  legalStatus: l.legalStatus,
  filingDate: l.filingDate,
  grantDate: l.grantDate,
  inventors: l.inventors,
});

/** An exclusive agreement takes the listing off the market for others and lapses their open rounds. */
const reserve = async (t: TxCtx, listing: Listing, deal: Deal): Promise<void> => {
  const to = nextState(listingMachine, "offers/transition", listing.state, "reserve", "system");
  await t.tx
    .update(listings)
    .set({ state: to, version: listing.version + 1, updatedAt: t.now })
    .where(and(eq(listings.id, listing.id), eq(listings.state, listing.state)));
  const rivals = await t.tx
    .select({ id: deals.id })
    .from(deals)
    .where(and(eq(deals.listingId, listing.id), ne(deals.id, deal.id)));
  if (rivals.length > 0)
    await t.tx
      .update(offers)
      .set({ state: "lapsed", answeredAt: t.now })
      .where(
        and(
          inArray(
            offers.dealId,
            rivals.map((r) => r.id),
          ),
          eq(offers.state, "submitted"),
        ),
      );
  await emit(t.tx, "listing.changed", { listingId: listing.id });
};

/**
 * Agrees to the open round: terms are locked, the contract is drafted from them, and where the right is exclusive the rivals
 * lapse — in one transaction that queues on the listing, so rival acceptances never leave two winners.
 */
export const acceptOffer = async (
  ctx: Ctx,
  input: AcceptOfferInput,
): Promise<{ contractId: Id<"contract"> | null }> => {
  const member = requireVerified(ctx.actor, officerRoles);
  return inTransaction(ctx, async (t) => {
    const { deal, offer, role } = await lockOffer(t, input.offerId, member, "listing");
    if (offer.state === "accepted" && role === "receiver" && offer.answeredBy === member.userId)
      return { contractId: null };
    if (role === "sender" && offer.state === "submitted") throw new DomainError("offers/not-your-turn", offer.id);
    const to = nextState(offerMachine, "offers/transition", offer.state, "accept", role);
    if (offer.expiresAt <= t.now) throw new DomainError("offers/transition", "the round has run out");
    if (offer.termsHash !== input.termsHash) throw new DomainError("conflict", "other terms than the ones shown");
    const moved = await t.tx
      .update(offers)
      .set({ state: to, answeredBy: member.userId, answeredAt: t.now })
      .where(and(eq(offers.id, offer.id), eq(offers.state, offer.state)))
      .returning({ id: offers.id });
    if (moved.length === 0) throw new DomainError("conflict", `offer ${offer.id} left ${offer.state}`);
    const terms = termsOf(offer);
    const listing = oneOr404(await t.tx.select().from(listings).where(eq(listings.id, deal.listingId)), deal.listingId);
    if (isExclusive(terms.dealType)) await reserve(t, listing, deal);
    else if (listing.state !== "published") throw new DomainError("offers/transition", `listing is ${listing.state}`);
    const brokerOrgId = await checkBrokers(t, terms, deal);
    await t.tx.update(deals).set({ brokerOrgId, updatedAt: t.now }).where(eq(deals.id, deal.id));
    await audit(t, {
      chain: deal.id,
      action: "offer.accepted",
      object: offer.id,
      payload: { termsHash: offer.termsHash },
    });
    const contractId = await draftContract(t, {
      dealId: deal.id,
      dealNumber: deal.number,
      offerId: offer.id,
      terms,
      termsHash: offer.termsHash,
      asset: assetOf(listing),
      sellerOrgId: deal.sellerOrgId,
      buyerOrgId: deal.buyerOrgId,
    });
    await emit(t.tx, "offer.accepted", { offerId: offer.id });
    return { contractId };
  });
};
