import { type Ctx, inTransaction, type TxCtx } from "@peony/db";
import {
  demandChecks,
  demandInvitations,
  demandQuestions,
  demandReadbacks,
  demands,
  members,
  organisations,
  users,
} from "@peony/db/schema";
import { readbackState } from "@peony/domain/demands";
import { officerRoles } from "@peony/domain/identity";
import type { Events, Id } from "@peony/domain/shared";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { membersWith, type Told, tell } from "../shared/index.ts";
import type { DemandRow } from "./rows.ts";

/**
 * Notices about demands carry the demand's public number and nothing else: no notice says whose a demand is, since its owner may have
 * asked not to be named.
 */
export type Said = {
  readonly kind: string;
  readonly urgency: "turn" | "changed";
  readonly path: string;
  readonly fact: string;
  /** Said besides the number. */
  readonly args?: Readonly<Record<string, string>>;
};

export const demandOf = async (t: TxCtx, id: Id<"demand">): Promise<DemandRow | undefined> => {
  const [row] = await t.tx.select().from(demands).where(eq(demands.id, id));
  return row;
};

const tellAll = async (
  t: TxCtx,
  people: readonly Told[],
  orgId: Id<"organisation">,
  demand: DemandRow,
  { kind, urgency, path, fact, args }: Said,
): Promise<void> => {
  for (const person of people)
    await tell(t, person, { orgId, kind, urgency, href: path, args: { number: demand.number, ...args }, fact });
};

export const tellOfficers = async (t: TxCtx, orgId: Id<"organisation">, demand: DemandRow, said: Said): Promise<void> =>
  tellAll(t, await membersWith(t, orgId, officerRoles), orgId, demand, said);

/** Every verified park and operator but the demand's own organisation. */
export const tellHouses = async (t: TxCtx, demand: DemandRow, said: Said): Promise<void> => {
  const houses = await t.tx
    .select({ id: organisations.id })
    .from(organisations)
    .where(and(inArray(organisations.kind, ["park", "operator"]), eq(organisations.verification, "verified")))
    .orderBy(asc(organisations.id));
  for (const { id } of houses) if (id !== demand.orgId) await tellOfficers(t, id, demand, said);
};

export const clinicPath = (demand: DemandRow): string => `/desk/demands/${demand.number}/clinic`;

/** What the invited side did last: it answered, proposed a time, or said what came of its help. */
const answeredBy = (row: typeof demandInvitations.$inferSelect): Pick<Said, "kind" | "fact"> => {
  if (row.doneAt) return { kind: "demand-slot-done", fact: `${row.id}:done:${row.doneAt.getTime()}` };
  if (row.meetAt) return { kind: "demand-slot-time", fact: `${row.id}:meet:${row.meetAt.getTime()}` };
  return { kind: `demand-invitation-${row.answer}`, fact: `${row.id}:${row.answer}:${row.answeredAt?.getTime()}` };
};

/** Whoever was invited and has not declined hears that it is over; the demand may be theirs to read no more. */
const tellWithdrawn = async (
  t: TxCtx,
  demand: DemandRow,
  row: typeof demandInvitations.$inferSelect,
): Promise<void> => {
  if (row.answer === "declined") return;
  await tellOfficers(t, row.orgId, demand, {
    kind: "demand-invitation-withdrawn",
    urgency: "changed",
    path: "/desk",
    fact: `${row.id}:withdrawn:${row.withdrawnAt?.getTime()}`,
  });
};

const tellInvitation = async (t: TxCtx, id: Id<"demandInvitation">): Promise<void> => {
  const [row] = await t.tx.select().from(demandInvitations).where(eq(demandInvitations.id, id));
  const demand = row && (await demandOf(t, row.demandId));
  if (!row || !demand) return;
  if (row.withdrawnAt) return tellWithdrawn(t, demand, row);
  const at = row.createdAt.getTime();
  if (row.answer === null)
    await tellOfficers(t, row.orgId, demand, {
      kind: row.side === "broker" ? "demand-broker" : "demand-invited",
      urgency: "turn",
      path: row.side === "broker" ? clinicPath(demand) : `/demands/${demand.number}`,
      fact: `${id}:invited:${at}`,
    });
  else
    await tellOfficers(t, demand.orgId, demand, {
      ...answeredBy(row),
      urgency: "changed",
      path: clinicPath(demand),
    });
};

const personOf = (t: TxCtx, userId: Id<"user">): Promise<Told[]> =>
  t.tx
    .select({ userId: users.id, email: users.email, locale: users.locale })
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.suspendedAt)));

/** Seats at a park or an operator of whoever asked the expert. */
const checkerSeats = (t: TxCtx, userId: Id<"user">) =>
  t.tx
    .select({ orgId: members.orgId })
    .from(members)
    .innerJoin(organisations, eq(organisations.id, members.orgId))
    .where(
      and(eq(members.userId, userId), isNull(members.suspendedAt), inArray(organisations.kind, ["park", "operator"])),
    )
    .limit(1);

const tellReadback = async (t: TxCtx, id: Id<"readback">): Promise<void> => {
  const [row] = await t.tx.select().from(demandReadbacks).where(eq(demandReadbacks.id, id));
  const demand = row && (await demandOf(t, row.demandId));
  if (!row || !demand || demand.state !== "clinic") return;
  const state = readbackState(row);
  const said = (kind: string): Said => ({ kind, urgency: "turn", path: clinicPath(demand), fact: `${id}:${state}` });
  if (state === "assigned" || (state === "stated" && row.round > 1))
    await tellAll(t, await personOf(t, row.expertUserId), row.expertOrgId, demand, said("demand-read-back"));
  if (state === "written") await tellOfficers(t, demand.orgId, demand, said("demand-read"));
  if (state === "declared")
    for (const seat of await checkerSeats(t, row.assignedBy))
      await tellAll(t, await personOf(t, row.assignedBy), seat.orgId, demand, said("demand-conflict"));
};

/** A check was taken back by a new statement on funding: the park checks once more. */
const tellCheckBack = async (t: TxCtx, demand: DemandRow, statedAt: Date | null): Promise<void> => {
  const said = { path: clinicPath(demand), fact: `${demand.id}:restated:${statedAt?.getTime()}` };
  await tellOfficers(t, demand.orgId, demand, { ...said, kind: "demand-check-back", urgency: "changed" });
  await tellHouses(t, demand, { ...said, kind: "demand-check-again", urgency: "turn" });
};

const tellCheck = async (t: TxCtx, id: Id<"demand">): Promise<void> => {
  const demand = await demandOf(t, id);
  const [check] = await t.tx.select().from(demandChecks).where(eq(demandChecks.demandId, id));
  if (!demand) return;
  const returned = demand.state === "draft" && demand.returnReason !== "";
  const result = returned ? "returned" : check?.result;
  if (!result) return demand.state === "clinic" && check ? tellCheckBack(t, demand, check.statedAt) : undefined;
  await tellOfficers(t, demand.orgId, demand, {
    kind: `demand-check-${result}`,
    urgency: result === "passed" ? "changed" : "turn",
    path: returned ? `/desk/demands/${demand.number}` : clinicPath(demand),
    args: returned ? { reason: demand.returnReason } : {},
    fact: `${id}:${result}:${returned ? demand.version : check?.checkedAt?.getTime()}`,
  });
};

const tellQuestion = async (t: TxCtx, id: Id<"demandQuestion">): Promise<void> => {
  const [row] = await t.tx.select().from(demandQuestions).where(eq(demandQuestions.id, id));
  const demand = row && (await demandOf(t, row.demandId));
  if (!row || !demand) return;
  const path = `/demands/${demand.number}#questions`;
  if (row.answeredAt === null && row.asideAt === null)
    await tellOfficers(t, demand.orgId, demand, {
      kind: "demand-question",
      urgency: "turn",
      path,
      fact: `${id}:asked`,
    });
  else await tellAsker(t, demand, row);
};

/** The asker learns the answer, that it was changed, or that the question was set aside. */
const tellAsker = async (t: TxCtx, demand: DemandRow, row: typeof demandQuestions.$inferSelect): Promise<void> => {
  const [kind, fact] = row.asideAt
    ? ["demand-question-aside", `aside:${row.asideAt.getTime()}`]
    : row.earlier.length > 0
      ? ["demand-answer-changed", `answered:${row.earlier.length}`]
      : ["demand-answer", "answered"];
  await tellAll(t, await personOf(t, row.askedBy), row.askOrgId, demand, {
    kind,
    urgency: "changed",
    path: `/demands/${demand.number}#questions`,
    fact: `${row.id}:${fact}`,
  });
  const changed = changedAnswer(demand, row);
  if (changed) await tellParties(t, demand, row.askOrgId, changed);
};

/** What others than the asker are told of an answer that was changed; null of any other, and of a question that was set aside. */
export const changedAnswer = (demand: DemandRow, row: typeof demandQuestions.$inferSelect): Said | null =>
  row.answeredAt === null || row.asideAt !== null || row.earlier.length === 0
    ? null
    : {
        kind: "demand-answers-changed",
        urgency: "changed",
        path: `/demands/${demand.number}#questions`,
        fact: `${row.id}:answered:${row.earlier.length}`,
      };

/**
 * Organisations that asked, or were invited and have not declined: what they rely on is told to them when it changes. Those who propose
 * are told by `proposals`, of which demands know nothing.
 */
export const tellParties = async (
  t: TxCtx,
  demand: DemandRow,
  except: Id<"organisation"> | null,
  said: Said,
): Promise<void> => {
  const { rows } = await t.tx.execute<{ orgId: Id<"organisation"> }>(sql`
    select ask_org_id as "orgId" from demand_questions where demand_id = ${demand.id}
    union select org_id from demand_invitations
      where demand_id = ${demand.id} and withdrawn_at is null and answer is distinct from 'declined'`);
  for (const { orgId } of rows) if (orgId !== except) await tellOfficers(t, orgId, demand, said);
};

type Fact = Events["demand.invited"] | Events["demand.readback"] | Events["demand.checked"] | Events["demand.question"];

/** Tells whose turn it is, or what changed, in the matter of one demand. May run twice and late: it says how things stand now. */
export const tellOfDemand = (ctx: Ctx, fact: Fact): Promise<void> =>
  inTransaction(ctx, async (t) => {
    if ("invitationId" in fact) await tellInvitation(t, fact.invitationId);
    else if ("readbackId" in fact) await tellReadback(t, fact.readbackId);
    else if ("questionId" in fact) await tellQuestion(t, fact.questionId);
    else await tellCheck(t, fact.demandId);
  });
