import type { Events } from "@peony/domain/shared";
import { lapseRivals } from "@peony/features/offers";
import { systemCtx, type WorkerDeps } from "../../deps.ts";

/** An exclusive agreement ends the other talks about the same listing. */
export const lapseOthers = async (
  deps: Pick<WorkerDeps, "db">,
  { offerId }: Events["offer.accepted"],
): Promise<void> => {
  await lapseRivals(systemCtx(deps, "offers"), offerId);
};
