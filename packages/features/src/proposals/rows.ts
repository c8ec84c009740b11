import { oneOr404, type TxCtx } from "@peony/db";
import { demands, proposals } from "@peony/db/schema";
import { daysAfter, defaultFeedback } from "@peony/domain/demands";
import { isOfficer, type MemberActor } from "@peony/domain/identity";
import {
  type AwardedDemand,
  isEditableProposal,
  isOpened,
  type ProposalEvent,
  type ProposalFields,
  type ProposalRole,
  proposalFields,
  proposalMachine,
} from "@peony/domain/proposals";
import { type assets, type Currency, chineseDay, DomainError, type Id, nextState } from "@peony/domain/shared";
import { and, eq, sql } from "drizzle-orm";
import type { DemandRow } from "../demands/index.ts";

export type ProposalRow = typeof proposals.$inferSelect;

/** Everything a proposal says, as its columns. */
export const columnsOf = ({ milestones, ...rest }: ProposalFields) => ({
  ...rest,
  milestones: milestones.map((m) => ({ name: m.name, amount: m.amount.toString(), weeks: m.weeks })),
});

const names = Object.keys(proposalFields) as (keyof ProposalFields)[];

/** The fields of a row as forms and rules know them. */
export const fieldsOfRow = (row: ProposalRow): ProposalFields => {
  const fields: ProposalFields = {
    ...(Object.fromEntries(names.map((name) => [name, row[name]])) as Omit<ProposalFields, "milestones">),
    milestones: row.milestones.map((m) => ({ ...m, amount: BigInt(m.amount) })),
  };
  return fields;
};

export const currencyOfDemand = (d: Pick<DemandRow, "currency">): Currency => d.currency as keyof typeof assets;

/** What the deal record takes from a demand. */
export const recordedDemand = (d: DemandRow): AwardedDemand => ({
  number: d.number,
  title: { zh: d.titleZh, en: d.titleEn },
  targets: d.targets,
  testMethod: d.testMethod,
  currency: currencyOfDemand(d),
});

/** Last day on which proposals are taken, in Chinese time. */
export const lastDayOf = (d: Pick<DemandRow, "closesOn" | "deadline">): string | null => d.closesOn ?? d.deadline;

/** Whether a demand takes proposals at this moment. */
export const isWindowOpen = (d: Pick<DemandRow, "kind" | "state" | "closesOn" | "deadline">, now: Date): boolean => {
  const last = lastDayOf(d);
  return d.kind === "challenge" && d.state === "published" && (last === null || chineseDay(now) <= last);
};

/** Day by which every proposer has its answer. */
export const feedbackDayOf = (
  d: Pick<DemandRow, "feedbackDue" | "closesOn" | "deadline" | "closedAt">,
): string | null => {
  if (d.feedbackDue) return d.feedbackDue;
  const last = lastDayOf(d) ?? (d.closedAt ? chineseDay(d.closedAt) : null);
  return last === null ? null : defaultFeedback(last);
};

/** Day by which reviewers have given their scores. */
export const assessDayOf = (d: Pick<DemandRow, "closesOn" | "deadline" | "closedAt">, days: number): string | null => {
  const closed = d.closedAt ? chineseDay(d.closedAt) : lastDayOf(d);
  return closed === null ? null : daysAfter(closed, days);
};

/** The demand of a number, locked: whatever is decided about a challenge queues here. Whoever asks has been let in by the caller. */
export const lockDemandByNumber = async (t: TxCtx, number: string): Promise<DemandRow> =>
  oneOr404(await t.tx.select().from(demands).where(eq(demands.number, number)).for("update"), number);

/** The own demand, locked, for those who decide about it. @throws DomainError not-found */
export const lockOwnDemand = async (t: TxCtx, number: string, member: MemberActor): Promise<DemandRow> =>
  oneOr404(
    await t.tx
      .select()
      .from(demands)
      .where(and(eq(demands.number, number), eq(demands.orgId, member.orgId), eq(demands.kind, "challenge")))
      .for("update"),
    number,
  );

/** A proposal with its demand, locked from the outside in; one that row-level security hides is not there. */
export const lockProposal = async (
  t: TxCtx,
  id: Id<"proposal">,
): Promise<{ demand: DemandRow; proposal: ProposalRow }> => {
  const seen = oneOr404(
    await t.tx.select({ demandId: proposals.demandId }).from(proposals).where(eq(proposals.id, id)),
    id,
  );
  const demand = oneOr404(
    await t.tx.select().from(demands).where(eq(demands.id, seen.demandId)).for("update"),
    seen.demandId,
  );
  return { demand, proposal: oneOr404(await t.tx.select().from(proposals).where(eq(proposals.id, id)), id) };
};

/** The own organisation's proposal with its demand, locked. @throws DomainError not-found */
export const lockOwnProposal = async (t: TxCtx, id: Id<"proposal">, member: MemberActor) => {
  const found = await lockProposal(t, id);
  if (found.proposal.orgId !== member.orgId) throw new DomainError("not-found", `${id} hidden from ${member.orgId}`);
  return found;
};

/** Whether the asker has said, as somebody of the demander or as a reviewer, what ties them to whom in this challenge. */
export const hasStated = async (t: TxCtx, demandId: Id<"demand">): Promise<boolean> => {
  const { rows } = await t.tx.execute<{ stated: boolean }>(sql`select has_stated(${demandId}) as stated`);
  return rows[0]?.stated ?? false;
};

/** @throws DomainError proposals/unstated: whoever reads proposals or decides about them says first what ties them to whom */
export const requireStatement = async (t: TxCtx, demandId: Id<"demand">): Promise<void> => {
  if (!(await hasStated(t, demandId))) throw new DomainError("proposals/unstated", `nothing stated on ${demandId}`);
};

/** Of a proposal to the own demand, which the database hides from whoever has stated nothing. */
const requireStatementOn = async (t: TxCtx, id: Id<"proposal">): Promise<void> => {
  const { rows } = await t.tx.execute<{ demandId: Id<"demand"> | null }>(
    sql`select answered_demand(${id}) as "demandId"`,
  );
  if (rows[0]?.demandId) await requireStatement(t, rows[0].demandId);
};

/**
 * A proposal to the own demand with the demand, locked, after its window has closed.
 * @throws DomainError proposals/unstated, not-found
 */
export const lockReceivedProposal = async (t: TxCtx, id: Id<"proposal">, member: MemberActor) => {
  await requireStatementOn(t, id);
  const found = await lockProposal(t, id);
  if (found.demand.orgId !== member.orgId || !isOpened(found.demand.state))
    throw new DomainError("not-found", `${id} hidden from ${member.orgId}`);
  return found;
};

/** @throws DomainError proposals/closed where the text no longer changes */
export const requireOpenWindow = (demand: DemandRow, proposal: Pick<ProposalRow, "id" | "state">, now: Date): void => {
  if (!isEditableProposal(proposal.state))
    throw new DomainError("proposals/transition", `${proposal.id} is ${proposal.state}`);
  if (!isWindowOpen(demand, now)) throw new DomainError("proposals/closed", `${demand.number} takes no proposals`);
};

type Extra = Partial<typeof proposals.$inferInsert>;

/** Moves a proposal by the table and writes by compare-and-set. @throws DomainError proposals/transition, forbidden, conflict */
export const moveProposal = async (
  t: TxCtx,
  row: ProposalRow,
  event: ProposalEvent,
  role: ProposalRole,
  set: Extra = {},
): Promise<ProposalRow> => {
  const state = nextState(
    proposalMachine,
    "proposals/transition",
    row.state,
    event as never,
    role,
  ) as ProposalRow["state"];
  const [now] = await t.tx
    .update(proposals)
    .set({ ...set, state, version: row.version + 1, updatedAt: t.now })
    .where(and(eq(proposals.id, row.id), eq(proposals.state, row.state), eq(proposals.version, row.version)))
    .returning();
  if (!now) throw new DomainError("conflict", `proposal ${row.id} left ${row.state}`);
  return now;
};

/** What an actor is to the demand's side: officers of its owner decide. */
export const ownerRole = (member: MemberActor, demand: DemandRow): ProposalRole =>
  member.orgId === demand.orgId && isOfficer(member) ? "owner" : "stranger";
