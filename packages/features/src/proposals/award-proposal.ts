import { audit, type Ctx, canonicalHash, emit, inTransaction, oneOr404, type TxCtx } from "@peony/db";
import { deals, offers, proposals, rooms } from "@peony/db/schema";
import { termsToWire } from "@peony/domain/contracts";
import { type MemberActor, officerRoles, requireVerified } from "@peony/domain/identity";
import { offerDays } from "@peony/domain/offers";
import { type AwardProposalInput, recordOf } from "@peony/domain/proposals";
import { DomainError, type Id } from "@peony/domain/shared";
import { eq } from "drizzle-orm";
import { type DemandRow, refuseOwnName, stepDemand } from "../demands/index.ts";
import { nextNumber } from "../shared/index.ts";
import { requireProposalGate } from "./class-proposal.ts";
import {
  fieldsOfRow,
  lockReceivedProposal,
  moveProposal,
  ownerRole,
  type ProposalRow,
  recordedDemand,
} from "./rows.ts";
import { wholeField } from "./step-review.ts";

/** The first round of the deal: the proposal's terms, offered by the proposer, so that the demander answers next (journey J3). */
const openFirstRound = async (t: TxCtx, dealId: Id<"deal">, demand: DemandRow, won: ProposalRow): Promise<void> => {
  const record = recordOf(fieldsOfRow(won), recordedDemand(demand));
  if (!record.ok) throw new DomainError("proposals/not-ready", `${won.id} no longer makes a record`);
  const offerId = t.newId("offer");
  const terms = termsToWire(record.terms);
  const hash = canonicalHash(terms);
  await t.tx.insert(offers).values({
    id: offerId,
    dealId,
    round: 1,
    side: "seller",
    terms,
    termsHash: hash,
    message: won.title,
    sentBy: won.submittedBy ?? won.createdBy,
    sentAt: t.now,
    expiresAt: new Date(t.now.getTime() + offerDays * 86_400_000),
  });
  await audit(t, {
    chain: dealId,
    action: "offer.sent",
    object: offerId,
    payload: { round: 1, side: "seller", termsHash: hash, proposalId: won.id },
  });
  await emit(t.tx, "offer.sent", { offerId });
};

/** The deal between proposer and demander, with a room and the proposal's terms before the demander. */
const openDeal = async (
  t: TxCtx,
  dealId: Id<"deal">,
  demand: DemandRow,
  won: ProposalRow,
  member: MemberActor,
): Promise<string> => {
  const number = await nextNumber(t, "PN");
  const made = await t.tx
    .insert(deals)
    .values({
      id: dealId,
      number,
      demandId: demand.id,
      sellerOrgId: won.orgId,
      buyerOrgId: demand.orgId,
      openedBy: member.userId,
      createdAt: t.now,
      updatedAt: t.now,
    })
    .onConflictDoNothing({ target: deals.id })
    .returning({ id: deals.id });
  if (made.length === 0) throw new DomainError("conflict", "deal id is taken");
  await t.tx.insert(rooms).values({ id: t.newId("room"), dealId, useCase: won.title, createdAt: t.now });
  const payload = { demandId: demand.id, proposalId: won.id };
  await audit(t, { chain: dealId, action: "room.opened", object: dealId, payload });
  await openFirstRound(t, dealId, demand, won);
  return number;
};

const numberOf = async (t: TxCtx, dealId: Id<"deal">): Promise<string> =>
  oneOr404(await t.tx.select({ number: deals.number }).from(deals).where(eq(deals.id, dealId)), dealId).number;

/**
 * Awards the own challenge to one finalist: in one transaction the proposal wins, the others end and are owed an answer, the demand is
 * awarded, and a deal opens with the proposal's terms. Decisions queue on the demand, so two awards at once leave one winner, and a
 * repeat leads to the same deal.
 * @throws DomainError proposals/transition, demands/transition, proposals/conflicted, proposals/gate, not-found
 */
export const awardProposal = async (ctx: Ctx, input: AwardProposalInput): Promise<{ number: string }> => {
  const member = requireVerified(ctx.actor, officerRoles);
  return inTransaction(ctx, async (t) => {
    const { demand, proposal } = await lockReceivedProposal(t, input.proposalId, member);
    if (proposal.state === "awarded" && proposal.dealId) return { number: await numberOf(t, proposal.dealId) };
    await requireProposalGate(t, demand, proposal);
    await refuseOwnName(t, demand, "note", input.note);
    const role = ownerRole(member, demand);
    const rivals = (await wholeField(t, demand)).filter((p) => p.id !== proposal.id);
    await stepDemand(t, demand, "award", role === "owner" ? "officer" : "stranger", {
      payload: { proposalId: proposal.id },
    });
    const won = await moveProposal(t, proposal, "award", role, { decidedAt: t.now, awardNote: input.note });
    for (const rival of rivals.filter((p) => ["submitted", "assessing", "finalist"].includes(p.state))) {
      const row = await moveProposal(t, rival, "decline", role, { decidedAt: t.now });
      await audit(t, { chain: demand.orgId, action: "proposal.declined", object: row.id });
      await emit(t.tx, "proposal.changed", { proposalId: row.id });
    }
    const number = await openDeal(t, input.dealId, demand, won, member);
    await t.tx.update(proposals).set({ dealId: input.dealId }).where(eq(proposals.id, won.id));
    await audit(t, {
      chain: demand.orgId,
      action: "proposal.awarded",
      object: won.id,
      payload: { version: won.version, dealId: input.dealId },
    });
    await emit(t.tx, "proposal.changed", { proposalId: won.id });
    return { number };
  });
};
