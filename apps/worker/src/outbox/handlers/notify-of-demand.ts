import type { Events } from "@peony/domain/shared";
import { tellOfDemand } from "@peony/features/demands";
import { systemCtx, type WorkerDeps } from "../../deps.ts";

type Told = Events["demand.invited"] | Events["demand.readback"] | Events["demand.checked"] | Events["demand.question"];

/** Tells whose turn it is after an invitation, a step of the clinic, a check or a question. */
export const notifyOfDemand = (deps: Pick<WorkerDeps, "db">, told: Told): Promise<void> =>
  tellOfDemand(systemCtx(deps, "notices"), told);
