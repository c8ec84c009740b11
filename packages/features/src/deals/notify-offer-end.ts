import { type Ctx, inTransaction, oneOr404, type TxCtx } from "@peony/db";
import { deals, members, notifications, offers, users } from "@peony/db/schema";
import { officerRoles } from "@peony/domain/identity";
import type { OfferState } from "@peony/domain/offers";
import { type DealSide, type Id, otherSide } from "@peony/domain/shared";
import { and, arrayOverlaps, eq, isNull } from "drizzle-orm";
import { queueMail } from "../shared/index.ts";

/** Who has to hear how a round ended: the side that did not end it; of a round that lapsed for a rival's, the buyer. */
const hears: Partial<Record<OfferState, (sentBy: DealSide) => DealSide>> = {
  declined: (sentBy) => sentBy,
  withdrawn: otherSide,
  expired: otherSide,
  lapsed: () => "buyer",
};

const officersOf = (t: TxCtx, orgId: Id<"organisation">) =>
  t.tx
    .select({ userId: users.id, email: users.email, locale: users.locale })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(
      and(
        eq(members.orgId, orgId),
        isNull(members.suspendedAt),
        isNull(users.suspendedAt),
        arrayOverlaps(members.roles, [...officerRoles]),
      ),
    );

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
    const kind = `offer-${offer.state}`;
    const path = `/deals/${deal.number}`;
    for (const person of await officersOf(t, orgId)) {
      const dedupe = `${offerId}:${offer.state}:${person.userId}`;
      const notice = { userId: person.userId, orgId, kind, args: { number: deal.number }, href: path, dedupe };
      await t.tx
        .insert(notifications)
        .values({ ...notice, id: t.newId("notification"), urgency: "changed", createdAt: t.now })
        .onConflictDoNothing();
      await queueMail(t, {
        to: person.email,
        locale: person.locale,
        kind,
        args: { number: deal.number, path },
        dedupe,
      });
    }
  });
