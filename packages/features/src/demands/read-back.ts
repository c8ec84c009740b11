import { audit, type Ctx, emit, inTransaction, type TxCtx } from "@peony/db";
import { demandReadbacks, members, organisations, users } from "@peony/db/schema";
import type {
  AnswerReadbackInput,
  AssignReadbackInput,
  ConfideReadbackInput,
  StateConflictInput,
  WriteReadbackInput,
} from "@peony/domain/demands";
import { readbackState } from "@peony/domain/demands";
import { officerRoles, requireMember, requirePerson } from "@peony/domain/identity";
import { DomainError, type Id } from "@peony/domain/shared";
import { and, arrayContains, asc, eq, isNull, ne } from "drizzle-orm";
import { latestRound, lockReadback, nextRound, type ReadbackRow, stepRound } from "./readback-rows.ts";
import { requireChecker } from "./rights.ts";
import { type DemandRow, lockDemand } from "./rows.ts";
import { lockDemandRow } from "./step-demand.ts";

/** Seats from which a problem may be read back: an expert of a verified organisation other than the firm's own. */
export const expertsFor = (t: TxCtx, ownerOrgId: Id<"organisation">) =>
  t.tx
    .select({
      userId: users.id,
      name: users.name,
      orgId: organisations.id,
      orgZh: organisations.nameZh,
      orgEn: organisations.nameEn,
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .innerJoin(organisations, eq(organisations.id, members.orgId))
    .where(
      and(
        arrayContains(members.roles, ["expert"]),
        eq(organisations.verification, "verified"),
        ne(organisations.id, ownerOrgId),
        isNull(members.suspendedAt),
        isNull(users.suspendedAt),
      ),
    )
    .orderBy(asc(organisations.nameZh), asc(users.name), asc(users.id));

const replaceLast = async (t: TxCtx, demand: DemandRow, last: ReadbackRow, expert: Id<"user">): Promise<boolean> => {
  const state = readbackState(last);
  if (state === "declared" || state === "replaced") return true;
  // asked for a second time: the first request stands
  if (last.expertUserId === expert) return false;
  await stepRound(t, { demand, round: last }, "replace", "checker", { replacedAt: t.now });
  return true;
};

/**
 * The park or the operator asks one expert to say a problem in own words; somebody asked before is replaced. The firm does not choose.
 * @throws DomainError not-found, demands/transition outside the clinic, invalid at `expert`, demands/readback once it is confirmed
 */
export const assignReadback = async (ctx: Ctx, input: AssignReadbackInput): Promise<void> => {
  const member = requireChecker(ctx.actor);
  await inTransaction(ctx, async (t) => {
    const demand = await lockDemandRow(t, input.demandId);
    if (demand.state === "draft" || demand.state === "cancelled") throw new DomainError("not-found", demand.id);
    if (demand.state !== "clinic") throw new DomainError("demands/transition", `${demand.id} is ${demand.state}`);
    const seat = (await expertsFor(t, demand.orgId)).find((e) => e.userId === input.expert);
    if (!seat) throw new DomainError("invalid", "no such expert", { fields: { expert: { code: "not-an-option" } } });
    const last = await latestRound(t, demand.id);
    if (last && !(await replaceLast(t, demand, last, input.expert))) return;
    const id = t.newId("readback");
    await t.tx.insert(demandReadbacks).values({
      id,
      demandId: demand.id,
      round: (last?.round ?? 0) + 1,
      expertUserId: seat.userId,
      expertOrgId: seat.orgId,
      assignedBy: member.userId,
      assignedAt: t.now,
    });
    const payload = { demandId: demand.id, expert: seat.userId };
    await audit(t, { chain: demand.orgId, action: "demand.readback.assign", object: id, payload });
    await emit(t.tx, "demand.readback", { readbackId: id });
  });
};

/** The round for the expert who was asked; nobody else has it. */
const lockOwnRound = async (t: TxCtx, id: Id<"readback">, userId: Id<"user">) => {
  const found = await lockReadback(t, id);
  const { demand, round } = found;
  if (round.expertUserId !== userId || demand.state === "cancelled" || demand.state === "draft")
    throw new DomainError("not-found", id);
  if (demand.state !== "clinic") throw new DomainError("demands/transition", `${demand.id} is ${demand.state}`);
  return found;
};

/**
 * The expert takes the duty of confidence and learns whose problem it is: only then can they say what ties them to it. A repeat changes
 * nothing. @throws DomainError not-found, demands/readback
 */
export const confideReadback = async (ctx: Ctx, input: ConfideReadbackInput): Promise<void> => {
  const person = requirePerson(ctx.actor);
  await inTransaction(ctx, async (t) => {
    const found = await lockOwnRound(t, input.readbackId, person.userId);
    if (found.round.confidedAt !== null) return;
    await stepRound(t, found, "confide", "expert", { confidedAt: t.now });
  });
};

/**
 * The expert says whether there is a conflict of interest; a declared one ends the round.
 * @throws DomainError not-found, demands/readback; demands/confidence where the firm's name is hidden and was not told yet
 */
export const stateConflict = async (ctx: Ctx, input: StateConflictInput): Promise<void> => {
  const person = requirePerson(ctx.actor);
  await inTransaction(ctx, async (t) => {
    const found = await lockOwnRound(t, input.readbackId, person.userId);
    const { conflict, note } = input;
    if (found.round.conflict === conflict) return;
    if (conflict === "none" && found.demand.visibility === "hidden_name" && found.round.confidedAt === null)
      throw new DomainError("demands/confidence", `${person.userId} knows not whose ${found.demand.id} is`);
    const set = { conflict, conflictNote: note, statedAt: t.now };
    await stepRound(t, found, conflict === "none" ? "state" : "declare", "expert", set);
  });
};

/** The expert says the problem in own words. @throws DomainError not-found, demands/readback before the statement on conflicts */
export const writeReadback = async (ctx: Ctx, input: WriteReadbackInput): Promise<void> => {
  const person = requirePerson(ctx.actor);
  await inTransaction(ctx, async (t) => {
    const found = await lockOwnRound(t, input.readbackId, person.userId);
    if (found.round.text === input.text && readbackState(found.round) === "written") return;
    await stepRound(t, found, "write", "expert", { text: input.text, writtenAt: t.now });
  });
};

/** The firm confirms the expert's words, or corrects them, which asks the same expert again. @throws DomainError not-found, demands/readback */
export const answerReadback = async (ctx: Ctx, input: AnswerReadbackInput): Promise<void> => {
  const member = requireMember(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const found = await lockReadback(t, input.readbackId);
    const demand = await lockDemand(t, found.demand.id, member);
    if (demand.state !== "clinic") throw new DomainError("demands/transition", `${demand.id} is ${demand.state}`);
    const { answer, correction } = input;
    if (found.round.answer === answer && found.round.correction === correction) return;
    const event = answer === "confirmed" ? "confirm" : "correct";
    await stepRound(t, { demand, round: found.round }, event, "officer", { answer, correction, answeredAt: t.now });
    if (answer === "corrected") await nextRound(t, found.round);
  });
};
