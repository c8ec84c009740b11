import { emit, inTransaction } from "@peony/db";
import type { Events } from "@peony/domain/shared";
import { workImport as work } from "@peony/features/imports";
import { systemCtx, type WorkerDeps } from "../../deps.ts";

/** Well below the time after which the queue takes a job for lost. */
const turnMs = 60_000;

/**
 * Judges or writes the rows of an import for a while. What is left waits in a job of its own, so that a long sheet neither outlives its
 * lease nor keeps others waiting behind it.
 */
export const workImport = async (
  deps: Pick<WorkerDeps, "db">,
  { importId }: Events["import.changed"],
): Promise<void> => {
  const ctx = systemCtx(deps, "import");
  if (await work(ctx, importId, { forMs: turnMs })) return;
  await inTransaction(ctx, (t) => emit(t.tx, "import.changed", { importId }));
};
