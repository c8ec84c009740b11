import { audit, type Ctx, emit, inTransaction, type TxCtx } from "@peony/db";
import { type CancelDemandInput, demandMachine, isPublicDemand, leastReason } from "@peony/domain/demands";
import { officerRoles, requireMember } from "@peony/domain/identity";
import { DomainError, type Id } from "@peony/domain/shared";
import { sql } from "drizzle-orm";
import { refuseStale } from "../shared/index.ts";
import { type DemandRow, lockDemand, refuseOwnName } from "./rows.ts";
import { stepDemand } from "./step-demand.ts";

/** A challenge that was before everybody may have been answered, and owes the answer back. */
const owesReason = (row: DemandRow): boolean => row.kind === "challenge" && isPublicDemand(row.state);

/** @throws DomainError invalid at `reason` */
const requireReason = (row: DemandRow, reason: string): void => {
  if (!owesReason(row) || [...reason].length >= leastReason) return;
  throw new DomainError("invalid", `${row.id} owes a reason`, {
    fields: { reason: { code: "too-short", args: { min: leastReason } } },
  });
};

type Answered = { proposalId: Id<"proposal">; orgId: Id<"organisation">; state: string; version: number };

/**
 * Ends every proposal to a challenge that was taken away, with the reason for its answer, and has drafts told too. The database does it:
 * what is still sealed its demander may not read, not even how many there are, so that their audit rows lie in the proposers' chains.
 */
const answerProposers = async (t: TxCtx, row: DemandRow): Promise<void> => {
  const { rows } = await t.tx.execute<Answered>(
    sql`select proposal_id as "proposalId", org_id as "orgId", state, version from answer_cancelled(${row.id})`,
  );
  for (const { proposalId, orgId, state, version } of rows) {
    if (state !== "draft")
      await audit(t, {
        chain: orgId,
        action: "proposal.answered",
        object: proposalId,
        payload: { version, demandId: row.id, cancelled: true },
      });
    await emit(t.tx, "proposal.changed", { proposalId });
  }
};

/**
 * Takes the demand away. A challenge that was out says why, and in the same commit everybody who proposed has that for an answer.
 * @throws DomainError stale, demands/transition, invalid at `reason` where one is owed or where it says a hidden name
 */
export const cancelDemand = async (ctx: Ctx, input: CancelDemandInput): Promise<void> => {
  const member = requireMember(ctx.actor, officerRoles);
  const reason = input.reason ?? "";
  await inTransaction(ctx, async (t) => {
    const row = await lockDemand(t, input.id, member);
    // An act that no longer fits is refused as such, whatever version it was sent with.
    if ("cancel" in demandMachine[row.state]) {
      await refuseStale(t, row, input.version);
      requireReason(row, reason);
      await refuseOwnName(t, row, "reason", reason);
    }
    const gone = await stepDemand(t, row, "cancel", "officer", { set: { cancelReason: reason } });
    if (owesReason(row)) await answerProposers(t, gone);
  });
};
