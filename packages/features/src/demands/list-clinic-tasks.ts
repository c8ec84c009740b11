import { type Ctx, reading, type TxCtx } from "@peony/db";
import { demandChecks, demandInvitations, demandQuestions, demandReadbacks, demands } from "@peony/db/schema";
import { clinicSteps, readbackState } from "@peony/domain/demands";
import { isOfficer, type PersonActor, requirePerson } from "@peony/domain/identity";
import { chineseDay } from "@peony/domain/shared";
import { and, asc, eq, inArray, isNotNull, isNull, ne, or, sql } from "drizzle-orm";
import { isChecker } from "./rights.ts";
import { type DemandRow, factsOf } from "./rows.ts";

export type ClinicTask = {
  readonly number: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly kind: DemandRow["kind"];
  /** What is asked of the reader: of a checker, an expert, an invited organisation, or the firm itself. */
  readonly task:
    | "check"
    | "assign"
    | "read-back"
    | "broker"
    | "slot"
    | "answer"
    | "confirm"
    | "state"
    | "revise"
    | "reply";
  readonly since: Date;
  /** It is the reader's turn: a demand that a checker may look at, and that waits for somebody else, is none. */
  readonly turn: boolean;
};

const head = { number: demands.number, titleZh: demands.titleZh, titleEn: demands.titleEn, kind: demands.kind };
const headOf = ({ number, titleZh, titleEn, kind }: DemandRow) => ({ number, titleZh, titleEn, kind });
const mostTasks = 100;

/** The last round of each of these demands, and what the check says. */
const clinicStand = async (t: TxCtx, rows: readonly DemandRow[]) => {
  const ids = rows.map((r) => r.id);
  if (ids.length === 0) return { last: new Map(), checks: new Map() };
  const rounds = await t.tx
    .select()
    .from(demandReadbacks)
    .where(inArray(demandReadbacks.demandId, ids))
    .orderBy(asc(demandReadbacks.round));
  const checks = await t.tx.select().from(demandChecks).where(inArray(demandChecks.demandId, ids));
  return {
    last: new Map(rounds.map((r) => [r.demandId, r])),
    checks: new Map(checks.map((c) => [c.demandId, c])),
  };
};

/** Of every demand in the clinic: whether it waits for its check or for an expert, or only for somebody else. */
const toCheck = async (t: TxCtx, most: number): Promise<ClinicTask[]> => {
  const rows = await t.tx
    .select()
    .from(demands)
    .where(eq(demands.state, "clinic"))
    .orderBy(asc(demands.clinicAt), asc(demands.id))
    .limit(most);
  const { last, checks } = await clinicStand(t, rows);
  return rows.map((row): ClinicTask => {
    const steps = clinicSteps(factsOf(row), chineseDay(t.now));
    const round = last.get(row.id);
    const state = round && readbackState(round);
    const check = checks.get(row.id);
    const assign = steps.includes("readback") && (!state || state === "declared" || state === "replaced");
    const decide = steps.includes("check") && Boolean(check?.noDuplicate) && check?.result === null;
    const since = row.clinicAt ?? t.now;
    return { ...headOf(row), since, task: assign && !decide ? "assign" : "check", turn: assign || decide };
  });
};

const toReadBack = async (t: TxCtx, { userId }: PersonActor, most: number): Promise<ClinicTask[]> => {
  const rows = await t.tx
    .select({ ...head, since: demandReadbacks.assignedAt })
    .from(demandReadbacks)
    .innerJoin(demands, eq(demands.id, demandReadbacks.demandId))
    .where(
      and(
        eq(demandReadbacks.expertUserId, userId),
        isNull(demandReadbacks.replacedAt),
        isNull(demandReadbacks.writtenAt),
        or(isNull(demandReadbacks.conflict), ne(demandReadbacks.conflict, "declared")),
        eq(demands.state, "clinic"),
      ),
    )
    .orderBy(asc(demandReadbacks.assignedAt), asc(demands.id))
    .limit(most);
  return rows.map((d) => ({ ...d, task: "read-back", turn: true }));
};

/** Invitations to answer or to help, and slots that a broker took and has not brought to an end. */
const invitedTo = async (t: TxCtx, orgId: string, most: number): Promise<ClinicTask[]> => {
  const { side, answer, doneAt, withdrawnAt, createdAt, answeredAt } = demandInvitations;
  const rows = await t.tx
    .select({ ...head, since: createdAt, answeredAt, side })
    .from(demandInvitations)
    .innerJoin(demands, eq(demands.id, demandInvitations.demandId))
    .where(
      and(
        eq(demandInvitations.orgId, orgId),
        isNull(withdrawnAt),
        isNull(doneAt),
        or(isNull(answer), and(eq(side, "broker"), eq(answer, "accepted"))),
        or(eq(demands.state, "published"), and(eq(side, "broker"), eq(demands.state, "clinic"))),
      ),
    )
    .orderBy(asc(createdAt), asc(demandInvitations.id))
    .limit(most);
  return rows.map(({ side: asked, answeredAt: taken, ...d }): ClinicTask => {
    const task = asked === "solver" ? "answer" : taken === null ? "broker" : "slot";
    return { ...d, since: taken ?? d.since, task, turn: true };
  });
};

/** What the firm's own demands wait for: its word on a reading, its statement on other money, another text, answers to questions. */
const ownTurns = async (t: TxCtx, orgId: string, most: number): Promise<ClinicTask[]> => {
  const mine = sql`${demands.orgId} = ${orgId}`;
  // all of them: which of them wait for the firm is known only afterwards
  const rows = await t.tx
    .select()
    .from(demands)
    .where(and(mine, or(eq(demands.state, "clinic"), and(eq(demands.state, "draft"), ne(demands.returnReason, "")))))
    .orderBy(asc(demands.updatedAt), asc(demands.id));
  const { last, checks } = await clinicStand(t, rows);
  const asked = await t.tx
    .select({ ...head, since: sql<string>`min(${demandQuestions.createdAt})` })
    .from(demandQuestions)
    .innerJoin(demands, eq(demands.id, demandQuestions.demandId))
    .where(
      and(mine, isNull(demandQuestions.answeredAt), isNull(demandQuestions.asideAt), isNotNull(demands.publishedAt)),
    )
    .groupBy(demands.id)
    .orderBy(sql`min(${demandQuestions.createdAt})`, asc(demands.id))
    .limit(most);
  return [
    ...rows.flatMap((row): ClinicTask[] => {
      const of = { ...headOf(row), turn: true };
      if (row.state === "draft") return [{ ...of, task: "revise", since: row.updatedAt }];
      const round = last.get(row.id);
      const check = checks.get(row.id);
      const needs = clinicSteps(factsOf(row), chineseDay(t.now)).includes("check");
      return [
        ...(round && readbackState(round) === "written"
          ? [{ ...of, task: "confirm" as const, since: round.writtenAt ?? row.updatedAt }]
          : []),
        ...(needs && !check?.noDuplicate ? [{ ...of, task: "state" as const, since: row.clinicAt ?? t.now }] : []),
        ...(check?.result === "refused"
          ? [{ ...of, task: "revise" as const, since: check.checkedAt ?? row.updatedAt }]
          : []),
      ];
    }),
    ...asked.map((d): ClinicTask => ({ ...d, since: new Date(d.since), task: "reply", turn: true })),
  ];
};

/**
 * What waits for this reader in the matter of demands: to check, to read back, to help with, to answer, and of the own ones what waits
 * for the firm. Longest wait first within each. @param most of each at most: the first `most` of the whole are right.
 * @throws DomainError unauthenticated
 */
export const listClinicTasks = async (ctx: Ctx, most = mostTasks): Promise<ClinicTask[]> => {
  const person = requirePerson(ctx.actor);
  return reading(ctx, async (t) => [
    ...(isChecker(person) ? await toCheck(t, most) : []),
    ...(await toReadBack(t, person, most)),
    ...(person.orgId && isOfficer(person) ? await invitedTo(t, person.orgId, most) : []),
    ...(person.orgId && isOfficer(person) ? await ownTurns(t, person.orgId, most) : []),
  ]);
};
