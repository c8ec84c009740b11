import { emit, inTransaction } from "@peony/db";
import { duePayouts } from "@peony/features/escrow";
import { systemCtx, type WorkerDeps } from "../deps.ts";

/** Asks again for payouts whose time has come: postponed ones, and ones whose event was parked or lost. */
export const resumePayouts = async (deps: Pick<WorkerDeps, "db">): Promise<number> =>
  inTransaction(systemCtx(deps, "payouts"), async (t) => {
    const due = await duePayouts(t);
    for (const disbursementId of due) await emit(t.tx, "payout.requested", { disbursementId });
    return due.length;
  });
