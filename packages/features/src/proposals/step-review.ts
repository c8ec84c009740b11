import { audit, type Ctx, emit, inTransaction, type TxCtx } from "@peony/db";
import { proposals, reviewConflicts, reviewers, reviews } from "@peony/db/schema";
import { officerRoles, requireVerified } from "@peony/domain/identity";
import {
  type ChooseProposalInput,
  enteredProposalStates,
  type GiveFeedbackInput,
  isLostProposal,
  type ScreenProposalInput,
  type StepReviewInput,
  type UnlistProposalInput,
  validReviews,
} from "@peony/domain/proposals";
import { DomainError, type Id } from "@peony/domain/shared";
import { and, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import { type DemandRow, refuseOwnName, stepDemand } from "../demands/index.ts";
import { proposersOf } from "./reviewers.ts";
import {
  lockOwnDemand,
  lockReceivedProposal,
  moveProposal,
  ownerRole,
  type ProposalRow,
  requireStatement,
} from "./rows.ts";

/**
 * All proposals in the competition. @throws DomainError proposals/unstated; proposals/conflicted where a statement of the asker's own
 * keeps some away
 */
export const wholeField = async (t: TxCtx, demand: DemandRow): Promise<ProposalRow[]> => {
  if ((await proposersOf(t, demand.id)).length > 0) await requireStatement(t, demand.id);
  const rows = await t.tx
    .select()
    .from(proposals)
    .where(and(eq(proposals.demandId, demand.id), inArray(proposals.state, [...enteredProposalStates])));
  if ((await proposersOf(t, demand.id)).length !== rows.length)
    throw new DomainError("proposals/conflicted", `${demand.number} is not wholly before the asker`);
  return rows;
};

const refuse = (missing: string, number: string): never => {
  throw new DomainError("proposals/stage", `${number}: ${missing}`, { args: { missing } });
};

const leads = (t: TxCtx, demandId: Id<"demand">): Promise<number> =>
  t.tx.$count(
    reviewers,
    and(
      eq(reviewers.demandId, demandId),
      eq(reviewers.role, "lead"),
      isNull(reviewers.dismissedAt),
      isNotNull(reviewers.statedAt),
    ),
  );

/** Those of these proposals that no valid points speak for, whatever was given before a conflict was declared. */
const unscored = async (
  t: TxCtx,
  demandId: Id<"demand">,
  ids: readonly Id<"proposal">[],
): Promise<Id<"proposal">[]> => {
  const given = await t.tx
    .select()
    .from(reviews)
    .where(and(inArray(reviews.proposalId, [...ids]), eq(reviews.counts, true)));
  const team = await t.tx
    .select()
    .from(reviewers)
    .where(and(eq(reviewers.demandId, demandId), isNull(reviewers.dismissedAt)));
  const conflicts = await t.tx
    .select()
    .from(reviewConflicts)
    .where(inArray(reviewConflicts.proposalId, [...ids]));
  const scored = new Set(validReviews(given, team, conflicts).map((r) => r.proposalId));
  return ids.filter((id) => !scored.has(id));
};

/** What a stage asks before it begins; the word is an argument of the refusal's sentence. */
const requireStage = async (
  t: TxCtx,
  demand: DemandRow,
  step: StepReviewInput["step"],
  field: readonly ProposalRow[],
): Promise<void> => {
  const count = (state: ProposalRow["state"]) => field.filter((p) => p.state === state).length;
  if (field.length === 0) refuse("proposals", demand.number);
  if (step === "assess") {
    if (count("submitted") > 0) refuse("screening", demand.number);
    if (count("assessing") === 0) refuse("passed", demand.number);
    if ((await leads(t, demand.id)) === 0) refuse("lead", demand.number);
  }
  if (step === "shortlist") {
    const finalists = field.filter((p) => p.state === "finalist").map((p) => p.id);
    if (finalists.length === 0) refuse("finalist", demand.number);
    if ((await unscored(t, demand.id, finalists)).length > 0) refuse("scores", demand.number);
  }
};

/**
 * Takes the own challenge to its next stage: screening, assessment, finalists. A repeat is refused as a transition, so that nobody steps
 * twice by one click.
 * @throws DomainError proposals/stage naming what is missing, proposals/conflicted, demands/transition
 */
export const stepReview = async (ctx: Ctx, input: StepReviewInput): Promise<void> => {
  const member = requireVerified(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const demand = await lockOwnDemand(t, input.demand, member);
    const expected = { screen: "closed", assess: "screening", shortlist: "assessing" } as const;
    const field = demand.state === expected[input.step] ? await wholeField(t, demand) : [];
    if (demand.state === expected[input.step]) await requireStage(t, demand, input.step, field);
    await stepDemand(t, demand, input.step, "officer");
    // who is a finalist hears it now that it stands
    if (input.step === "shortlist")
      for (const { id } of field.filter((p) => p.state === "finalist"))
        await emit(t.tx, "proposal.changed", { proposalId: id });
  });
};

const tellOf = async (
  t: TxCtx,
  demand: DemandRow,
  row: ProposalRow,
  action: string,
  payload: Record<string, unknown> = {},
): Promise<void> => {
  await audit(t, { chain: demand.orgId, action, object: row.id, payload: { version: row.version, ...payload } });
  await emit(t.tx, "proposal.changed", { proposalId: row.id });
};

/**
 * Passes a proposal to the assessment, or ends it with a reason and words. A repeat changes nothing; with other words it is refused.
 * @throws DomainError invalid, proposals/transition
 */
export const screenProposal = async (ctx: Ctx, input: ScreenProposalInput): Promise<void> => {
  const member = requireVerified(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const { demand, proposal } = await lockReceivedProposal(t, input.proposalId, member);
    const to = input.pass ? "assessing" : "screened_out";
    const same = input.pass || (proposal.reason === input.reason && proposal.feedback === input.words);
    if (proposal.state === to && same) return;
    if (demand.state !== "screening")
      throw new DomainError("proposals/transition", `${demand.number} is ${demand.state}`);
    if (!input.pass) {
      requireReason(input.reason, input.words);
      await refuseOwnName(t, demand, "words", input.words);
    }
    const event = input.pass ? "pass" : "screen_out";
    const row = await moveProposal(t, proposal, event, ownerRole(member, demand), {
      ...(input.pass ? {} : { reason: input.reason, feedback: input.words, decidedAt: t.now }),
    });
    await tellOf(t, demand, row, `proposal.${event}`, input.pass ? {} : { reason: input.reason });
  });
};

const leastWords = 20;
/** @throws DomainError invalid at the reason or the words */
const requireReason = (reason: string | null, words: string): void => {
  const fields = {
    ...(reason === null ? { reason: { code: "choose" } } : {}),
    ...([...words].length < leastWords ? { words: { code: "too-short", args: { min: leastWords } } } : {}),
  };
  if (Object.keys(fields).length > 0) throw new DomainError("invalid", "a reason is owed", { fields });
};

/**
 * Puts an assessed proposal with valid points among the finalists, also after the shortlist was closed, where a finalist has left. A
 * repeat changes nothing. @throws DomainError proposals/unstated, proposals/transition, proposals/stage
 */
export const chooseFinalist = async (ctx: Ctx, input: ChooseProposalInput): Promise<void> => {
  const member = requireVerified(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const { demand, proposal } = await lockReceivedProposal(t, input.proposalId, member);
    if (proposal.state === "finalist") return;
    if (demand.state !== "assessing" && demand.state !== "finalist")
      throw new DomainError("proposals/transition", `${demand.number} is ${demand.state}`);
    if (proposal.state === "assessing" && (await unscored(t, demand.id, [proposal.id])).length > 0)
      refuse("scores", demand.number);
    const row = await moveProposal(t, proposal, "shortlist", ownerRole(member, demand));
    await tellOf(t, demand, row, "proposal.shortlist");
  });
};

/**
 * Takes a finalist back among the assessed, until the stage moves; the reason is kept. A repeat changes nothing.
 * @throws DomainError proposals/unstated, proposals/transition
 */
export const unlistFinalist = async (ctx: Ctx, input: UnlistProposalInput): Promise<void> => {
  const member = requireVerified(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const { demand, proposal } = await lockReceivedProposal(t, input.proposalId, member);
    if (proposal.state === "assessing") return;
    if (demand.state !== "assessing")
      throw new DomainError("proposals/transition", `${demand.number} is ${demand.state}`);
    const row = await moveProposal(t, proposal, "unlist", ownerRole(member, demand));
    await tellOf(t, demand, row, "proposal.unlist", { words: input.words });
  });
};

/**
 * Tells a proposer at the end how its proposal was seen; one that lost is owed a reason and words. Said once.
 * @throws DomainError proposals/not-ended, proposals/answered; invalid
 */
export const giveFeedback = async (ctx: Ctx, input: GiveFeedbackInput): Promise<void> => {
  const member = requireVerified(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const { demand, proposal } = await lockReceivedProposal(t, input.proposalId, member);
    const lost = isLostProposal(proposal.state);
    if (!lost && proposal.state !== "awarded")
      throw new DomainError("proposals/not-ended", `${proposal.id} is ${proposal.state}`);
    const reason = lost ? (input.reason ?? proposal.reason) : null;
    if (lost) requireReason(reason, input.words);
    // whoever won learns whose it is from the deal, whoever lost from nothing
    if (lost) await refuseOwnName(t, demand, "words", input.words);
    if (proposal.feedbackAt !== null) {
      if (proposal.feedback === input.words && proposal.reason === reason) return;
      throw new DomainError("proposals/answered", `${proposal.id} was answered`);
    }
    const [row] = await t.tx
      .update(proposals)
      .set({ reason, feedback: input.words, feedbackAt: t.now, version: proposal.version + 1, updatedAt: t.now })
      .where(and(eq(proposals.id, proposal.id), isNull(proposals.feedbackAt)))
      .returning();
    if (!row) throw new DomainError("conflict", `${proposal.id} was answered meanwhile`);
    await tellOf(t, demand, row, "proposal.answered", { reason });
  });
};
