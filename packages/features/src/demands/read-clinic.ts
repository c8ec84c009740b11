import { type Ctx, oneOr404, reading, type TxCtx } from "@peony/db";
import { demandChecks, demandInvitations, demandReadbacks, organisations, users } from "@peony/db/schema";
import {
  type ClinicQuestion,
  type ClinicStep,
  type ComplexityRow,
  clinicQuestions,
  clinicSteps,
  complexityOf,
  type DemandGap,
  type ReadbackState,
  readbackState,
} from "@peony/domain/demands";
import { isOfficer, requirePerson } from "@peony/domain/identity";
import { chineseDay } from "@peony/domain/shared";
import { aliasedTable, and, asc, eq, isNull } from "drizzle-orm";
import { namesOf } from "./owner-names.ts";
import { openSteps } from "./publish-demand.ts";
import { expertsFor } from "./read-back.ts";
import { isChecker } from "./rights.ts";
import { type DemandRow, factsOf, ownerColumns, windowStart } from "./rows.ts";
import { type DemandView, findReadable, toView } from "./view.ts";

/** What the rules find in a demand, with the steps that others take. */
export type Clinic = {
  readonly complexity: { readonly points: number; readonly rows: readonly ComplexityRow[] };
  readonly questions: readonly ClinicQuestion[];
  /** What publishing still needs at the form's fields. */
  readonly gaps: readonly DemandGap[];
  readonly steps: readonly ClinicStep[];
  readonly open: readonly ClinicStep[];
};

export const clinicOf = async (t: TxCtx, row: DemandRow): Promise<Clinic> => {
  const facts = factsOf(row);
  const today = chineseDay(t.now);
  const names = row.visibility === "hidden_name" ? await namesOf(t, row.orgId) : [];
  const questions = clinicQuestions(facts, today, names, windowStart(row, t.now));
  return {
    complexity: complexityOf(facts, today),
    questions,
    gaps: questions.flatMap((q) => (q.kind === "must" ? [q.gap] : [])),
    steps: clinicSteps(facts, today),
    open: await openSteps(t, row),
  };
};

type Round = Omit<typeof demandReadbacks.$inferSelect, "assignedBy" | "expertOrgId" | "demandId"> & {
  readonly state: ReadbackState;
  readonly expert: string;
  readonly org: { slug: string; nameZh: string; nameEn: string; fictional: boolean };
  /** This reader is the expert who was asked. */
  readonly mine: boolean;
};

const roundsOf = async (t: TxCtx, row: DemandRow): Promise<Round[]> => {
  const me = t.actor.kind === "person" ? t.actor.userId : "";
  const rows = await t.tx
    .select({ round: demandReadbacks, expert: users.name, org: ownerColumns })
    .from(demandReadbacks)
    .innerJoin(users, eq(users.id, demandReadbacks.expertUserId))
    .innerJoin(organisations, eq(organisations.id, demandReadbacks.expertOrgId))
    .where(eq(demandReadbacks.demandId, row.id))
    .orderBy(asc(demandReadbacks.round));
  return rows.map(({ round, expert, org }) => {
    const { assignedBy: _b, expertOrgId: _o, demandId: _d, ...rest } = round;
    return { ...rest, state: readbackState(round), expert, org, mine: round.expertUserId === me };
  });
};

const checker = aliasedTable(organisations, "checker");

const checkOf = async (t: TxCtx, row: DemandRow) => {
  const [found] = await t.tx
    .select({
      statement: demandChecks.statement,
      noDuplicate: demandChecks.noDuplicate,
      statedAt: demandChecks.statedAt,
      result: demandChecks.result,
      note: demandChecks.note,
      checkedAt: demandChecks.checkedAt,
      byZh: checker.nameZh,
      byEn: checker.nameEn,
    })
    .from(demandChecks)
    .leftJoin(checker, eq(checker.id, demandChecks.checkedOrgId))
    .where(eq(demandChecks.demandId, row.id));
  return found ?? null;
};

const invitationsOf = (t: TxCtx, row: DemandRow) =>
  t.tx
    .select({
      id: demandInvitations.id,
      side: demandInvitations.side,
      reason: demandInvitations.reason,
      createdAt: demandInvitations.createdAt,
      answer: demandInvitations.answer,
      meetAt: demandInvitations.meetAt,
      note: demandInvitations.note,
      result: demandInvitations.result,
      doneAt: demandInvitations.doneAt,
      org: ownerColumns,
      mine: eq(demandInvitations.orgId, (t.actor.kind === "person" && t.actor.orgId) || ""),
    })
    .from(demandInvitations)
    .innerJoin(organisations, eq(organisations.id, demandInvitations.orgId))
    .where(and(eq(demandInvitations.demandId, row.id), isNull(demandInvitations.withdrawnAt)))
    .orderBy(asc(demandInvitations.createdAt), asc(demandInvitations.id));

/** Who reads the clinic: decides what of it is there and what can be done. */
export type ClinicReader = "owner" | "checker" | "expert" | "broker";

const readerOf = (ctx: Ctx, own: boolean, rounds: readonly Round[], broker: boolean): ClinicReader | null => {
  if (own) return "owner";
  if (isChecker(ctx.actor)) return "checker";
  if (rounds.some((r) => r.mine && r.state !== "replaced" && r.state !== "declared")) return "expert";
  return broker ? "broker" : null;
};

export type ClinicView = Clinic & {
  readonly demand: DemandView;
  readonly reader: ClinicReader;
  /** The reader may act for the organisation. */
  readonly officer: boolean;
  readonly ownerVerified: boolean;
  readonly rounds: readonly Round[];
  readonly check: Awaited<ReturnType<typeof checkOf>>;
  readonly invitations: Awaited<ReturnType<typeof invitationsOf>>;
  /** Whom the park or the operator may ask; empty for everybody else. */
  readonly experts: Awaited<ReturnType<typeof expertsFor>>;
};

/**
 * The clinic of a demand, for its firm, the park and the operator, the expert who was asked and the broker who was invited. An expert
 * reads the own rounds only, and a broker the own invitation only. @throws DomainError not-found for everybody else
 */
export const readClinic = async (ctx: Ctx, number: string): Promise<ClinicView> => {
  requirePerson(ctx.actor);
  return reading(ctx, async (t) => {
    const joined = await findReadable(t, number);
    const demand = toView(ctx, joined);
    const rounds = await roundsOf(t, joined.demand);
    const invitations = await invitationsOf(t, joined.demand);
    const broker = invitations.some((i) => i.mine && i.side === "broker");
    const reader = oneOr404(
      [readerOf(ctx, demand.own, rounds, broker)].filter((r) => r !== null),
      number,
    );
    const inside = reader === "owner" || reader === "checker";
    const found = await clinicOf(t, joined.demand);
    // a broker reads what it is called and how hard it is until it took the slot
    const taken = reader !== "broker" || invitations.some((i) => i.mine && i.answer === "accepted");
    const [owner] = await t.tx
      .select({ verification: organisations.verification })
      .from(organisations)
      .where(eq(organisations.id, joined.demand.orgId));
    return {
      ...(inside ? found : outside(found, taken)),
      demand: taken ? untilStated(demand, reader, rounds) : untilTaken(demand),
      reader,
      officer: isOfficer(ctx.actor),
      ownerVerified: owner?.verification === "verified",
      rounds: inside ? rounds : rounds.filter((r) => r.mine),
      check: inside ? await checkOf(t, joined.demand) : null,
      invitations: inside ? invitations : invitations.filter((i) => i.mine),
      experts: reader === "checker" ? await expertsFor(t, joined.demand.orgId) : [],
    };
  });
};

/** Before the statement on conflicts an expert reads the title, and past the duty of confidence whose it is. */
const untilStated = (demand: DemandView, reader: ClinicReader, rounds: readonly Round[]): DemandView => {
  if (reader !== "expert" || rounds.some((r) => r.mine && r.conflict === "none")) return demand;
  const empty = { zh: "", en: "" };
  return { ...demand, background: empty, testMethod: empty, constraints: empty, site: empty, targets: [] };
};

/** What the clinic found, for the expert and the broker: the check is not theirs to see, nor are questions before the slot is taken. */
const outside = (found: Clinic, taken: boolean): Clinic => ({
  ...found,
  questions: taken ? found.questions : [],
  gaps: taken ? found.gaps : [],
  steps: found.steps.filter((step) => step === "readback"),
  open: found.open.filter((step) => step === "readback"),
});

const untilTaken = (demand: DemandView): DemandView => {
  const empty = { zh: "", en: "" };
  return {
    ...demand,
    ...{ owner: null, region: null, site: empty, background: empty, testMethod: empty, constraints: empty },
    ...{ targets: [], hazards: [], keywordsZh: [], keywordsEn: [], ipc: [], partnerKinds: [], rightsWanted: [] },
    ...{ budgetMin: null, budgetMax: null, deadline: null, closesOn: null, feedbackDue: null, trlWanted: null },
    ...{
      depositState: "not_required",
      depositBps: null,
      depositAmount: null,
      samplesAvailable: false,
      testBasis: "own",
    },
  };
};
