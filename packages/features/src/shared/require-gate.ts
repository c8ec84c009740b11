import type { TxCtx } from "@peony/db";
import { listings, organisations } from "@peony/db/schema";
import {
  DomainError,
  type ExportClass,
  type GateLevel,
  type GateStage,
  gateLevel,
  gateOpens,
  type Id,
} from "@peony/domain/shared";
import { eq, sql } from "drizzle-orm";

/** What the gate asks of a deal: the technology, which is a listing's or what an award is about, and who would receive it. */
type Receiving = {
  readonly listingId: Id<"listing"> | null;
  readonly demandId?: Id<"demand"> | null;
  readonly buyerOrgId: Id<"organisation">;
};

/** Of an award: the class its proposer's two persons said. Who may not read the proposal learns its class here and nothing else. */
const awardedClass = async (t: TxCtx, demandId: Id<"demand">): Promise<ExportClass> => {
  const { rows } = await t.tx.execute<{ class: ExportClass | null }>(sql`select awarded_class(${demandId}) as class`);
  return rows[0]?.class ?? "unknown";
};

const listedClass = async (t: TxCtx, listingId: Id<"listing">): Promise<ExportClass | null> => {
  const [listing] = await t.tx
    .select({ exportClass: listings.exportClass })
    .from(listings)
    .where(eq(listings.id, listingId));
  return listing?.exportClass ?? null;
};

const classOf = ({ listingId, demandId }: Receiving, t: TxCtx): Promise<ExportClass | null> | ExportClass => {
  if (listingId) return listedClass(t, listingId);
  return demandId ? awardedClass(t, demandId) : "unknown";
};

/** Where an organisation is, as the gate asks. */
export const countryOf = async (t: TxCtx, orgId: Id<"organisation">): Promise<string | null> => {
  const [found] = await t.tx
    .select({ country: organisations.country })
    .from(organisations)
    .where(eq(organisations.id, orgId));
  return found?.country ?? null;
};

const asked = async (t: TxCtx, deal: Receiving) => {
  const exportClass = await classOf(deal, t);
  const country = await countryOf(t, deal.buyerOrgId);
  return exportClass && country ? { exportClass, country } : null;
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
