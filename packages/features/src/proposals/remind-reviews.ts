import { type Ctx, inTransaction, type TxCtx } from "@peony/db";
import { demands, proposals, reviewConflicts, reviewers, reviews } from "@peony/db/schema";
import { daysAfter } from "@peony/domain/demands";
import { officerRoles } from "@peony/domain/identity";
import {
  enteredProposalStates,
  lostProposalStates,
  openedDemandStates,
  owes,
  remindDays,
  scoredProposalStates,
} from "@peony/domain/proposals";
import { chineseDay, DomainError, type Id } from "@peony/domain/shared";
import { and, asc, eq, gt, inArray, isNull, or, sql } from "drizzle-orm";
import type { DemandRow } from "../demands/index.ts";
import { membersWith, tell } from "../shared/index.ts";
import { judgingOf } from "./judging.ts";
import { personOf } from "./notify-proposal.ts";
import { assessDayOf, feedbackDayOf } from "./rows.ts";

/** Reviewers who still owe a statement, or a review of a proposal that is assessed and from which no conflict keeps them. */
const owing = async (t: TxCtx, demand: DemandRow) => {
  const team = await t.tx
    .select()
    .from(reviewers)
    .where(and(eq(reviewers.demandId, demand.id), isNull(reviewers.dismissedAt)));
  const open = await t.tx
    .select({ id: proposals.id })
    .from(proposals)
    .where(and(eq(proposals.demandId, demand.id), inArray(proposals.state, [...scoredProposalStates])));
  const ids = open.map((p) => p.id);
  const given = ids.length > 0 ? await t.tx.select().from(reviews).where(inArray(reviews.proposalId, ids)) : [];
  const kept =
    ids.length > 0 ? await t.tx.select().from(reviewConflicts).where(inArray(reviewConflicts.proposalId, ids)) : [];
  return team.map((m) => ({ userId: m.userId, appointedAt: m.appointedAt, ...owes(m, ids, given, kept) }));
};

type Seat = { readonly userId: Id<"user">; readonly appointedAt: Date };

const tellReviewer = async (t: TxCtx, demand: DemandRow, seat: Seat, kind: string): Promise<void> => {
  const person = await personOf(t, seat.userId);
  if (!person) return;
  await tell(t, person, {
    orgId: person.orgId,
    kind,
    urgency: "turn",
    href: `/reviews/${demand.number}`,
    args: { number: demand.number },
    // who was dismissed and appointed again owes it again
    fact: `${demand.id}:${kind}:${seat.appointedAt.getTime()}`,
  });
};

/** Each reviewer hears once that the proposals are open, once that they are to be assessed, and once that the day has passed. */
const remindReviewers = async (t: TxCtx, demand: DemandRow, today: string): Promise<void> => {
  const stage = demand.state;
  if (stage !== "closed" && stage !== "screening" && stage !== "assessing") return;
  const day = assessDayOf(demand, (await judgingOf(t, demand.id)).assessDays);
  const late = stage === "assessing" && day !== null && today > day;
  for (const m of await owing(t, demand)) {
    if (m.statement) await tellReviewer(t, demand, m, "review-statement");
    else if (stage === "assessing" && m.review) await tellReviewer(t, demand, m, "review-open");
    if (late && m.either) await tellReviewer(t, demand, m, "review-late");
  }
};

/** What the demander's officers hear once of a challenge. */
const tellOfficers = async (t: TxCtx, demand: DemandRow, kind: string, args: Record<string, string> = {}) => {
  for (const person of await membersWith(t, demand.orgId, officerRoles))
    await tell(t, person, {
      orgId: demand.orgId,
      kind,
      urgency: "must_act",
      href: `/desk/demands/${demand.number}/review`,
      args: { number: demand.number, ...args },
      fact: `${demand.id}:${kind}`,
    });
};

/** Nobody proposed: the demander's officers hear it once, since no stage of the review can begin. */
const tellOfEmpty = async (t: TxCtx, demand: DemandRow): Promise<void> => {
  if (demand.state === "closed") await tellOfficers(t, demand, "challenge-empty");
};

/** Stages in which a challenge is judged; everything after them is its end. */
const judgedStates = ["closed", "screening", "assessing", "finalist"] as const;
/** Proposals that are owed an answer until they have one. */
const unansweredStates = [...lostProposalStates, "submitted", "assessing", "finalist"] as const;

/** The demander's officers hear once before the promised day, and once after it, that proposers still wait for their answer. */
const remindOwner = async (t: TxCtx, demand: DemandRow, today: string): Promise<void> => {
  const day = feedbackDayOf(demand);
  if (day === null || today < daysAfter(day, -remindDays)) return;
  const waiting = await t.tx.$count(
    proposals,
    and(
      eq(proposals.demandId, demand.id),
      inArray(proposals.state, [...unansweredStates]),
      isNull(proposals.feedbackAt),
    ),
  );
  if (waiting === 0) return;
  const kind = today > day ? "feedback-overdue" : "feedback-due";
  await tellOfficers(t, demand, kind, { deadline: new Date(`${day}T15:59:59Z`).toISOString() });
};

const batch = 100;

/** Ended challenges in which a proposer still waits for its answer; of the others that ended nobody owes anything. */
const owedAnswer = sql`exists (select from ${proposals} where ${proposals.demandId} = "demands"."id"
  and ${inArray(proposals.state, [...unansweredStates])} and ${proposals.feedbackAt} is null)`;

/**
 * The next challenges in which something may be owed once the window has closed, by key: however many there are, few of them are in memory
 * at once.
 */
const nextOpened = (ctx: Ctx, after: string): Promise<DemandRow[]> =>
  inTransaction(ctx, (t) =>
    t.tx
      .select()
      .from(demands)
      .where(
        and(
          eq(demands.kind, "challenge"),
          inArray(demands.state, [...openedDemandStates]),
          or(inArray(demands.state, [...judgedStates]), owedAnswer),
          gt(demands.id, after),
        ),
      )
      .orderBy(asc(demands.id))
      .limit(batch),
  );

const remind = (ctx: Ctx, demand: DemandRow): Promise<void> =>
  inTransaction(ctx, async (t) => {
    const today = chineseDay(t.now);
    const entered = and(eq(proposals.demandId, demand.id), inArray(proposals.state, [...enteredProposalStates]));
    if ((await t.tx.$count(proposals, entered)) === 0) return tellOfEmpty(t, demand);
    await remindReviewers(t, demand, today);
    await remindOwner(t, demand, today);
  });

/**
 * What a challenge owes by a day: statements and scores of its reviewers, answers to its proposers. Run by the worker's schedule; each
 * fact is told to each person once, whatever is repeated. Returns how many challenges were looked at.
 */
export const remindReviews = async (ctx: Ctx): Promise<number> => {
  if (ctx.actor.kind !== "system") throw new DomainError("not-found", "only the schedule reminds");
  let seen = 0;
  for (let after = ""; ; ) {
    const some = await nextOpened(ctx, after);
    for (const demand of some) await remind(ctx, demand);
    seen += some.length;
    after = some.at(-1)?.id ?? after;
    if (some.length < batch) return seen;
  }
};
