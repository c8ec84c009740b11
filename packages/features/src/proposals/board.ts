import { type Ctx, oneOr404, reading, type TxCtx } from "@peony/db";
import {
  awardRecommendations,
  demands,
  organisations,
  proposals,
  reviewConflicts,
  reviewers,
  reviews,
  users,
} from "@peony/db/schema";
import { possibleDemandEvents } from "@peony/domain/demands";
import { isOfficer, isTeam, requireMember } from "@peony/domain/identity";
import {
  enteredProposalStates,
  isAskedFor,
  isJudgingOpen,
  isLostProposal,
  isOpened,
  isScoredProposal,
  owes,
  type ReviewTurn,
  reviewTurn,
  type Standing,
  standings,
  validReviews,
} from "@peony/domain/proposals";
import { chineseDay, DomainError, type Id } from "@peony/domain/shared";
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { judgingOf } from "./judging.ts";
import { ownStatement, proposersOf } from "./reviewers.ts";
import { assessDayOf, feedbackDayOf, fieldsOfRow, hasStated } from "./rows.ts";

const teamOf = (t: TxCtx, demandId: Id<"demand">) =>
  t.tx
    .select({
      userId: reviewers.userId,
      name: users.name,
      email: users.email,
      role: reviewers.role,
      statement: reviewers.statement,
      statedAt: reviewers.statedAt,
    })
    .from(reviewers)
    .innerJoin(users, eq(users.id, reviewers.userId))
    .where(and(eq(reviewers.demandId, demandId), isNull(reviewers.dismissedAt)))
    .orderBy(asc(reviewers.appointedAt), asc(reviewers.userId));

/** Proposals in the competition that the asker may read; row-level security leaves out what a conflict keeps away. */
const enteredOf = (t: TxCtx, demandId: Id<"demand">) =>
  t.tx
    .select({
      proposal: proposals,
      nameZh: organisations.nameZh,
      nameEn: organisations.nameEn,
      kind: organisations.kind,
    })
    .from(proposals)
    .innerJoin(organisations, eq(organisations.id, proposals.orgId))
    .where(and(eq(proposals.demandId, demandId), inArray(proposals.state, [...enteredProposalStates])))
    .orderBy(asc(proposals.id));

const reviewsOf = async (t: TxCtx, ids: readonly Id<"proposal">[]) => {
  if (ids.length === 0) return { given: [], conflicts: [] };
  const given = await t.tx
    .select()
    .from(reviews)
    .where(inArray(reviews.proposalId, [...ids]));
  const conflicts = await t.tx
    .select()
    .from(reviewConflicts)
    .where(inArray(reviewConflicts.proposalId, [...ids]));
  return { given, conflicts };
};

type Team = Awaited<ReturnType<typeof teamOf>>;
type Entered = Awaited<ReturnType<typeof enteredOf>>;
type Said = Awaited<ReturnType<typeof reviewsOf>>;

/** Which finalist each lead on the team would award. */
const recommendationsOf = async (t: TxCtx, demandId: Id<"demand">, team: Team) =>
  (await t.tx.select().from(awardRecommendations).where(eq(awardRecommendations.demandId, demandId))).flatMap((r) => {
    const lead = team.find((m) => m.userId === r.userId && m.role === "lead");
    return lead ? [{ ...r, name: lead.name }] : [];
  });
type Recommended = Awaited<ReturnType<typeof recommendationsOf>>;

/** Each reviewer with how much of their work is done; late once the day has passed and something is missing. */
const progressOf = (team: Team, entered: Entered, said: Said, late: boolean) => {
  const open = entered.filter((e) => isScoredProposal(e.proposal.state)).map((e) => e.proposal.id);
  return team.map((m) => {
    const { due, done, conflicts, either } = owes(m, open, said.given, said.conflicts);
    return { ...m, due, done, conflicts, owing: either, late: late && either };
  });
};

const rowsOf = (
  team: Team,
  entered: Entered,
  said: Said,
  standing: readonly Standing[],
  recommended: Recommended,
  asked: Asked,
) => {
  const valid = validReviews(said.given, team, said.conflicts);
  return entered.map(({ proposal, nameZh, nameEn, kind }) => ({
    id: proposal.id,
    state: proposal.state,
    proposer: { nameZh, nameEn },
    /** Of a kind the demander did not ask for: shown as such, and refused nothing. */
    unasked: !isAskedFor(asked, kind),
    fields: fieldsOfRow(proposal),
    submittedAt: proposal.submittedAt,
    reason: proposal.reason,
    feedback: proposal.feedback,
    feedbackAt: proposal.feedbackAt,
    dealId: proposal.dealId,
    standing: standing.find((s) => s.proposalId === proposal.id) ?? null,
    /** Of those on the team; `valid` is false where a conflict declared later, or a statement asked anew, takes one out of the sums. */
    reviews: said.given
      .filter((r) => r.proposalId === proposal.id && team.some((m) => m.userId === r.userId))
      .map((r) => ({
        name: team.find((m) => m.userId === r.userId)?.name ?? "",
        counts: r.counts,
        valid: valid.includes(r),
        points: r.points,
        words: r.words,
      })),
    recommended: recommended
      .filter((r) => r.proposalId === proposal.id)
      .map((r) => ({ name: r.name, words: r.words, at: r.at })),
  }));
};
type Asked = typeof demands.$inferSelect.partnerKinds;
type Row = ReturnType<typeof rowsOf>[number];

const turnOf = (
  state: typeof demands.$inferSelect.state,
  rows: readonly Row[],
  team: ReturnType<typeof progressOf>,
  recommended: Recommended,
  awaited: number,
  whole: { readonly stated: boolean; readonly proposals: number },
): ReviewTurn | null =>
  reviewTurn({
    state,
    ...whole,
    unscreened: rows.filter((r) => r.state === "submitted").length,
    owing: team.filter((m) => m.owing).length,
    silentLeads: team.filter((m) => m.role === "lead" && !recommended.some((r) => r.userId === m.userId)).length,
    awaited,
  });

/**
 * The board of the own challenge: how it is judged, by whom, and after the window has closed the proposals with their standing. Before,
 * there is nothing of any proposal in it, not even how many there are.
 * @throws DomainError not-found
 */
export const readBoard = async (ctx: Ctx, number: string) => {
  const member = requireMember(ctx.actor);
  return reading(ctx, async (t) => {
    const demand = oneOr404(
      await t.tx
        .select()
        .from(demands)
        .where(and(eq(demands.number, number), eq(demands.orgId, member.orgId), eq(demands.kind, "challenge"))),
      number,
    );
    if (!isTeam(member)) throw new DomainError("not-found", `${number} hidden from ${member.userId}`);
    const judging = await judgingOf(t, demand.id);
    const team = await teamOf(t, demand.id);
    const entered = isOpened(demand.state) ? await enteredOf(t, demand.id) : [];
    const ids = entered.map((e) => e.proposal.id);
    const said = await reviewsOf(t, ids);
    const standing = standings(
      ids,
      judging.criteria,
      validReviews(said.given, team, said.conflicts).filter((r) => r.counts),
    );
    const recommended = await recommendationsOf(t, demand.id, team);
    const today = chineseDay(t.now);
    const assessDay = assessDayOf(demand, judging.assessDays);
    const feedbackDay = feedbackDayOf(demand);
    const late = assessDay !== null && today > assessDay && demand.state === "assessing";
    const proposers = await proposersOf(t, demand.id);
    const stated = await hasStated(t, demand.id);
    const rows = rowsOf(team, entered, said, standing, recommended, demand.partnerKinds);
    const progress = progressOf(team, entered, said, late);
    const awaited = rows.filter((r) => isLostProposal(r.state) && r.feedbackAt === null).length;
    return {
      id: demand.id,
      version: demand.version,
      number,
      titleZh: demand.titleZh,
      titleEn: demand.titleEn,
      state: demand.state,
      currency: demand.currency,
      visibility: demand.visibility,
      opened: isOpened(demand.state),
      judging,
      judgingOpen: isJudgingOpen(demand.state),
      team: progress,
      rows,
      turn: turnOf(demand.state, rows, progress, recommended, awaited, { stated, proposals: proposers.length }),
      /** Proposals that the asker's own statement, or its want, keeps away. */
      hidden: proposers.length - rows.length,
      /** What the asker has said of ties, without which no proposal is before them; who proposes is what they say it of. */
      stated,
      proposers,
      own: await ownStatement(t, demand.id, member.userId),
      assessDay,
      feedbackDay,
      awaited,
      overdue: awaited > 0 && feedbackDay !== null && today > feedbackDay,
      events: possibleDemandEvents(demand, isOfficer(member) ? "officer" : "stranger"),
    };
  });
};
export type Board = Awaited<ReturnType<typeof readBoard>>;
