import { type Ctx, oneOr404, reading, type TxCtx } from "@peony/db";
import { deals, demands, organisations, proposals } from "@peony/db/schema";
import { isHouse, isOfficer, isTeam, officerRoles, requireMember } from "@peony/domain/identity";
import { isEditableProposal, mayReadProposal, proposalGaps } from "@peony/domain/proposals";
import { DomainError, type Id } from "@peony/domain/shared";
import { and, desc, eq, sql } from "drizzle-orm";
import { isParty, readDemand } from "../demands/index.ts";
import { membersWith } from "../shared/index.ts";
import { judgingOf } from "./judging.ts";
import { revisionOf } from "./revision.ts";
import { feedbackDayOf, fieldsOfRow, isWindowOpen, lastDayOf, type ProposalRow } from "./rows.ts";

const ofDemand = (d: typeof demands.$inferSelect) => ({
  number: d.number,
  titleZh: d.titleZh,
  titleEn: d.titleEn,
  state: d.state,
  currency: d.currency,
  lastDay: lastDayOf(d),
  feedbackDay: feedbackDayOf(d),
  /** Why it was taken away. */
  cancelReason: d.cancelReason,
});

/** What is asked, against which a proposal is written. */
const askedOf = (d: Pick<typeof demands.$inferSelect, "targets" | "testMethod" | "budgetMin" | "budgetMax">) => ({
  targets: d.targets,
  testMethod: d.testMethod,
  budgetMin: d.budgetMin,
  budgetMax: d.budgetMax,
});

const dealNumberOf = async (t: TxCtx, dealId: Id<"deal"> | null): Promise<string | null> => {
  if (!dealId) return null;
  const [deal] = await t.tx.select({ number: deals.number }).from(deals).where(eq(deals.id, dealId));
  return deal?.number ?? null;
};

/** What everybody who may read a proposal is shown of it. */
const viewOf = (row: ProposalRow) => ({
  id: row.id,
  state: row.state,
  version: row.version,
  fields: fieldsOfRow(row),
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
  submittedAt: row.submittedAt,
});

/** The own organisation's proposals, last touched first. @throws DomainError not-found for those who are no part of its team */
export const listOwnProposals = async (ctx: Ctx, most = 200) => {
  const member = requireMember(ctx.actor);
  if (!isTeam(member)) return [];
  return reading(ctx, async (t) => {
    const rows = await t.tx
      .select({ proposal: proposals, demand: demands })
      .from(proposals)
      .innerJoin(demands, eq(demands.id, proposals.demandId))
      .where(eq(proposals.orgId, member.orgId))
      .orderBy(desc(proposals.updatedAt), desc(proposals.id))
      .limit(most);
    return rows.map(({ proposal, demand }) => ({
      ...viewOf(proposal),
      demand: ofDemand(demand),
      open: isWindowOpen(demand, t.now),
    }));
  });
};
export type OwnProposalRow = Awaited<ReturnType<typeof listOwnProposals>>[number];

/**
 * The own proposal with what its editor needs: the demand, the criteria, what is still missing, and at the end the answer.
 * @throws DomainError not-found
 */
export const readOwnProposal = async (ctx: Ctx, id: Id<"proposal">) => {
  const member = requireMember(ctx.actor);
  return reading(ctx, async (t) => {
    const { proposal, demand } = oneOr404(
      await t.tx
        .select({ proposal: proposals, demand: demands })
        .from(proposals)
        .innerJoin(demands, eq(demands.id, proposals.demandId))
        .where(and(eq(proposals.id, id), eq(proposals.orgId, member.orgId))),
      id,
    );
    if (!isTeam(member)) throw new DomainError("not-found", `${id} hidden from ${member.userId}`);
    const open = isWindowOpen(demand, t.now);
    const editable = open && isEditableProposal(proposal.state);
    const revision = editable && proposal.state === "submitted" ? await revisionOf(t, id) : null;
    const view = { ...viewOf(proposal), ...(revision ? { fields: revision.fields } : {}) };
    return {
      ...view,
      /** When the text shown was changed from what stands in the competition; null where it is that. */
      revisedAt: revision?.savedAt ?? null,
      demand: { ...ofDemand(demand), ...askedOf(demand) },
      judging: await judgingOf(t, demand.id),
      open,
      editable,
      gaps: proposalGaps(view.fields),
      reason: proposal.feedbackAt || proposal.state === "screened_out" ? proposal.reason : null,
      feedback: proposal.feedbackAt || proposal.state === "screened_out" ? proposal.feedback : "",
      feedbackAt: proposal.feedbackAt,
      dealNumber: await dealNumberOf(t, proposal.dealId),
      exportClass: {
        said: proposal.classedBy ? proposal.exportClass : null,
        note: proposal.exportNote,
        confirmed: proposal.classCheckedAt !== null,
        /** The reader said it, and so cannot confirm it. */
        mine: proposal.classedBy === member.userId,
        /** Nobody else of the organisation could confirm it. */
        alone: (await membersWith(t, member.orgId, officerRoles)).length < 2,
      },
    };
  });
};
export type OwnProposal = Awaited<ReturnType<typeof readOwnProposal>>;

/**
 * A proposal for whoever may read it: its own team at any time; after the window has closed the demander's team, the reviewers without a
 * conflict, and the operator. The database says the same by itself.
 * @throws DomainError not-found
 */
export const readProposal = async (ctx: Ctx, id: Id<"proposal">) => {
  const member = requireMember(ctx.actor);
  return reading(ctx, async (t) => {
    const { proposal, demand, nameZh, nameEn } = oneOr404(
      await t.tx
        .select({
          proposal: proposals,
          demand: demands,
          nameZh: organisations.nameZh,
          nameEn: organisations.nameEn,
        })
        .from(proposals)
        .innerJoin(demands, eq(demands.id, proposals.demandId))
        .innerJoin(organisations, eq(organisations.id, proposals.orgId))
        .where(eq(proposals.id, id)),
      id,
    );
    const { rows } = await t.tx.execute<{ seat: boolean }>(
      sql`select exists (select 1 from reviewers where demand_id = ${demand.id} and user_id = ${member.userId}
        and dismissed_at is null and stated_at is not null) and not belongs_to_proposer(${demand.id}, ${member.userId}) as seat`,
    );
    const team = isTeam(member);
    const reader = {
      isProposer: team && proposal.orgId === member.orgId,
      isOwner: team && demand.orgId === member.orgId,
      isReviewer: rows[0]?.seat ?? false,
      isOperator: team && isHouse(member),
    };
    if (!mayReadProposal(reader, proposal.state, demand.state))
      throw new DomainError("not-found", `${id} hidden from ${member.userId}`);
    return { ...viewOf(proposal), demand: ofDemand(demand), proposer: { nameZh, nameEn }, own: reader.isProposer };
  });
};
export type ProposalView = Awaited<ReturnType<typeof readProposal>>;

/**
 * What somebody sees before they begin a proposal: the demand, the criteria, and earlier proposals of the own organisation to start from.
 * @throws DomainError not-found where the demand is not theirs to read
 */
export const readProposalStart = async (ctx: Ctx, number: string) => {
  const member = requireMember(ctx.actor);
  const demand = await readDemand(ctx, number);
  return reading(ctx, async (t) => {
    const earlier = isTeam(member)
      ? await t.tx
          .select({ id: proposals.id, title: proposals.title })
          .from(proposals)
          .where(eq(proposals.orgId, member.orgId))
          .orderBy(desc(proposals.updatedAt), desc(proposals.id))
          .limit(50)
      : [];
    return {
      number,
      titleZh: demand.titleZh,
      titleEn: demand.titleEn,
      ...askedOf(demand),
      currency: demand.currency,
      own: demand.own,
      /** The reader's organisation had a hand in it, and does not compete. */
      party: await isParty(t, demand.id, member.orgId),
      officer: isOfficer(member),
      open: isWindowOpen(demand, t.now),
      lastDay: lastDayOf(demand),
      feedbackDay: feedbackDayOf(demand),
      judging: await judgingOf(t, demand.id),
      earlier,
    };
  });
};
export type ProposalStart = Awaited<ReturnType<typeof readProposalStart>>;
