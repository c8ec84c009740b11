import type { Events } from "@peony/domain/shared";
import { notifyConfirmation } from "@peony/features/listings";
import { systemCtx, type WorkerDeps } from "../../deps.ts";

/** An inventor answered, or let the day pass: the office learns of it. */
export const notifyOfConfirmation = (
  deps: Pick<WorkerDeps, "db">,
  { confirmationId }: Events["listing.confirmation"],
): Promise<void> => notifyConfirmation(systemCtx(deps, "notices"), confirmationId);
