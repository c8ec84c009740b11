import type { Events } from "@peony/domain/shared";
import { tellOfClinic, tellOfDemand, tellOfWindow } from "@peony/features/demands";
import { systemCtx, type WorkerDeps } from "../../deps.ts";

type Told = Events["demand.invited"] | Events["demand.readback"] | Events["demand.checked"] | Events["demand.question"];

/** Tells whose turn it is after an invitation, a step of the clinic, a check or a question. */
export const notifyOfDemand = (deps: Pick<WorkerDeps, "db">, told: Told): Promise<void> =>
  tellOfDemand(systemCtx(deps, "notices"), told);

/** Tells the park and the operator that a demand is before them. */
export const notifyOfClinic = (deps: Pick<WorkerDeps, "db">, { demandId }: Events["demand.submitted"]): Promise<void> =>
  tellOfClinic(systemCtx(deps, "notices"), demandId);

/** Tells those concerned that a window was made longer, or that it is over. */
export const notifyOfWindow = (deps: Pick<WorkerDeps, "db">, { demandId }: Events["demand.window"]): Promise<void> =>
  tellOfWindow(systemCtx(deps, "notices"), demandId);
