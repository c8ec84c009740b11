import { audit, type Ctx, emit, inTransaction } from "@peony/db";
import { deals, offers } from "@peony/db/schema";
import { officerRoles, requireVerified } from "@peony/domain/identity";
import { type DeclineOfferInput, offerMachine, type WithdrawOfferInput } from "@peony/domain/offers";
import { DomainError, type Id, nextState } from "@peony/domain/shared";
import { and, eq, lte } from "drizzle-orm";
import { lockOffer } from "./rows.ts";

const end = async (
  ctx: Ctx,
  offerId: Id<"offer">,
  event: "decline" | "withdraw",
  extra: Partial<typeof offers.$inferInsert>,
): Promise<void> => {
  const member = requireVerified(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const { deal, offer, role } = await lockOffer(t, offerId, member, "deal");
    const to = nextState(offerMachine, "offers/transition", offer.state, event, role);
    const said = ({ decline: "offer.declined", withdraw: "offer.withdrawn" } as const)[event];
    const moved = await t.tx
      .update(offers)
      .set({ ...extra, state: to, answeredBy: member.userId, answeredAt: t.now })
      .where(and(eq(offers.id, offer.id), eq(offers.state, offer.state)))
      .returning({ id: offers.id });
    if (moved.length === 0) throw new DomainError("conflict", `offer ${offer.id} left ${offer.state}`);
    await t.tx.update(deals).set({ updatedAt: t.now }).where(eq(deals.id, deal.id));
    await audit(t, {
      chain: deal.id,
      action: said,
      object: offer.id,
      payload: extra.declineReason ? { reason: extra.declineReason } : {},
    });
    await emit(t.tx, said, { offerId: offer.id });
  });
};

/** Leaves the deal with a reason; the deal closes. */
export const declineOffer = (ctx: Ctx, input: DeclineOfferInput): Promise<void> =>
  end(ctx, input.offerId, "decline", { declineReason: input.reason });

/** Takes back the own open round; a new one may follow. */
export const withdrawOffer = (ctx: Ctx, input: WithdrawOfferInput): Promise<void> =>
  end(ctx, input.offerId, "withdraw", {});

/** Ends the rounds whose time is up; run by the worker's schedule. An offer includes its last second. Returns how many ended. */
export const expireOffers = async (ctx: Ctx): Promise<number> => {
  if (ctx.actor.kind !== "system") throw new DomainError("not-found", "only the schedule ends rounds");
  return inTransaction(ctx, async (t) => {
    const ended = await t.tx
      .update(offers)
      .set({ state: "expired", answeredAt: t.now })
      .where(and(eq(offers.state, "submitted"), lte(offers.expiresAt, t.now)))
      .returning({ id: offers.id, dealId: offers.dealId });
    for (const o of ended) {
      await audit(t, { chain: o.dealId, action: "offer.expired", object: o.id });
      await emit(t.tx, "offer.expired", { offerId: o.id });
    }
    return ended.length;
  });
};
