import { audit, type Ctx, emit, inTransaction, oneOr404, type TxCtx } from "@peony/db";
import { proposals } from "@peony/db/schema";
import { type MemberActor, officerRoles, requireMember, requireVerified } from "@peony/domain/identity";
import {
  type CreateProposalInput,
  enteredProposalStates,
  type MoveProposalInput,
  proposalGaps,
  recordOf,
  type SaveProposalInput,
} from "@peony/domain/proposals";
import { DomainError, type ErrorData, type Id } from "@peony/domain/shared";
import { and, eq, inArray, ne } from "drizzle-orm";
import { type DemandRow, isParty, readDemand } from "../demands/index.ts";
import { changedColumns, refuseStale } from "../shared/index.ts";
import { requireProposalGate } from "./class-proposal.ts";
import { dropRevision, keepRevision, revisionOf } from "./revision.ts";
import {
  columnsOf,
  fieldsOfRow,
  isWindowOpen,
  lockDemandByNumber,
  lockOwnProposal,
  moveProposal,
  type ProposalRow,
  recordedDemand,
  requireOpenWindow,
} from "./rows.ts";

/** @throws DomainError not-found where the id is another organisation's */
const ownRow = async (t: TxCtx, id: Id<"proposal">, orgId: Id<"organisation">): Promise<ProposalRow> =>
  oneOr404(
    await t.tx
      .select()
      .from(proposals)
      .where(and(eq(proposals.id, id), eq(proposals.orgId, orgId))),
    id,
  );

/** @throws DomainError proposals/party: whoever had a hand in a demand does not compete for it */
const requireNoParty = async (t: TxCtx, demand: DemandRow, orgId: Id<"organisation">): Promise<void> => {
  if (await isParty(t, demand.id, orgId))
    throw new DomainError("proposals/party", `${orgId} had a hand in ${demand.number}`);
};

/**
 * Starts a draft to a challenge that is open, empty or with the text of an earlier proposal of the own organisation. A repeat with the
 * same id is the same draft. Unverified organisations may draft.
 * @throws DomainError proposals/closed, proposals/own-demand, proposals/party; not-found where the demand is not for the asker to read
 */
export const createProposal = async (ctx: Ctx, input: CreateProposalInput): Promise<{ id: Id<"proposal"> }> => {
  const member = requireMember(ctx.actor, officerRoles);
  // who may not read the demand has nothing to answer
  await readDemand(ctx, input.demand);
  return inTransaction(ctx, async (t) => {
    const demand = await lockDemandByNumber(t, input.demand);
    if (demand.orgId === member.orgId) throw new DomainError("proposals/own-demand", input.demand);
    await requireNoParty(t, demand, member.orgId);
    if (!isWindowOpen(demand, t.now)) throw new DomainError("proposals/closed", input.demand);
    const text = input.from ? columnsOf(fieldsOfRow(await ownRow(t, input.from, member.orgId))) : {};
    const made = await t.tx
      .insert(proposals)
      .values({
        ...text,
        id: input.id,
        demandId: demand.id,
        orgId: member.orgId,
        createdBy: member.userId,
        createdAt: t.now,
        updatedAt: t.now,
      })
      .onConflictDoNothing({ target: proposals.id })
      .returning({ id: proposals.id });
    if (made.length === 0) await ownRow(t, input.id, member.orgId);
    else await audit(t, { chain: member.orgId, action: "proposal.created", object: input.id });
    return { id: input.id };
  });
};

const refuse = (id: string, fields: NonNullable<ErrorData["fields"]>): never => {
  throw new DomainError("proposals/not-ready", `${id} lacks ${Object.keys(fields).join(", ")}`, { fields });
};

/** @throws DomainError proposals/not-ready with every gap at its field */
const requireReady = (row: ProposalRow, demand: DemandRow): void => {
  const fields = fieldsOfRow(row);
  const gaps = proposalGaps(fields);
  if (gaps.length > 0) refuse(row.id, Object.fromEntries(gaps.map(({ field, ...rest }) => [field, rest])));
  const record = recordOf(fields, recordedDemand(demand));
  if (!record.ok) refuse(row.id, Object.fromEntries(record.problems.map(({ field, ...rest }) => [field, rest])));
};

/** Writes what was changed. Saving what is there already changes nothing, whatever version it is sent with. */
const saveRow = async (
  t: TxCtx,
  member: MemberActor,
  demand: DemandRow,
  before: ProposalRow,
  input: SaveProposalInput,
) => {
  const { id, version, ...fields } = input;
  const columns = columnsOf(fields);
  const changed = changedColumns(before, columns);
  if (changed.length === 0) {
    if (before.state === "submitted") await dropRevision(t, id);
    return before;
  }
  requireOpenWindow(demand, before, t.now);
  await refuseStale(t, before, version);
  const again = before.state === "submitted";
  const [row] = await t.tx
    .update(proposals)
    .set({
      ...columns,
      version: version + 1,
      updatedAt: t.now,
      // what stands in the competition is what its people last agreed to send
      ...(again ? { submittedAt: t.now, submittedBy: member.userId } : {}),
    })
    .where(and(eq(proposals.id, id), eq(proposals.version, version)))
    .returning();
  if (!row) throw new DomainError("conflict", `${id} left version ${version}`);
  if (again) {
    requireReady(row, demand);
    await dropRevision(t, id);
  }
  await audit(t, {
    chain: member.orgId,
    action: "proposal.saved",
    object: id,
    payload: { version: row.version, changed },
  });
  return row;
};

/**
 * Saves a draft, or what was submitted: until the window closes it may change, and stays complete. A double submit is answered like the
 * first.
 * @throws DomainError stale, naming what others changed; proposals/closed; proposals/not-ready where a submitted one would lose a part
 */
export const saveProposal = async (ctx: Ctx, input: SaveProposalInput): Promise<{ version: number; savedAt: Date }> => {
  const member = requireMember(ctx.actor, officerRoles);
  return inTransaction(ctx, async (t) => {
    const { demand, proposal } = await lockOwnProposal(t, input.id, member);
    const row = await saveRow(t, member, demand, proposal, input);
    return { version: row.version, savedAt: row.updatedAt };
  });
};

/**
 * Saves a form while it is typed. Of a draft that is the draft; of what was submitted it is kept beside it, as far as it has come, and is
 * no part of the competition before it is submitted again.
 * @throws DomainError stale, naming what others changed; proposals/closed
 */
export const reviseProposal = async (
  ctx: Ctx,
  input: SaveProposalInput,
): Promise<{ version: number; savedAt: Date }> => {
  const member = requireMember(ctx.actor, officerRoles);
  const { id, version, ...fields } = input;
  return inTransaction(ctx, async (t) => {
    const { demand, proposal } = await lockOwnProposal(t, id, member);
    if (proposal.state !== "submitted") {
      const row = await saveRow(t, member, demand, proposal, input);
      return { version: row.version, savedAt: row.updatedAt };
    }
    const before = (await revisionOf(t, id))?.fields ?? fieldsOfRow(proposal);
    const changed = changedColumns(columnsOf(before), columnsOf(fields));
    if (changed.length === 0) return { version: proposal.version, savedAt: proposal.updatedAt };
    requireOpenWindow(demand, proposal, t.now);
    await refuseStale(t, proposal, version);
    await keepRevision(t, id, fields, member.userId);
    const moved = await t.tx
      .update(proposals)
      .set({ version: version + 1, updatedAt: t.now })
      .where(and(eq(proposals.id, id), eq(proposals.version, version)))
      .returning({ version: proposals.version });
    const now = oneOr404(moved, id);
    await audit(t, {
      chain: member.orgId,
      action: "proposal.revised",
      object: id,
      payload: { version: now.version, changed },
    });
    return { version: now.version, savedAt: t.now };
  });
};

/** @throws DomainError proposals/one-each where the organisation has another one in the competition */
const requireOnly = async (t: TxCtx, row: ProposalRow): Promise<void> => {
  const others = await t.tx.$count(
    proposals,
    and(
      eq(proposals.demandId, row.demandId),
      eq(proposals.orgId, row.orgId),
      ne(proposals.id, row.id),
      inArray(proposals.state, [...enteredProposalStates]),
    ),
  );
  if (others > 0) throw new DomainError("proposals/one-each", `${row.orgId} has another proposal`);
};

const submitRow = async (t: TxCtx, member: MemberActor, demand: DemandRow, row: ProposalRow): Promise<void> => {
  requireOpenWindow(demand, row, t.now);
  await requireNoParty(t, demand, row.orgId);
  await requireOnly(t, row);
  requireReady(row, demand);
  await requireProposalGate(t, demand, row);
  const now = await moveProposal(t, row, "submit", "proposer", { submittedAt: t.now, submittedBy: member.userId });
  await audit(t, {
    chain: member.orgId,
    action: "proposal.submitted",
    object: row.id,
    payload: { version: now.version, changed: ["state"] },
  });
  await emit(t.tx, "proposal.changed", { proposalId: row.id });
};

/**
 * Puts the saved text, or what was changed in it since, into the competition, where nobody but the own organisation reads it before the window has closed. One for each
 * organisation: two drafts sent at once leave one.
 * @throws DomainError proposals/closed, proposals/one-each, proposals/not-ready, proposals/gate where the demander is abroad, stale
 */
export const submitProposal = async (ctx: Ctx, input: MoveProposalInput): Promise<void> => {
  const member = requireVerified(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const { demand, proposal } = await lockOwnProposal(t, input.id, member);
    const revision = proposal.state === "submitted" ? await revisionOf(t, proposal.id) : null;
    // sent twice: it stands in the competition as it was sent; what somebody changed since is one version further, too, and not sent
    if (proposal.state === "submitted" && proposal.version === input.version + 1 && revision === null) return;
    await refuseStale(t, proposal, input.version);
    if (revision) await saveRow(t, member, demand, proposal, { ...input, ...revision.fields });
    else await submitRow(t, member, demand, proposal);
  });
};

/** Saves and submits what the form holds, both or neither. */
export const saveAndSubmitProposal = async (ctx: Ctx, input: SaveProposalInput): Promise<void> => {
  const member = requireVerified(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const { demand, proposal } = await lockOwnProposal(t, input.id, member);
    const row = await saveRow(t, member, demand, proposal, input);
    if (row.state !== "submitted") await submitRow(t, member, demand, row);
  });
};

/** Takes a proposal out, or throws a draft away; another may follow while the window is open. A repeat changes nothing. */
export const withdrawProposal = async (ctx: Ctx, input: MoveProposalInput): Promise<void> => {
  const member = requireMember(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const { proposal } = await lockOwnProposal(t, input.id, member);
    if (proposal.state === "withdrawn") return;
    const now = await moveProposal(t, proposal, "withdraw", "proposer");
    await audit(t, {
      chain: member.orgId,
      action: "proposal.withdrawn",
      object: proposal.id,
      payload: { version: now.version, changed: ["state"], from: proposal.state },
    });
  });
};
