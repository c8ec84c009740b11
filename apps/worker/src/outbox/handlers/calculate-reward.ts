import { inTransaction } from "@peony/db";
import type { Events } from "@peony/domain/shared";
import { calculateReward as calculate } from "@peony/features/royalties";
import { systemCtx, type WorkerDeps } from "../../deps.ts";

/** Writes the inventors' benefit statement of a release. */
export const calculateReward = (deps: Pick<WorkerDeps, "db">, payload: Events["escrow.released"]): Promise<void> =>
  inTransaction(systemCtx(deps, "royalties"), (t) => calculate(t, payload));
