import { audit, type Ctx, emit, inTransaction } from "@peony/db";
import { deals, offers } from "@peony/db/schema";
import { isExclusive } from "@peony/domain/contracts";
import { DomainError, type Id } from "@peony/domain/shared";
import { and, eq, inArray, ne } from "drizzle-orm";
import { termsOf } from "./rows.ts";

/**
 * Ends the open rounds of other deals on a listing that an accepted exclusive offer has taken. Run by the worker, which sees every
 * party's rows; until then the listing's state already refuses them. A repeat changes nothing. Returns how many ended.
 */
export const lapseRivals = async (ctx: Ctx, offerId: Id<"offer">): Promise<number> => {
  if (ctx.actor.kind !== "system") throw new DomainError("not-found", "only the house lapses rivals");
  return inTransaction(ctx, async (t) => {
    const [won] = await t.tx
      .select({ offer: offers, deal: deals })
      .from(offers)
      .innerJoin(deals, eq(deals.id, offers.dealId))
      .where(eq(offers.id, offerId));
    if (won?.offer.state !== "accepted" || !isExclusive(termsOf(won.offer).dealType)) return 0;
    const { listingId } = won.deal;
    if (!listingId) return 0;
    const rivals = t.tx
      .select({ id: deals.id })
      .from(deals)
      .where(and(eq(deals.listingId, listingId), ne(deals.id, won.deal.id)));
    const ended = await t.tx
      .update(offers)
      .set({ state: "lapsed", answeredAt: t.now })
      .where(and(inArray(offers.dealId, rivals), eq(offers.state, "submitted")))
      .returning({ id: offers.id, dealId: offers.dealId });
    for (const o of ended) {
      await audit(t, { chain: o.dealId, action: "offer.lapsed", object: o.id });
      await emit(t.tx, "offer.lapsed", { offerId: o.id });
    }
    return ended.length;
  });
};
