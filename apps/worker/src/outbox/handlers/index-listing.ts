import type { Events } from "@peony/domain/shared";
import { searchableIdsOf } from "@peony/features/listings";
import { indexNow } from "@peony/features/search";
import { systemCtx, type WorkerDeps } from "../../deps.ts";

type Deps = Pick<WorkerDeps, "db" | "search">;

/** Brings the index in line with one listing as it is now: put, or removed where search must not know it. */
export const indexListing = (deps: Deps, { listingId }: Events["listing.changed"]): Promise<void> =>
  indexNow(systemCtx(deps, "search"), deps.search, [listingId]);

/** The same for the listings of an import, together. */
export const indexListings = (deps: Deps, { listingIds }: Events["listings.imported"]): Promise<void> =>
  indexNow(systemCtx(deps, "search"), deps.search, listingIds);

/** Listings are found by their owner's name too, so a changed owner has them written again. */
export const indexOwner = async (deps: Deps, event: Events["identity.organisation-changed"]): Promise<void> => {
  const ctx = systemCtx(deps, "search");
  await indexNow(ctx, deps.search, await searchableIdsOf(ctx, event.organisationId));
};
