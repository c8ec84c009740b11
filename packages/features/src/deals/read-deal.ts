import { type Ctx, oneOr404, reading, type TxCtx } from "@peony/db";
import {
  contractSigners,
  contracts,
  deals,
  demands,
  heldItems,
  listings,
  offers,
  organisations,
  rooms,
  users,
} from "@peony/db/schema";
import { dealPhase, dealTurn, stepOf } from "@peony/domain/deals";
import { isTeam, requireMember } from "@peony/domain/identity";
import { DomainError, dealRole, type Id } from "@peony/domain/shared";
import { asc, desc, eq } from "drizzle-orm";

const orgRef = async (t: TxCtx, id: Id<"organisation"> | null) => {
  if (!id) return null;
  const [o] = await t.tx
    .select({
      id: organisations.id,
      slug: organisations.slug,
      nameZh: organisations.nameZh,
      nameEn: organisations.nameEn,
      shortZh: organisations.shortZh,
      fictional: organisations.fictional,
    })
    .from(organisations)
    .where(eq(organisations.id, id));
  return o ?? null;
};

const roundsOf = (t: TxCtx, dealId: Id<"deal">) =>
  t.tx
    .select({ offer: offers, sender: users.name })
    .from(offers)
    .innerJoin(users, eq(users.id, offers.sentBy))
    .where(eq(offers.dealId, dealId))
    .orderBy(desc(offers.round));

const contractOf = async (t: TxCtx, dealId: Id<"deal">) => {
  const [c] = await t.tx
    .select({
      id: contracts.id,
      number: contracts.number,
      state: contracts.state,
      signedAt: contracts.signedAt,
      createdAt: contracts.createdAt,
    })
    .from(contracts)
    .where(eq(contracts.dealId, dealId));
  if (!c) return null;
  const signers = await t.tx
    .select({
      side: contractSigners.side,
      state: contractSigners.state,
      userId: contractSigners.userId,
      signedAt: contractSigners.signedAt,
      name: users.name,
    })
    .from(contractSigners)
    .innerJoin(users, eq(users.id, contractSigners.userId))
    .where(eq(contractSigners.contractId, c.id))
    .orderBy(asc(contractSigners.position));
  return { ...c, signers, nextSigner: signers.find((s) => s.state === "waiting") ?? null };
};

const itemsOf = (t: TxCtx, dealId: Id<"deal">) =>
  t.tx
    .select({
      id: heldItems.id,
      position: heldItems.position,
      name: heldItems.name,
      state: heldItems.state,
      due: heldItems.due,
      currency: heldItems.currency,
      deadline: heldItems.deadline,
    })
    .from(heldItems)
    .where(eq(heldItems.dealId, dealId))
    .orderBy(asc(heldItems.position));

/**
 * A deal as one of its parties sees it, by its public number: its parts, where it is, and whose turn it is. A broker on the deal
 * sees the head only and how far the payments are, never an offer, a sum, a term or a text; anybody else sees nothing. @throws DomainError not-found
 */
export const readDeal = async (ctx: Ctx, number: string) => {
  const member = requireMember(ctx.actor);
  return reading(ctx, async (t) => {
    const deal = oneOr404(await t.tx.select().from(deals).where(eq(deals.number, number)), number);
    const role = isTeam(member) ? dealRole(member.orgId, deal) : null;
    if (!role) throw new DomainError("not-found", `${number} hidden from ${member.orgId}`);
    const party = role !== "broker";
    const listing = oneOr404(
      await t.tx
        .select({
          id: listings.id,
          slug: listings.slug,
          titleZh: listings.titleZh,
          titleEn: listings.titleEn,
          state: listings.state,
          ipc: listings.ipc,
          rights: listings.rights,
        })
        .from(listings)
        .where(eq(listings.id, deal.listingId)),
      deal.listingId,
    );
    const [demand] = deal.demandId
      ? await t.tx
          .select({ number: demands.number, titleZh: demands.titleZh, titleEn: demands.titleEn })
          .from(demands)
          .where(eq(demands.id, deal.demandId))
      : [];
    const [room] = party
      ? await t.tx
          .select({ state: rooms.state, useCase: rooms.useCase, createdAt: rooms.createdAt })
          .from(rooms)
          .where(eq(rooms.dealId, deal.id))
      : [];
    const rounds = party ? await roundsOf(t, deal.id) : [];
    const contract = party ? await contractOf(t, deal.id) : null;
    const items = (await itemsOf(t, deal.id)).map((i) => ({ ...i, due: party ? i.due : null }));
    const last = rounds[0]?.offer ?? null;
    const parts = { offer: last?.state ?? null, contract: contract?.state ?? null, items: items.map((i) => i.state) };
    const phase = party ? dealPhase(parts) : dealPhase({ ...parts, contract: items.length > 0 ? "signed" : null });
    const turn = party
      ? dealTurn({
          offer: last,
          contract: contract && { state: contract.state, nextSigner: contract.nextSigner?.side ?? null },
          items,
        })
      : null;
    return {
      id: deal.id,
      number: deal.number,
      role,
      phase,
      step: stepOf(phase),
      turn,
      createdAt: deal.createdAt,
      updatedAt: deal.updatedAt,
      listing,
      demand: demand ?? null,
      seller: await orgRef(t, deal.sellerOrgId),
      buyer: await orgRef(t, deal.buyerOrgId),
      broker: await orgRef(t, deal.brokerOrgId),
      room: room ?? null,
      rounds: rounds.map(({ offer, sender }) => ({ ...offer, sender })),
      contract,
      items,
    };
  });
};

export type DealView = Awaited<ReturnType<typeof readDeal>>;
