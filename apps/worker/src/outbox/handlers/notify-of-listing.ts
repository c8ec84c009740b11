import type { Events } from "@peony/domain/shared";
import { warnOfLapse } from "@peony/features/deals";
import { notifyListing } from "@peony/features/listings";
import { systemCtx, type WorkerDeps } from "../../deps.ts";

/** A listing moved: whoever is next learns of it. */
export const notifyOfListing = (
  deps: Pick<WorkerDeps, "db">,
  { listingId, version }: Events["listing.stepped"],
): Promise<void> => notifyListing(systemCtx(deps, "notices"), listingId, version);

/** A right has ended: open deals about it are warned. */
export const warnDeals = (deps: Pick<WorkerDeps, "db">, { listingId }: Events["listing.stepped"]): Promise<void> =>
  warnOfLapse(systemCtx(deps, "notices"), listingId);
