import { type Ctx, inTransaction, type TxCtx } from "@peony/db";
import { contractSigners, contracts, deals, heldItems, notifications, offers } from "@peony/db/schema";
import { type DealMove, type DealTurn, dealTurn, moveRoles } from "@peony/domain/deals";
import type { Bilingual, Id } from "@peony/domain/shared";
import { and, asc, desc, eq, isNull, like, notLike } from "drizzle-orm";
import { membersWith, tell } from "../shared/index.ts";

const pages: Partial<Record<DealMove, string>> = {
  "answer-offer": "/offer",
  "send-offer": "/offer",
  sign: "/contract",
  fund: "/money",
  deliver: "/money",
  accept: "/money",
};

type Now = {
  deal: typeof deals.$inferSelect;
  turn: DealTurn;
  signerId: Id<"user"> | null;
  fact: string;
  /** Name of the payment it is about. */
  item: Bilingual | null;
};

/** Where the deal stands, read by the house itself; the fact names the step, so that it is told once. */
const dealNow = async (t: TxCtx, dealId: Id<"deal">): Promise<Now | null> => {
  const [deal] = await t.tx.select().from(deals).where(eq(deals.id, dealId));
  if (!deal) return null;
  const [offer] = await t.tx
    .select()
    .from(offers)
    .where(eq(offers.dealId, dealId))
    .orderBy(desc(offers.round))
    .limit(1);
  const [contract] = await t.tx
    .select({ id: contracts.id, state: contracts.state })
    .from(contracts)
    .where(eq(contracts.dealId, dealId));
  const [signer] = contract
    ? await t.tx
        .select({ side: contractSigners.side, userId: contractSigners.userId, position: contractSigners.position })
        .from(contractSigners)
        .where(and(eq(contractSigners.contractId, contract.id), eq(contractSigners.state, "waiting")))
        .orderBy(asc(contractSigners.position))
        .limit(1)
    : [];
  const items = await t.tx
    .select({
      name: heldItems.name,
      state: heldItems.state,
      deadline: heldItems.deadline,
      position: heldItems.position,
    })
    .from(heldItems)
    .where(eq(heldItems.dealId, dealId))
    .orderBy(asc(heldItems.position));
  const turn = dealTurn({
    offer: offer ?? null,
    contract: contract ? { state: contract.state, nextSigner: signer?.side ?? null } : null,
    items,
  });
  const place =
    turn.item === null
      ? turn.move === "sign"
        ? `s${signer?.position}`
        : `r${offer?.round ?? 0}`
      : `i${items[turn.item]?.position}`;
  return {
    deal,
    turn,
    signerId: turn.move === "sign" ? (signer?.userId ?? null) : null,
    fact: `${dealId}:${turn.move}:${place}`,
    item: turn.item === null ? null : (items[turn.item]?.name ?? null),
  };
};

const orgOf = ({ deal, turn }: Now): Id<"organisation"> | null =>
  ({ seller: deal.sellerOrgId, buyer: deal.buyerOrgId, broker: deal.brokerOrgId })[turn.side ?? "broker"];

/** Signing names its signer; everything else goes to whoever may take the step. */
const recipients = async (t: TxCtx, now: Now, orgId: Id<"organisation">) => {
  const people = await membersWith(t, orgId, moveRoles[now.turn.move] ?? []);
  return now.signerId ? people.filter((p) => p.userId === now.signerId) : people;
};

/** Notices of steps that were taken meanwhile are read: there is nothing left to do behind them. */
const settleNotices = (t: TxCtx, dealId: Id<"deal">, fact: string) =>
  t.tx
    .update(notifications)
    .set({ readAt: t.now })
    .where(
      and(
        isNull(notifications.readAt),
        eq(notifications.urgency, "turn"),
        like(notifications.dedupe, `${dealId}:%`),
        notLike(notifications.dedupe, `${fact}:%`),
      ),
    );

/**
 * Tells the people whose turn it now is, in the product and by mail, once per step and person; run after every change of a deal.
 * Neither carries a term: the number, what to do, by when; the notice, which is
 * read behind the sign-in, names the payment too.
 */
export const notifyTurn = async (ctx: Ctx, dealId: Id<"deal">): Promise<void> =>
  inTransaction(ctx, async (t) => {
    const now = await dealNow(t, dealId);
    if (!now) return;
    await settleNotices(t, dealId, now.fact);
    if (!now.turn.side) return;
    const orgId = orgOf(now);
    if (!orgId) return;
    const { turn, deal, item } = now;
    const notice = {
      orgId,
      kind: `turn-${turn.move}`,
      urgency: "turn" as const,
      href: `/deals/${deal.number}${pages[turn.move] ?? ""}`,
      args: { number: deal.number, deadline: turn.deadline?.toISOString() ?? "" },
      ...(item ? { inside: { itemZh: item.zh, itemEn: item.en || item.zh } } : {}),
      fact: now.fact,
    };
    for (const person of await recipients(t, now, orgId)) await tell(t, person, notice);
  });
