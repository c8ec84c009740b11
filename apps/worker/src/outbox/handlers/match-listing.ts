import type { Events } from "@peony/domain/shared";
import { computeListingMatches } from "@peony/features/matching";
import { systemCtx, type WorkerDeps } from "../../deps.ts";
import { matchStateOf } from "./match-state.ts";

type Deps = Pick<WorkerDeps, "db">;

/** Holds a listing that was published, edited or withdrawn against every open demand. */
export const matchListing = async (deps: Deps, { listingId }: Events["listing.changed"]): Promise<void> =>
  computeListingMatches(systemCtx(deps, "matching"), matchStateOf(deps.db), [listingId]);

/** The same for the listings of an import, together. */
export const matchListings = async (deps: Deps, { listingIds }: Events["listings.imported"]): Promise<void> =>
  computeListingMatches(systemCtx(deps, "matching"), matchStateOf(deps.db), listingIds);
