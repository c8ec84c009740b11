import { audit, type Ctx, emit, inTransaction, oneOr404, type TxCtx } from "@peony/db";
import { deals, demands, listings, offers } from "@peony/db/schema";
import { type AssetFacts, familyOf, isExclusive, type Terms } from "@peony/domain/contracts";
import { officerRoles, requireVerified } from "@peony/domain/identity";
import { type AcceptOfferInput, offerMachine } from "@peony/domain/offers";
import { DomainError, type Id, nextState } from "@peony/domain/shared";
import { and, eq } from "drizzle-orm";
import { draftContract } from "../contracts/index.ts";
import { reserveListing } from "../listings/index.ts";
import { requireGate } from "../shared/index.ts";
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

/** What is yet to be made for a demand: called as the demand is, with no number, class status or inventor of its own. */
const promisedOf = (d: typeof demands.$inferSelect, terms: Terms): AssetFacts => ({
  listingId: null,
  kind: familyOf(terms.dealType) === "work" ? "service" : "know_how",
  title: { zh: d.titleZh, en: d.titleEn },
  number: null,
  country: "CN",
  ipc: d.ipc,
  legalStatus: "none",
  filingDate: null,
  grantDate: null,
  inventors: [],
});

/** What the contract is about, kept for this deal where its right leaves nothing to others. @throws DomainError offers/transition */
const takeAsset = async (t: TxCtx, deal: Deal, terms: Terms): Promise<AssetFacts> => {
  if (!deal.listingId) {
    const demandId = deal.demandId ?? "";
    const demand = oneOr404(await t.tx.select().from(demands).where(eq(demands.id, demandId)), demandId);
    if (demand.state !== "awarded") throw new DomainError("offers/transition", `demand is ${demand.state}`);
    return promisedOf(demand, terms);
  }
  const listing = oneOr404(await t.tx.select().from(listings).where(eq(listings.id, deal.listingId)), deal.listingId);
  if (isExclusive(terms.dealType)) await reserveListing(t, listing.id);
  else if (listing.state !== "published") throw new DomainError("offers/transition", `listing is ${listing.state}`);
  return assetOf(listing);
};

/**
 * Agrees to the open round: terms are locked, the contract is drafted from them, and where the right is exclusive the listing is
 * kept for this deal — in one transaction that queues on the listing, so rival acceptances never leave two winners. The rivals'
 * rounds are another party's rows, so the worker lapses them on `offer.accepted`.
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
    await requireGate(t, deal, "contract");
    if (offer.termsHash !== input.termsHash) throw new DomainError("conflict", "other terms than the ones shown");
    const moved = await t.tx
      .update(offers)
      .set({ state: to, answeredBy: member.userId, answeredAt: t.now })
      .where(and(eq(offers.id, offer.id), eq(offers.state, offer.state)))
      .returning({ id: offers.id });
    if (moved.length === 0) throw new DomainError("conflict", `offer ${offer.id} left ${offer.state}`);
    const terms = termsOf(offer);
    const asset = await takeAsset(t, deal, terms);
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
      asset,
      sellerOrgId: deal.sellerOrgId,
      buyerOrgId: deal.buyerOrgId,
    });
    await emit(t.tx, "offer.accepted", { offerId: offer.id });
    return { contractId };
  });
};
