import { oneOr404, type TxCtx } from "@peony/db";
import { listings } from "@peony/db/schema";
import { type DealType, isExclusive } from "@peony/domain/contracts";
import type { Id } from "@peony/domain/shared";
import { eq } from "drizzle-orm";
import { stepListing } from "./step-listing.ts";

/** Keeps a listing for one deal: off the market for others from this commit on. @throws DomainError listings/transition where it is not on the market */
export const reserveListing = async (t: TxCtx, listingId: Id<"listing">): Promise<void> => {
  const row = oneOr404(await t.tx.select().from(listings).where(eq(listings.id, listingId)).for("update"), listingId);
  await stepListing(t, row, "reserve", "system");
};

/** Closes a listing whose exclusive contract is signed: assigned, or licensed exclusively. A repeat changes nothing. */
export const closeListing = async (t: TxCtx, listingId: Id<"listing">, dealType: DealType): Promise<void> => {
  if (!isExclusive(dealType)) return;
  const [row] = await t.tx.select().from(listings).where(eq(listings.id, listingId)).for("update");
  if (row?.state === "under_option" || row?.state === "under_notice")
    await stepListing(t, row, dealType === "assignment" ? "assign" : "license", "system");
};
