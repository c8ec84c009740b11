import { audit, type Ctx, inTransaction, oneOr404, reading, type TxCtx } from "@peony/db";
import {
  awardRecommendations,
  demands,
  organisations,
  proposals,
  reviewConflicts,
  reviewers,
  reviews,
} from "@peony/db/schema";
import { requirePerson } from "@peony/domain/identity";
import {
  arePoints,
  enteredProposalStates,
  isOpened,
  isScoredProposal,
  leastPoints,
  owes,
  type ReviewProposalInput,
  scoredProposalStates,
} from "@peony/domain/proposals";
import { chineseDay, DomainError, type Id } from "@peony/domain/shared";
import { and, asc, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { type Judging, judgingOf } from "./judging.ts";
import { isOfDemander, isTied, ownSeat, proposersOf } from "./reviewers.ts";
import { assessDayOf, feedbackDayOf, fieldsOfRow, lockProposal } from "./rows.ts";

/** The proposals that are scored now in the challenges somebody judges, with what they wrote and what a conflict keeps from them. */
const ownWork = async (t: TxCtx, userId: Id<"user">) => ({
  open: await t.tx
    .select({ id: proposals.id, demandId: proposals.demandId })
    .from(proposals)
    .innerJoin(reviewers, and(eq(reviewers.demandId, proposals.demandId), eq(reviewers.userId, userId)))
    .where(and(inArray(proposals.state, [...scoredProposalStates]), isNull(reviewers.dismissedAt))),
  given: await t.tx.select().from(reviews).where(eq(reviews.userId, userId)),
  kept: await t.tx.select().from(reviewConflicts).where(eq(reviewConflicts.userId, userId)),
});

/** Challenges the person judges, with what they have written about so far. */
export const listReviewDesk = async (ctx: Ctx, most = 200) => {
  const { userId } = requirePerson(ctx.actor);
  return reading(ctx, async (t) => {
    const rows = await t.tx
      .select({
        number: demands.number,
        titleZh: demands.titleZh,
        titleEn: demands.titleEn,
        state: demands.state,
        role: reviewers.role,
        statedAt: reviewers.statedAt,
        closesOn: sql<string | null>`coalesce(${demands.closesOn}, ${demands.deadline})`,
        id: demands.id,
      })
      .from(reviewers)
      .innerJoin(demands, eq(demands.id, reviewers.demandId))
      .where(and(eq(reviewers.userId, userId), isNull(reviewers.dismissedAt)))
      .orderBy(desc(demands.number))
      .limit(most);
    const work = await ownWork(t, userId);
    return rows.map(({ id, ...row }) => {
      const open = work.open.filter((p) => p.demandId === id).map((p) => p.id);
      const { due, done, either, statement } = owes({ userId, statedAt: row.statedAt }, open, work.given, work.kept);
      const owing =
        row.state === "assessing" ? either : statement && (row.state === "closed" || row.state === "screening");
      // `open`: proposals before this reviewer; `done`: how many of them they have written about
      return { ...row, open: due, done, owing, opened: isOpened(row.state) };
    });
  });
};
export type ReviewDeskRow = Awaited<ReturnType<typeof listReviewDesk>>[number];

const ownerOf = async (t: TxCtx, orgId: Id<"organisation">) => {
  const [o] = await t.tx
    .select({ nameZh: organisations.nameZh, nameEn: organisations.nameEn })
    .from(organisations)
    .where(eq(organisations.id, orgId));
  return o ?? null;
};

/** Proposals the reviewer may read, each with the own review; row-level security leaves the others out. */
const readable = async (t: TxCtx, demandId: Id<"demand">, userId: Id<"user">) => {
  const rows = await t.tx
    .select({ proposal: proposals, review: reviews, nameZh: organisations.nameZh, nameEn: organisations.nameEn })
    .from(proposals)
    .innerJoin(organisations, eq(organisations.id, proposals.orgId))
    .leftJoin(reviews, and(eq(reviews.proposalId, proposals.id), eq(reviews.userId, userId)))
    .where(and(eq(proposals.demandId, demandId), inArray(proposals.state, [...enteredProposalStates])))
    .orderBy(asc(proposals.id));
  return rows.map(({ proposal, review, nameZh, nameEn }) => ({
    id: proposal.id,
    state: proposal.state,
    fields: fieldsOfRow(proposal),
    proposer: { nameZh, nameEn },
    review: review && { points: review.points, words: review.words, version: review.version, at: review.updatedAt },
  }));
};

/**
 * The desk of one reviewer: before the statement who proposed and nothing of what; afterwards the proposals without those that a
 * conflict keeps away. The demander's hidden name is told past the duty of confidence.
 * @throws DomainError not-found
 */
export const readReviewDesk = async (ctx: Ctx, number: string) => {
  const { userId } = requirePerson(ctx.actor);
  return reading(ctx, async (t) => {
    const { seat, demand } = await ownSeat(t, number, userId);
    const opened = isOpened(demand.state);
    const tied = opened && (await isTied(t, demand.id, userId));
    const stated = seat.statedAt !== null;
    const named = stated || seat.confidedAt !== null || demand.visibility !== "hidden_name" || isOfDemander(t, demand);
    const conflicts = await t.tx
      .select({ proposalId: reviewConflicts.proposalId })
      .from(reviewConflicts)
      .where(eq(reviewConflicts.userId, userId));
    const [recommended] = await t.tx
      .select({ proposalId: awardRecommendations.proposalId, words: awardRecommendations.words })
      .from(awardRecommendations)
      .where(and(eq(awardRecommendations.demandId, demand.id), eq(awardRecommendations.userId, userId)));
    const due = assessDayOf(demand, (await judgingOf(t, demand.id)).assessDays);
    return {
      number,
      titleZh: demand.titleZh,
      titleEn: demand.titleEn,
      targets: demand.targets,
      testMethod: demand.testMethod,
      currency: demand.currency,
      state: demand.state,
      owner: named ? await ownerOf(t, demand.orgId) : null,
      role: seat.role,
      statement: seat.statement,
      statedAt: seat.statedAt,
      opened,
      tied,
      judging: await judgingOf(t, demand.id),
      due,
      late: due !== null && chineseDay(t.now) > due,
      feedbackDay: feedbackDayOf(demand),
      proposers: await proposersOf(t, demand.id),
      conflicts: conflicts.map((c) => c.proposalId),
      /** The finalist this reader recommended to the demander. */
      recommended: recommended ?? null,
      proposals: stated && !tied ? await readable(t, demand.id, userId) : [],
    };
  });
};
export type ReviewDesk = Awaited<ReturnType<typeof readReviewDesk>>;

/** @throws DomainError invalid at the points that do not fit */
const requirePoints = (role: "lead" | "commenter", judging: Judging, points: readonly number[]): void => {
  if (role === "commenter" ? points.length === 0 : arePoints(judging.criteria, judging.scale, points)) return;
  const wrong = judging.criteria.findIndex((_, i) => {
    const p = points[i];
    return p === undefined || p < leastPoints(judging.scale) || p > judging.scale;
  });
  throw new DomainError("invalid", "points do not fit", {
    fields: {
      [`points.${Math.max(wrong, 0)}.given`]: {
        code: "out-of-range",
        args: { min: leastPoints(judging.scale), max: judging.scale, value: String(points[wrong] ?? "") },
      },
    },
  });
};

/** What a reviewer writes about: assessed now, by somebody who has stated and is kept away by nothing. */
const lockForReview = async (t: TxCtx, proposalId: Id<"proposal">, userId: Id<"user">) => {
  const { demand, proposal } = await lockProposal(t, proposalId);
  const { seat } = await ownSeat(t, demand.number, userId);
  if (seat.statedAt === null) throw new DomainError("proposals/unstated", `${userId} has not stated`);
  if (demand.state !== "assessing" || !isScoredProposal(proposal.state))
    throw new DomainError("proposals/transition", `${proposalId} is ${proposal.state}, its demand ${demand.state}`);
  const own = await t.tx.$count(
    reviewConflicts,
    and(eq(reviewConflicts.proposalId, proposalId), eq(reviewConflicts.userId, userId)),
  );
  if (own > 0 || (await isTied(t, demand.id, userId)))
    throw new DomainError("not-found", `${proposalId} hidden from ${userId}`);
  return { demand, seat };
};

/**
 * Gives points on each criterion and words, or anew until the stage ends. A conflicted proposal is not there.
 * @throws DomainError proposals/unstated, proposals/transition; invalid at the point that does not fit; conflict
 */
export const reviewProposal = async (ctx: Ctx, input: ReviewProposalInput): Promise<{ version: number }> => {
  const { userId } = requirePerson(ctx.actor);
  return inTransaction(ctx, async (t) => {
    const { demand, seat } = await lockForReview(t, input.proposalId, userId);
    requirePoints(seat.role, await judgingOf(t, demand.id), input.points);
    const { version, points, words } = input;
    const mine = and(eq(reviews.proposalId, input.proposalId), eq(reviews.userId, userId));
    const [before] = await t.tx.select().from(reviews).where(mine);
    if (before && before.words === words && before.points.join() === points.join()) return { version: before.version };
    if ((before?.version ?? 0) !== version) throw new DomainError("conflict", `review left version ${version}`);
    const values = { points, words, counts: seat.role === "lead", version: version + 1, updatedAt: t.now };
    if (before) await t.tx.update(reviews).set(values).where(mine);
    else await t.tx.insert(reviews).values({ ...values, proposalId: input.proposalId, userId });
    await audit(t, {
      chain: demand.orgId,
      action: "proposal.reviewed",
      object: input.proposalId,
      payload: { userId, version: values.version },
    });
    const [now] = await t.tx.select({ version: reviews.version }).from(reviews).where(mine);
    return oneOr404(now ? [now] : [], input.proposalId);
  });
};
