import { type Ctx, inTransaction, oneOr404 } from "@peony/db";
import { deals, offers } from "@peony/db/schema";
import { officerRoles } from "@peony/domain/identity";
import type { OfferState } from "@peony/domain/offers";
import { type DealSide, type Id, otherSide } from "@peony/domain/shared";
import { eq } from "drizzle-orm";
import { membersWith, tell } from "../shared/index.ts";

/** Who has to hear how a round ended: the side that did not end it; of a round that lapsed for a rival's, the buyer. */
const hears: Partial<Record<OfferState, (sentBy: DealSide) => DealSide>> = {
  declined: (sentBy) => sentBy,
  withdrawn: otherSide,
  expired: otherSide,
  lapsed: () => "buyer",
};

/** Tells the officers of the other side, in the product and by mail, that a round ended without agreement; once per person. Neither carries a term or a reason. */
export const notifyOfferEnd = async (ctx: Ctx, offerId: Id<"offer">): Promise<void> =>
  inTransaction(ctx, async (t) => {
    const { offer, deal } = oneOr404(
      await t.tx
        .select({ offer: offers, deal: deals })
        .from(offers)
        .innerJoin(deals, eq(deals.id, offers.dealId))
        .where(eq(offers.id, offerId)),
      offerId,
    );
    const side = hears[offer.state]?.(offer.side);
    if (!side) return;
    const orgId = side === "seller" ? deal.sellerOrgId : deal.buyerOrgId;
    const notice = {
      orgId,
      kind: `offer-${offer.state}`,
      urgency: "changed" as const,
      href: `/deals/${deal.number}`,
      args: { number: deal.number },
      fact: `${offerId}:${offer.state}`,
    };
    for (const person of await membersWith(t, orgId, officerRoles)) await tell(t, person, notice);
  });
