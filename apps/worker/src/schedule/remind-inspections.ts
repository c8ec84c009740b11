import { inTransaction } from "@peony/db";
import { overdueInspections, remindInspection } from "@peony/features/escrow";
import { systemCtx, type WorkerDeps } from "../deps.ts";

/** Says once for each delivery that its inspection ended without an answer. Nothing is accepted by silence. */
export const remindInspections = async (deps: Pick<WorkerDeps, "db">): Promise<void> => {
  const ctx = systemCtx(deps, "inspection");
  const overdue = await inTransaction(ctx, (t) => overdueInspections(t));
  for (const itemId of overdue) await inTransaction(ctx, (t) => remindInspection(t, itemId));
};
