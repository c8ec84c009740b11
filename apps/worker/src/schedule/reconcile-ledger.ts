import { setTimeout as sleep } from "node:timers/promises";
import { inTransaction } from "@peony/db";
import { type ReconcileResult, reconcileLedger as reconcile } from "@peony/features/escrow";
import { systemCtx, type WorkerDeps } from "../deps.ts";

type Deps = Pick<WorkerDeps, "db" | "payments" | "log">;

/** How far back the provider's movements are read to explain what is on its way. */
const lookBackMs = 7 * 86_400_000;
const looks = 3;

/**
 * Compares the books with themselves and with the provider. Both move while they are read, so a difference is looked at three times
 * before money is stopped for it; then it is written, frozen and logged, and a person has to act.
 */
export const reconcileLedger = async (deps: Deps, pauseMs = 2_000): Promise<ReconcileResult> => {
  const ctx = systemCtx(deps, "reconcile");
  for (let look = 1; ; look++) {
    const recent = await deps.payments.listBalanceTransactions(new Date(Date.now() - lookBackMs));
    const balance = await deps.payments.balance();
    const last = look >= looks;
    const result = await inTransaction(ctx, (t) => reconcile(t, { balance, recent }, last ? "act" : "look"));
    if (result.differences.length === 0) return result;
    if (last) {
      deps.log.error({ differences: result.differences, frozen: result.frozen.length }, "the books do not agree");
      return result;
    }
    await sleep(pauseMs);
  }
};
