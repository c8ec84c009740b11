import type { TxCtx } from "@peony/db";
import { listings, organisations } from "@peony/db/schema";
import { DomainError, type GateLevel, type GateStage, gateLevel, gateOpens, type Id } from "@peony/domain/shared";
import { eq } from "drizzle-orm";

/** What the gate asks of a deal: the technology, and who would receive it. */
type Receiving = { readonly listingId: Id<"listing"> | null; readonly buyerOrgId: Id<"organisation"> };

/** What an award is about is in no listing, and nobody has classified it. */
const unlisted = { exportClass: "unknown" as const };

const asked = async (t: TxCtx, deal: Receiving) => {
  const [listing] = deal.listingId
    ? await t.tx.select({ exportClass: listings.exportClass }).from(listings).where(eq(listings.id, deal.listingId))
    : [unlisted];
  const [buyer] = await t.tx
    .select({ country: organisations.country })
    .from(organisations)
    .where(eq(organisations.id, deal.buyerOrgId));
  return listing && buyer ? { exportClass: listing.exportClass, country: buyer.country } : null;
};

/** How far the technology of a deal is open to its buyer, as of now: a changed class counts from the next request. */
export const gateOf = async (t: TxCtx, deal: Receiving): Promise<GateLevel> => {
  const found = await asked(t, deal);
  return found ? gateLevel(found.exportClass, found.country) : "open";
};

/** @throws DomainError listings/gate where the export class keeps the buyer from this stage; not-found where not even a teaser is open */
export const requireGate = async (t: TxCtx, deal: Receiving, stage: GateStage): Promise<void> => {
  const found = await asked(t, deal);
  if (!found || gateOpens(found.exportClass, found.country, stage)) return;
  const code = gateLevel(found.exportClass, found.country) === "closed" ? "not-found" : "listings/gate";
  throw new DomainError(code, `${found.exportClass} technology is not open to ${found.country} at ${stage}`);
};
