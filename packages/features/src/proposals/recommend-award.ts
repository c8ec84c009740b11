import { audit, type Ctx, emit, inTransaction, oneOr404, type TxCtx } from "@peony/db";
import { awardRecommendations, demands, users } from "@peony/db/schema";
import { officerRoles, requirePerson } from "@peony/domain/identity";
import { proposalMachine, type RecommendAwardInput } from "@peony/domain/proposals";
import { DomainError, type Id, nextState } from "@peony/domain/shared";
import { and, eq } from "drizzle-orm";
import { membersWith, tell } from "../shared/index.ts";
import { isTied, ownSeat } from "./reviewers.ts";
import { lockProposal } from "./rows.ts";

const ownRecommendation = (demandId: Id<"demand">, userId: Id<"user">) =>
  and(eq(awardRecommendations.demandId, demandId), eq(awardRecommendations.userId, userId));

/** The finalist with its demand, for a lead who has stated and is kept away by nothing; another finalist may be named until the award. */
const lockForLead = async (t: TxCtx, proposalId: Id<"proposal">, userId: Id<"user">) => {
  const { demand, proposal } = await lockProposal(t, proposalId);
  const { seat } = await ownSeat(t, demand.number, userId);
  if (seat.statedAt === null) throw new DomainError("proposals/unstated", `${userId} has not stated`);
  if (await isTied(t, demand.id, userId)) throw new DomainError("not-found", `${proposalId} hidden from ${userId}`);
  nextState(
    proposalMachine,
    "proposals/transition",
    proposal.state,
    "recommend",
    seat.role === "lead" ? "lead" : "stranger",
  );
  if (demand.state !== "finalist") throw new DomainError("proposals/transition", `${demand.number} is ${demand.state}`);
  return demand;
};

/**
 * A lead says which finalist should win. That binds nobody: an officer of the demander awards. A repeat changes nothing.
 * @throws DomainError not-found, proposals/unstated, proposals/transition, forbidden to a commenter
 */
export const recommendAward = async (ctx: Ctx, input: RecommendAwardInput): Promise<void> => {
  const { userId } = requirePerson(ctx.actor);
  const { proposalId, words } = input;
  await inTransaction(ctx, async (t) => {
    const demand = await lockForLead(t, proposalId, userId);
    const [before] = await t.tx.select().from(awardRecommendations).where(ownRecommendation(demand.id, userId));
    if (before?.proposalId === proposalId && before.words === words) return;
    const said = { proposalId, words, at: t.now };
    await t.tx
      .insert(awardRecommendations)
      .values({ demandId: demand.id, userId, ...said })
      .onConflictDoUpdate({ target: [awardRecommendations.demandId, awardRecommendations.userId], set: said });
    await audit(t, {
      chain: demand.orgId,
      action: "award.recommended",
      object: proposalId,
      payload: { userId, demandId: demand.id },
    });
    await emit(t.tx, "award.recommended", { demandId: demand.id, userId });
  });
};

/** Tells the demander's officers, whose turn it now is, that a lead has recommended; neither notice nor mail says whom. */
export const notifyRecommendation = async (ctx: Ctx, demandId: Id<"demand">, userId: Id<"user">): Promise<void> =>
  inTransaction(ctx, async (t) => {
    const found = await t.tx
      .select({
        number: demands.number,
        orgId: demands.orgId,
        state: demands.state,
        at: awardRecommendations.at,
        name: users.name,
      })
      .from(awardRecommendations)
      .innerJoin(demands, eq(demands.id, awardRecommendations.demandId))
      .innerJoin(users, eq(users.id, awardRecommendations.userId))
      .where(ownRecommendation(demandId, userId));
    const { number, orgId, state, at, name } = oneOr404(found, demandId);
    if (state !== "finalist") return;
    for (const person of await membersWith(t, orgId, officerRoles))
      await tell(t, person, {
        orgId,
        kind: "award-recommended",
        urgency: "turn",
        href: `/desk/demands/${number}/review`,
        args: { number, name },
        fact: `${demandId}:recommended:${userId}:${at.getTime()}`,
      });
  });
