import type { Events } from "@peony/domain/shared";
import { readSearchDocument } from "@peony/features/listings";
import { systemCtx, type WorkerDeps } from "../../deps.ts";

type Deps = Pick<WorkerDeps, "db" | "search">;

/** Brings the index in line with one listing as it is now: put, or removed where search must not know it. */
export const indexListing = async (deps: Deps, { listingId }: Events["listing.changed"]): Promise<void> => {
  const document = await readSearchDocument(systemCtx(deps, "search"), listingId);
  await (document ? deps.search.put([document]) : deps.search.remove([listingId]));
};

/** The same for the listings of an import, together. */
export const indexListings = async (deps: Deps, { listingIds }: Events["listings.imported"]): Promise<void> => {
  const ctx = systemCtx(deps, "search");
  const found = await Promise.all(listingIds.map((id) => readSearchDocument(ctx, id)));
  await deps.search.put(found.filter((d) => d !== null));
  await deps.search.remove(listingIds.filter((_, i) => found[i] === null));
};
