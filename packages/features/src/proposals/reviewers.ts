import { audit, type Ctx, emit, inTransaction, oneOr404, type TxCtx } from "@peony/db";
import {
  deciderStatements,
  demands,
  members,
  organisations,
  reviewConflicts,
  reviewers,
  users,
} from "@peony/db/schema";
import { type Actor, isTeam, officerRoles, requireMember, requirePerson } from "@peony/domain/identity";
import {
  type AppointReviewerInput,
  type ConfideReviewInput,
  type DismissReviewerInput,
  isOpened,
  type StateConflictsInput,
} from "@peony/domain/proposals";
import { DomainError, type Id } from "@peony/domain/shared";
import { and, eq, isNull, or, sql } from "drizzle-orm";
import type { DemandRow } from "../demands/index.ts";
import { lockDemandByNumber, lockOwnDemand } from "./rows.ts";

/** A person of the demander's own organisation, or an expert of any verified one; everybody else is nobody. */
const eligible = async (t: TxCtx, email: string, orgId: Id<"organisation">): Promise<Id<"user"> | null> => {
  const [found] = await t.tx
    .select({ userId: users.id })
    .from(users)
    .innerJoin(members, eq(members.userId, users.id))
    .innerJoin(organisations, eq(organisations.id, members.orgId))
    .where(
      and(
        eq(sql`lower(${users.email})`, email.toLowerCase()),
        isNull(users.suspendedAt),
        isNull(members.suspendedAt),
        or(
          eq(members.orgId, orgId),
          and(sql`'expert' = any(${members.roles})`, eq(organisations.verification, "verified")),
        ),
      ),
    )
    .limit(1);
  return found?.userId ?? null;
};

const refuseEmail = (code: string, detail: string): never => {
  throw new DomainError("invalid", detail, { fields: { email: { code } } });
};

/** Whoever comes back to a team is asked anew: what they said before they left does not stand. Declared conflicts do. */
const askedAnew = (t: TxCtx) => {
  const back = sql`${reviewers.dismissedAt} is not null`;
  return {
    statement: sql`case when ${back} then '' else ${reviewers.statement} end`,
    statedAt: sql`case when ${back} then null else ${reviewers.statedAt} end`,
    appointedAt: sql`case when ${back} then ${t.now.toISOString()}::timestamptz else ${reviewers.appointedAt} end`,
  };
};

/**
 * Asks somebody to judge the own challenge. Who belongs to a proposer is refused once the window has closed; before, that would tell who
 * proposes, and the statement and the database keep them out later.
 * @throws DomainError invalid at `email`, the same for who does not exist and who is no expert
 */
export const appointReviewer = async (ctx: Ctx, input: AppointReviewerInput): Promise<void> => {
  const member = requireMember(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const demand = await lockOwnDemand(t, input.demand, member);
    if (["finalist", "awarded", "cancelled", "failed"].includes(demand.state))
      throw new DomainError("demands/transition", `${demand.number} is ${demand.state}`);
    const userId = (await eligible(t, input.email, member.orgId)) ?? refuseEmail("no-reviewer", input.email);
    if (isOpened(demand.state) && (await isTied(t, demand.id, userId))) refuseEmail("tied-reviewer", userId);
    await t.tx
      .insert(reviewers)
      .values({ demandId: demand.id, userId, role: input.role, appointedAt: t.now })
      .onConflictDoUpdate({
        target: [reviewers.demandId, reviewers.userId],
        set: { role: input.role, dismissedAt: null, ...askedAnew(t) },
      });
    await audit(t, {
      chain: member.orgId,
      action: "reviewer.appointed",
      object: demand.id,
      payload: { userId, role: input.role },
    });
    await emit(t.tx, "reviewer.appointed", { demandId: demand.id, userId });
  });
};

/** A member of the demander knows whose the demand is, and promises nobody to keep it. */
export const isOfDemander = ({ actor }: TxCtx, demand: Pick<DemandRow, "orgId">): boolean =>
  actor.kind === "person" && actor.orgId === demand.orgId;

/** Whether a person is a member of an organisation that proposes. */
export const isTied = async (t: TxCtx, demandId: Id<"demand">, userId: Id<"user">): Promise<boolean> => {
  const { rows } = await t.tx.execute<{ tied: boolean }>(
    sql`select belongs_to_proposer(${demandId}, ${userId}) as tied`,
  );
  return rows[0]?.tied ?? false;
};

/** Takes a reviewer off the team; what they wrote stays and no longer counts. A repeat changes nothing. */
export const dismissReviewer = async (ctx: Ctx, input: DismissReviewerInput): Promise<void> => {
  const member = requireMember(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const demand = await lockOwnDemand(t, input.demand, member);
    const gone = await t.tx
      .update(reviewers)
      .set({ dismissedAt: t.now })
      .where(and(eq(reviewers.demandId, demand.id), eq(reviewers.userId, input.userId), isNull(reviewers.dismissedAt)))
      .returning({ userId: reviewers.userId });
    if (gone.length > 0)
      await audit(t, {
        chain: member.orgId,
        action: "reviewer.dismissed",
        object: demand.id,
        payload: { userId: input.userId },
      });
  });
};

/** The own seat on a review team, with its demand; whoever has none finds nothing. @throws DomainError not-found */
export const ownSeat = async (t: TxCtx, number: string, userId: Id<"user">) =>
  oneOr404(
    await t.tx
      .select({ seat: reviewers, demand: demands })
      .from(reviewers)
      .innerJoin(demands, eq(demands.id, reviewers.demandId))
      .where(and(eq(demands.number, number), eq(reviewers.userId, userId), isNull(reviewers.dismissedAt))),
    number,
  );

/** Ids and organisations of the proposals in a competition, for those who judge it; nobody before the window has closed. */
export const proposersOf = async (t: TxCtx, demandId: Id<"demand">) => {
  const { rows } = await t.tx.execute<{ id: Id<"proposal">; nameZh: string; nameEn: string }>(sql`
    select p.proposal_id as id, o.name_zh as "nameZh", o.name_en as "nameEn"
    from proposers_of(${demandId}) p join organisations o on o.id = p.org_id order by p.proposal_id`);
  return rows;
};

/**
 * A reviewer takes the duty of confidence and learns the name of a demander who hides it, to say what ties them to it. A repeat changes
 * nothing. @throws DomainError not-found
 */
export const confideReview = async (ctx: Ctx, input: ConfideReviewInput): Promise<void> => {
  const { userId } = requirePerson(ctx.actor);
  await inTransaction(ctx, async (t) => {
    const { demand, seat } = await ownSeat(t, input.demand, userId);
    if (seat.confidedAt !== null) return;
    const mine = and(eq(reviewers.demandId, demand.id), eq(reviewers.userId, userId), isNull(reviewers.confidedAt));
    const taken = await t.tx
      .update(reviewers)
      .set({ confidedAt: t.now })
      .where(mine)
      .returning({ userId: reviewers.userId });
    // pressed twice at once: the other press has written it
    if (taken.length > 0)
      await audit(t, { chain: demand.orgId, action: "reviewer.confided", object: demand.id, payload: { userId } });
  });
};

/** What somebody has said already of their ties in a challenge: the sentence, and the proposals they must not judge. */
export const ownStatement = async (t: TxCtx, demandId: Id<"demand">, userId: Id<"user">) => {
  const [decider] = await t.tx
    .select({ statement: deciderStatements.statement })
    .from(deciderStatements)
    .where(and(eq(deciderStatements.demandId, demandId), eq(deciderStatements.userId, userId)));
  const kept = await t.tx
    .select({ proposalId: reviewConflicts.proposalId })
    .from(reviewConflicts)
    .where(eq(reviewConflicts.userId, userId));
  return { statement: decider?.statement ?? "", conflicts: kept.map((c) => c.proposalId) };
};

/** Of the demander's team and on no review team: they state as deciders. */
const isDecider = async (t: TxCtx, number: string, actor: Actor): Promise<boolean> => {
  if (actor.kind !== "person" || actor.orgId === null || !isTeam(actor)) return false;
  const own = await t.tx.$count(demands, and(eq(demands.number, number), eq(demands.orgId, actor.orgId)));
  const seats = await t.tx
    .select({ userId: reviewers.userId })
    .from(reviewers)
    .innerJoin(demands, eq(demands.id, reviewers.demandId))
    .where(and(eq(demands.number, number), eq(reviewers.userId, actor.userId), isNull(reviewers.dismissedAt)));
  return own > 0 && seats.length === 0;
};

/** Writes the sentence where it belongs: on the seat of a reviewer, or for somebody of the demander in a row of its own. */
const writeStatement = async (t: TxCtx, number: string, userId: Id<"user">, statement: string): Promise<DemandRow> => {
  if (await isDecider(t, number, t.actor)) {
    const demand = await lockDemandByNumber(t, number);
    requireOpened(demand);
    const said = { statement, statedAt: t.now };
    await t.tx
      .insert(deciderStatements)
      .values({ demandId: demand.id, userId, ...said })
      .onConflictDoUpdate({ target: [deciderStatements.demandId, deciderStatements.userId], set: said });
    return demand;
  }
  await ownSeat(t, number, userId);
  // stages and the award wait for a statement that is being written, and it for them
  await lockDemandByNumber(t, number);
  const { demand, seat } = await ownSeat(t, number, userId);
  const untold = demand.visibility === "hidden_name" && !isOfDemander(t, demand);
  if (untold && seat.confidedAt === null && seat.statedAt === null)
    throw new DomainError("demands/confidence", `${userId} knows not whose ${demand.number} is`);
  requireOpened(demand);
  await t.tx
    .update(reviewers)
    .set({ statement, statedAt: t.now })
    .where(and(eq(reviewers.demandId, demand.id), eq(reviewers.userId, userId)));
  return demand;
};

/** @throws DomainError proposals/sealed before the window has closed */
const requireOpened = (demand: DemandRow): void => {
  if (!isOpened(demand.state)) throw new DomainError("proposals/sealed", `${demand.number} is ${demand.state}`);
};

/**
 * The statement of a reviewer or of somebody of the demander, once the proposers are known and before any proposal is read: a sentence about the whole, and which
 * proposals they must not judge. Said again it may add a conflict and take none back.
 * @throws DomainError not-found, proposals/sealed, proposals/tied, demands/confidence where a hidden demander was not told yet
 */
export const stateConflicts = async (ctx: Ctx, input: StateConflictsInput): Promise<void> => {
  const { userId } = requirePerson(ctx.actor);
  await inTransaction(ctx, async (t) => {
    const demand = await writeStatement(t, input.demand, userId, input.statement);
    if (await isTied(t, demand.id, userId)) throw new DomainError("proposals/tied", `${userId} belongs to a proposer`);
    const known = new Set((await proposersOf(t, demand.id)).map((p) => p.id));
    const conflicts = [...new Set(input.conflicts)].filter((id) => known.has(id));
    if (conflicts.length > 0)
      await t.tx
        .insert(reviewConflicts)
        .values(conflicts.map((proposalId) => ({ proposalId, userId, at: t.now })))
        .onConflictDoNothing();
    await audit(t, {
      chain: demand.orgId,
      action: "reviewer.stated",
      object: demand.id,
      payload: { userId, conflicts: conflicts.length },
    });
  });
};
