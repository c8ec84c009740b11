import type { Events } from "@peony/domain/shared";
import { computeDemandMatches } from "@peony/features/matching";
import { systemCtx, type WorkerDeps } from "../../deps.ts";
import { matchStateOf } from "./match-state.ts";

/** Looks again for the listings that answer a demand that was published, edited or closed. */
export const matchDemand = async (
  deps: Pick<WorkerDeps, "db">,
  { demandId }: Events["demand.changed"],
): Promise<void> => computeDemandMatches(systemCtx(deps, "matching"), matchStateOf(deps.db), demandId);
