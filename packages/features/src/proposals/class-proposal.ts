import { audit, type Ctx, emit, inTransaction, type TxCtx } from "@peony/db";
import { proposals } from "@peony/db/schema";
import { officerRoles, requireMember } from "@peony/domain/identity";
import {
  type ClassProposalInput,
  type ConfirmProposalClassInput,
  canClass,
  classInForce,
  isClassOpen,
} from "@peony/domain/proposals";
import { DomainError, gateOpens } from "@peony/domain/shared";
import { and, eq, sql } from "drizzle-orm";
import type { DemandRow } from "../demands/index.ts";
import { countryOf, refuseStale } from "../shared/index.ts";
import { lockOwnProposal, type ProposalRow } from "./rows.ts";

/** Whether a proposal may go to this demander, by the class two persons of its organisation said. */
const opensTo = async (t: TxCtx, demand: DemandRow, row: ProposalRow): Promise<boolean> =>
  gateOpens(classInForce(row), await countryOf(t, demand.orgId), "text");

/**
 * The export gate of a proposal, asked where it is sent and where it is awarded: a demander abroad receives what is classified free.
 * @throws DomainError proposals/gate, which its proposer can do something about
 */
export const requireProposalGate = async (t: TxCtx, demand: DemandRow, row: ProposalRow): Promise<void> => {
  if (await opensTo(t, demand, row)) return;
  throw new DomainError("proposals/gate", `${row.id} is ${classInForce(row)} and ${demand.number} is abroad`);
};

/** In the competition before a demander abroad the class no longer changes under the reader's eyes: the proposal is withdrawn instead. */
const requireOpenClass = async (
  t: TxCtx,
  demand: DemandRow,
  row: ProposalRow,
  to: ClassProposalInput["exportClass"],
) => {
  const abroad = row.state === "submitted" && !gateOpens("unknown", await countryOf(t, demand.orgId), "text");
  if (abroad || !canClass(row.state, row.exportClass, to))
    throw new DomainError("proposals/class-fixed", `${row.id} is ${row.state}`);
};

const write = async (t: TxCtx, row: ProposalRow, input: ClassProposalInput, userId: ProposalRow["createdBy"]) => {
  const { exportClass, note } = input;
  // of what was awarded its organisation writes nothing else any more
  if (row.state === "awarded") {
    const said = sql`select narrow_awarded_class(${row.id}, ${exportClass}, ${note}) as narrowed`;
    const { rows } = await t.tx.execute<{ narrowed: boolean }>(said);
    if (!rows[0]?.narrowed) throw new DomainError("proposals/class-fixed", `${row.id} was not narrowed`);
    return;
  }
  await t.tx
    .update(proposals)
    .set({
      exportClass,
      exportNote: note,
      classedBy: userId,
      classedAt: t.now,
      classCheckedBy: null,
      classCheckedAt: null,
      version: row.version + 1,
      updatedAt: t.now,
    })
    .where(and(eq(proposals.id, row.id), eq(proposals.version, row.version)));
};

/**
 * Says the export class of what the own organisation proposes; it counts once another person has confirmed it. After the award it may be
 * narrowed, which closes a deal abroad from the next request. A repeat changes nothing.
 * @throws DomainError stale, proposals/class-fixed
 */
export const classProposal = async (ctx: Ctx, input: ClassProposalInput): Promise<void> => {
  const member = requireMember(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const { demand, proposal } = await lockOwnProposal(t, input.id, member);
    if (proposal.classedBy && proposal.exportClass === input.exportClass && proposal.exportNote === input.note) return;
    await refuseStale(t, proposal, input.version);
    await requireOpenClass(t, demand, proposal, input.exportClass);
    await write(t, proposal, input, member.userId);
    await audit(t, {
      chain: member.orgId,
      action: "proposal.classed",
      object: proposal.id,
      payload: { version: proposal.version + 1, exportClass: input.exportClass },
    });
    await emit(t.tx, "proposal.changed", { proposalId: proposal.id });
  });
};

/**
 * The second person's word on the class. A repeat changes nothing.
 * @throws DomainError stale, proposals/same-person to whoever said the class, proposals/class-fixed where nobody did or it has ended
 */
export const confirmProposalClass = async (ctx: Ctx, input: ConfirmProposalClassInput): Promise<void> => {
  const member = requireMember(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const { proposal } = await lockOwnProposal(t, input.id, member);
    if (proposal.classCheckedAt !== null) return;
    if (proposal.classedBy === member.userId)
      throw new DomainError("proposals/same-person", `${member.userId} said the class`);
    if (proposal.classedBy === null || !isClassOpen(proposal.state))
      throw new DomainError("proposals/class-fixed", `${proposal.id} is ${proposal.state}`);
    await refuseStale(t, proposal, input.version);
    await t.tx
      .update(proposals)
      .set({ classCheckedBy: member.userId, classCheckedAt: t.now, version: proposal.version + 1, updatedAt: t.now })
      .where(and(eq(proposals.id, proposal.id), eq(proposals.version, proposal.version)));
    await audit(t, {
      chain: member.orgId,
      action: "proposal.class-confirmed",
      object: proposal.id,
      payload: { version: proposal.version + 1, exportClass: proposal.exportClass },
    });
  });
};
