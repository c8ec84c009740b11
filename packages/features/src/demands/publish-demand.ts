import { type Ctx, emit, inTransaction, type TxCtx } from "@peony/db";
import { deals, demandChecks, demandInvitations, demandQuestions, demandReadbacks } from "@peony/db/schema";
import {
  type ClinicStep,
  clinicSteps,
  type DemandState,
  defaultFeedback,
  demandMachine,
  depositOf,
  type MoveDemandInput,
} from "@peony/domain/demands";
import { type MemberActor, officerRoles, requireMember, requireVerified } from "@peony/domain/identity";
import { chineseDay, DomainError } from "@peony/domain/shared";
import { and, eq, isNull } from "drizzle-orm";
import { refuseStale } from "../shared/index.ts";
import { type DemandRow, factsOf, lockDemand, requireReady } from "./rows.ts";
import { stepDemand } from "./step-demand.ts";

/** Steps of the clinic that others still have to take before this demand may be published. */
export const openSteps = async (t: TxCtx, row: DemandRow): Promise<ClinicStep[]> => {
  const confirmed = and(
    eq(demandReadbacks.demandId, row.id),
    eq(demandReadbacks.answer, "confirmed"),
    isNull(demandReadbacks.replacedAt),
  );
  const passed = and(eq(demandChecks.demandId, row.id), eq(demandChecks.result, "passed"));
  const done = {
    readback: (await t.tx.$count(demandReadbacks, confirmed)) > 0,
    check: (await t.tx.$count(demandChecks, passed)) > 0,
  };
  return clinicSteps(factsOf(row), chineseDay(t.now)).filter((step) => !done[step]);
};

const enterClinic = (t: TxCtx, row: DemandRow): Promise<DemandRow> =>
  stepDemand(t, row, "submit", "officer", { set: { clinicAt: t.now, returnReason: "" } });

/** Sends a draft to the clinic, to stay there until others have taken their steps. */
export const submitRow = async (t: TxCtx, row: DemandRow): Promise<DemandRow> => {
  const sent = await enterClinic(t, row);
  await emit(t.tx, "demand.submitted", { demandId: row.id });
  return sent;
};

/**
 * Publishes a row that the transaction holds. A draft passes through the clinic: where an expert or the park must look at it first it
 * stays there, which is no refusal. From the clinic, steps that are not taken are one.
 * @returns the row as it is now, published or in the clinic
 * @throws DomainError demands/not-ready, demands/clinic naming each open step, demands/transition
 */
export const publishRow = async (t: TxCtx, row: DemandRow): Promise<DemandRow> => {
  const seen = row.state === "draft" ? await enterClinic(t, row) : row;
  await requireReady(t, seen);
  const open = seen.state === "clinic" ? await openSteps(t, seen) : [];
  if (open.length > 0 && row.state === "draft") {
    await emit(t.tx, "demand.submitted", { demandId: row.id });
    return seen;
  }
  if (open.length > 0)
    throw new DomainError("demands/clinic", `${row.id} waits for ${open.join(", ")}`, {
      fields: Object.fromEntries(open.map((step) => [step, { code: `${step}-open` }])),
    });
  const feedback = row.deadline === null || row.kind !== "challenge" ? null : defaultFeedback(row.deadline);
  return stepDemand(t, seen, "publish", "officer", {
    set: {
      publishedAt: t.now,
      closesOn: row.deadline,
      feedbackDue: row.feedbackDue ?? feedback,
      // agreed as a share: the budget may have moved since
      depositAmount: depositOf(row.budgetMax, row.depositBps),
    },
  });
};

/** Whoever asked, was invited or talks about it has the text that was published. @throws DomainError demands/answered */
const requireUnanswered = async (t: TxCtx, { id }: DemandRow): Promise<void> => {
  const answers =
    (await t.tx.$count(demandQuestions, eq(demandQuestions.demandId, id))) +
    (await t.tx.$count(demandInvitations, eq(demandInvitations.demandId, id))) +
    (await t.tx.$count(deals, eq(deals.demandId, id)));
  if (answers > 0) throw new DomainError("demands/answered", `${id} has ${answers} answers`);
};

/** Back to the draft: out of the clinic, or an ordinary demand from before everybody while nobody has answered it. */
const recallRow = async (t: TxCtx, row: DemandRow): Promise<DemandRow> => {
  if (row.state === "published" && row.kind === "ordinary") await requireUnanswered(t, row);
  return stepDemand(t, row, "return", "officer", { set: { publishedAt: null, closesOn: null, returnReason: "" } });
};

type Move = "submit" | "return" | "publish" | "close";

const take = (t: TxCtx, row: DemandRow, event: Move): Promise<DemandRow> => {
  if (event === "publish") return publishRow(t, row);
  if (event === "submit") return submitRow(t, row);
  if (event === "return") return recallRow(t, row);
  if (event === "close" && row.state === "published" && row.kind === "challenge")
    throw new DomainError("demands/window-promised", `${row.id} takes answers until ${row.closesOn}`);
  return stepDemand(t, row, event, "officer", event === "close" ? { set: { closedAt: t.now } } : {});
};

const move = async (ctx: Ctx, member: MemberActor, input: MoveDemandInput, event: Move): Promise<DemandState> =>
  inTransaction(ctx, async (t) => {
    const row = await lockDemand(t, input.id, member);
    // An act that no longer fits is refused as such, whatever version it was sent with; a draft is published through the clinic.
    const from = event === "publish" && row.state === "draft" ? "clinic" : row.state;
    if (event in demandMachine[from]) await refuseStale(t, row, input.version);
    return (await take(t, row, event)).state;
  });

/**
 * Puts a ready demand of a verified organisation before everybody; a draft that an expert or the park must look at first goes to the
 * clinic instead. @throws DomainError demands/not-ready with every gap at its field, demands/clinic with every open step
 */
export const publishDemand = async (ctx: Ctx, input: MoveDemandInput): Promise<{ state: DemandState }> => ({
  state: await move(ctx, requireVerified(ctx.actor, officerRoles), input, "publish"),
});
/** Sends a draft to the clinic, complete or not. */
export const submitDemand = async (ctx: Ctx, input: MoveDemandInput): Promise<void> => {
  await move(ctx, requireVerified(ctx.actor, officerRoles), input, "submit");
};
/** Takes the own demand back to its draft. @throws DomainError demands/answered where a published one was answered already */
export const recallDemand = async (ctx: Ctx, input: MoveDemandInput): Promise<void> => {
  await move(ctx, requireMember(ctx.actor, officerRoles), input, "return");
};
/** Takes no more answers; the page stays readable. @throws DomainError demands/window-promised: a challenge closes by the clock */
export const closeDemand = async (ctx: Ctx, input: MoveDemandInput): Promise<void> => {
  await move(ctx, requireMember(ctx.actor, officerRoles), input, "close");
};
