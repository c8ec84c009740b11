import { type Ctx, inTransaction, oneOr404, type TxCtx } from "@peony/db";
import { demands, members, type notifications, proposals, reviewers, users } from "@peony/db/schema";
import { officerRoles } from "@peony/domain/identity";
import { isClassOpen, type ProposalState } from "@peony/domain/proposals";
import type { Id } from "@peony/domain/shared";
import { and, asc, eq, isNull } from "drizzle-orm";
import { membersWith, type Told, tell } from "../shared/index.ts";
import type { ProposalRow } from "./rows.ts";

type Urgency = (typeof notifications.$inferInsert)["urgency"];

/** What the proposer's officers hear, by the state they hear it in; a draft and what they did themselves is no news. */
const heard: Partial<Record<ProposalState, Urgency>> = {
  submitted: "info",
  screened_out: "changed",
  assessing: "changed",
  finalist: "changed",
  awarded: "must_act",
  declined: "changed",
};

/** Tells the other officers, once for each time it is said anew, that the export class waits for one of them. */
const tellSecond = async (t: TxCtx, row: ProposalRow, number: string): Promise<void> => {
  if (row.classedBy === null || row.classedAt === null || row.classCheckedAt !== null || !isClassOpen(row.state))
    return;
  for (const person of await membersWith(t, row.orgId, officerRoles))
    if (person.userId !== row.classedBy)
      await tell(t, person, {
        orgId: row.orgId,
        kind: "proposal-class-waits",
        urgency: "turn",
        href: `/proposals/${row.id}#class`,
        args: { number },
        fact: `${row.id}:class:${row.classedAt.getTime()}`,
      });
};

/**
 * Tells the officers of the proposing organisation where its proposal stands, in the product and by mail, once for each state and once
 * for the answer at the end. Nobody else hears of a proposal by this, so nothing leaves before the window has closed. Neither notice nor
 * mail carries a word of the proposal or of the answer.
 */
export const notifyProposal = async (ctx: Ctx, proposalId: Id<"proposal">): Promise<void> =>
  inTransaction(ctx, async (t) => {
    const { proposal, number, demand } = oneOr404(
      await t.tx
        .select({ proposal: proposals, number: demands.number, demand: demands.state })
        .from(proposals)
        .innerJoin(demands, eq(demands.id, proposals.demandId))
        .where(eq(proposals.id, proposalId)),
      proposalId,
    );
    const { orgId, state, feedbackAt } = proposal;
    await tellSecond(t, proposal, number);
    const urgency = demand === "cancelled" && state === "draft" ? "changed" : heard[state];
    // a finalist may be taken back until the stage moves
    if (!urgency || (state === "finalist" && demand === "assessing")) return;
    // a draft is told too that nobody waits for it any more
    const end = demand === "cancelled" ? "cancelled" : feedbackAt === null ? null : "answered";
    const notice = {
      orgId,
      kind: `proposal-${end ?? state.replace("_", "-")}`,
      urgency: end ? ("changed" as const) : urgency,
      href: `/proposals/${proposalId}`,
      args: { number },
      fact: `${proposalId}:${end ?? state}`,
    };
    for (const person of await membersWith(t, orgId, officerRoles)) await tell(t, person, notice);
  });

/** A person with the organisation they belong to longest, in which their notices are shown. */
export const personOf = async (
  t: TxCtx,
  userId: Id<"user">,
): Promise<(Told & { readonly orgId: Id<"organisation"> }) | null> => {
  const [found] = await t.tx
    .select({ userId: users.id, email: users.email, locale: users.locale, orgId: members.orgId })
    .from(users)
    .innerJoin(members, eq(members.userId, users.id))
    .where(and(eq(users.id, userId), isNull(users.suspendedAt), isNull(members.suspendedAt)))
    .orderBy(asc(members.createdAt), asc(members.orgId))
    .limit(1);
  return found ?? null;
};

/** Tells somebody once, each time they are asked, that they are to judge a challenge. */
export const notifyReviewer = async (ctx: Ctx, demandId: Id<"demand">, userId: Id<"user">): Promise<void> =>
  inTransaction(ctx, async (t) => {
    const [seat] = await t.tx
      .select({ number: demands.number, appointedAt: reviewers.appointedAt })
      .from(reviewers)
      .innerJoin(demands, eq(demands.id, reviewers.demandId))
      .where(and(eq(demands.id, demandId), eq(reviewers.userId, userId), isNull(reviewers.dismissedAt)));
    const person = await personOf(t, userId);
    if (!seat || !person) return;
    await tell(t, person, {
      orgId: person.orgId,
      kind: "reviewer-appointed",
      urgency: "changed",
      href: `/reviews/${seat.number}`,
      args: { number: seat.number },
      fact: `${demandId}:appointed:${seat.appointedAt.getTime()}`,
    });
  });
