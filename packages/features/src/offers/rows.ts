import { canonicalHash, oneOr404, type TxCtx } from "@peony/db";
import { deals, demands, listings, offers, organisations } from "@peony/db/schema";
import { type Terms, termsSchema, termsToWire } from "@peony/domain/contracts";
import type { MemberActor } from "@peony/domain/identity";
import { type DealSide, DomainError, dealSide, type Id } from "@peony/domain/shared";
import { and, desc, eq } from "drizzle-orm";

export type Deal = typeof deals.$inferSelect;
export type Offer = typeof offers.$inferSelect;

/** SHA-256 of the terms as stored; what is accepted is what was shown. */
export const termsHash = (terms: Terms): string => canonicalHash(termsToWire(terms));
export const termsOf = (offer: Offer): Terms => termsSchema.parse(offer.terms);

/** What rivals queue on: the listing, or the demand where an award has none. */
const lockSubject = async (t: TxCtx, deal: Deal): Promise<void> => {
  if (deal.listingId)
    await t.tx.select({ id: listings.id }).from(listings).where(eq(listings.id, deal.listingId)).for("update");
  else if (deal.demandId)
    await t.tx.select({ id: demands.id }).from(demands).where(eq(demands.id, deal.demandId)).for("update");
};

/** Locks from the outside in: the listing first, where rivals queue, then the deal. A stranger's deal is not there. */
export const lockDeal = async (
  t: TxCtx,
  dealId: Id<"deal">,
  member: MemberActor,
  how: "listing" | "deal",
): Promise<{ deal: Deal; side: DealSide }> => {
  const found = oneOr404(await t.tx.select().from(deals).where(eq(deals.id, dealId)), dealId);
  const side = dealSide(member.orgId, found);
  if (!side) throw new DomainError("not-found", `${dealId} hidden from ${member.orgId}`);
  if (how === "listing") await lockSubject(t, found);
  const deal = oneOr404(await t.tx.select().from(deals).where(eq(deals.id, dealId)).for("update"), dealId);
  return { deal, side };
};

/** The offer and its deal, locked; a stranger's offer is not there. */
export const lockOffer = async (t: TxCtx, offerId: Id<"offer">, member: MemberActor, how: "listing" | "deal") => {
  const seen = oneOr404(
    await t.tx.select({ dealId: offers.dealId }).from(offers).where(eq(offers.id, offerId)),
    offerId,
  );
  const { deal, side } = await lockDeal(t, seen.dealId, member, how);
  const offer = oneOr404(await t.tx.select().from(offers).where(eq(offers.id, offerId)), offerId);
  return { deal, side, offer, role: side === offer.side ? ("sender" as const) : ("receiver" as const) };
};

export const lastOffer = async (t: TxCtx, dealId: Id<"deal">): Promise<Offer | undefined> =>
  (await t.tx.select().from(offers).where(eq(offers.dealId, dealId)).orderBy(desc(offers.round)).limit(1))[0];

/** Commission lines name verified broker agencies that are no party of the deal; the record keeps the first as its broker. */
export const checkBrokers = async (t: TxCtx, terms: Terms, deal: Deal): Promise<Id<"organisation"> | null> => {
  for (const [i, line] of terms.commissions.entries()) {
    const [broker] = await t.tx
      .select({ id: organisations.id })
      .from(organisations)
      .where(
        and(
          eq(organisations.id, line.organisationId),
          eq(organisations.kind, "broker"),
          eq(organisations.verification, "verified"),
        ),
      );
    if (!broker || broker.id === deal.sellerOrgId || broker.id === deal.buyerOrgId)
      throw new DomainError("invalid", "no such broker", {
        fields: { [`terms.commissions.${i}.organisationId`]: { code: "not-an-option" } },
      });
  }
  return terms.commissions[0]?.organisationId ?? null;
};
