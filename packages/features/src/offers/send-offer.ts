import { audit, type Ctx, emit, inTransaction, type TxCtx } from "@peony/db";
import { deals, demands, listings, offers } from "@peony/db/schema";
import { type Terms, termsToWire } from "@peony/domain/contracts";
import { type MemberActor, officerRoles, requireVerified } from "@peony/domain/identity";
import { type CounterOfferInput, offerDays, offerMachine, type SendOfferInput } from "@peony/domain/offers";
import { type DealSide, DomainError, type Id, nextState } from "@peony/domain/shared";
import { and, eq } from "drizzle-orm";
import { requireGate } from "../shared/index.ts";
import { checkBrokers, type Deal, lastOffer, lockDeal, lockOffer, termsHash } from "./rows.ts";

type Round = { id: Id<"offer">; terms: Terms; message: string };

/**
 * Offers need something to agree on: the listing, locked before the deal, must still be on the market; without one, the demand must
 * still stand as awarded.
 */
const requireOnMarket = async (t: TxCtx, deal: Deal): Promise<void> => {
  if (!deal.listingId) {
    const [d] = await t.tx
      .select({ state: demands.state })
      .from(demands)
      .where(eq(demands.id, deal.demandId ?? ""));
    if (d?.state !== "awarded") throw new DomainError("offers/transition", `demand is ${d?.state}`);
    return;
  }
  const [l] = await t.tx.select({ state: listings.state }).from(listings).where(eq(listings.id, deal.listingId));
  if (l?.state !== "published") throw new DomainError("offers/transition", "listing has left the market");
};

const openRound = async (
  t: TxCtx,
  deal: Deal,
  side: DealSide,
  member: MemberActor,
  round: Round,
  number: number,
): Promise<void> => {
  await requireOnMarket(t, deal);
  await requireGate(t, deal, "offer");
  await checkBrokers(t, round.terms, deal);
  const hash = termsHash(round.terms);
  await t.tx.insert(offers).values({
    id: round.id,
    dealId: deal.id,
    round: number,
    side,
    terms: termsToWire(round.terms),
    termsHash: hash,
    message: round.message,
    sentBy: member.userId,
    sentAt: t.now,
    expiresAt: new Date(t.now.getTime() + offerDays * 86_400_000),
  });
  await t.tx.update(deals).set({ updatedAt: t.now }).where(eq(deals.id, deal.id));
  await audit(t, {
    chain: deal.id,
    action: "offer.sent",
    object: round.id,
    payload: { round: number, side, termsHash: hash },
  });
  await emit(t.tx, "offer.sent", { offerId: round.id });
};

/** True when this id was used already by this side of this deal: the same submit, answered as success. */
const isRepeat = async (t: TxCtx, id: Id<"offer">, dealId: Id<"deal">, side: DealSide): Promise<boolean> => {
  const rows = await t.tx
    .select({ id: offers.id })
    .from(offers)
    .where(and(eq(offers.id, id), eq(offers.dealId, dealId), eq(offers.side, side)));
  return rows.length > 0;
};

/** Opens a round where none is open: the first, or a new one after the last was withdrawn or ran out. */
export const sendOffer = async (ctx: Ctx, input: SendOfferInput): Promise<void> => {
  const member = requireVerified(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const { deal, side } = await lockDeal(t, input.dealId, member, "listing");
    if (await isRepeat(t, input.id, deal.id, side)) return;
    const last = await lastOffer(t, deal.id);
    if (last && !["withdrawn", "expired"].includes(last.state))
      throw new DomainError("offers/transition", `round ${last.round} is ${last.state}`);
    await openRound(t, deal, side, member, input, (last?.round ?? 0) + 1);
  });
};

/** Answers the open round with other terms. The round it answers ends as countered in the same transaction. */
export const counterOffer = async (ctx: Ctx, input: CounterOfferInput): Promise<void> => {
  const member = requireVerified(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const { deal, side, offer, role } = await lockOffer(t, input.answers, member, "listing");
    if (await isRepeat(t, input.id, deal.id, side)) return;
    if (role === "sender" && offer.state === "submitted") throw new DomainError("offers/not-your-turn", offer.id);
    const to = nextState(offerMachine, "offers/transition", offer.state, "counter", role);
    if (offer.expiresAt <= t.now) throw new DomainError("offers/transition", "the round has run out");
    const moved = await t.tx
      .update(offers)
      .set({ state: to, answeredBy: member.userId, answeredAt: t.now })
      .where(and(eq(offers.id, offer.id), eq(offers.state, offer.state)))
      .returning({ id: offers.id });
    if (moved.length === 0) throw new DomainError("conflict", `offer ${offer.id} left ${offer.state}`);
    await openRound(t, deal, side, member, input, offer.round + 1);
  });
};
