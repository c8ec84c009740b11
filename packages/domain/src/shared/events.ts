import type { Id } from "./ids.ts";

/**
 * What the house tells itself after a commit. Payloads carry ids only: a late or repeated delivery re-reads and converges.
 * Adding a line here makes the worker fail to build until a handler (or an explicit empty list) is registered.
 */
export type Events = {
  "identity.organisation-changed": { organisationId: Id<"organisation"> };
  "mail.queued": { mailId: Id<"mail"> };
  "listing.changed": { listingId: Id<"listing"> };
  /** Many at once, as an import writes them. */
  "listings.imported": { listingIds: readonly Id<"listing">[] };
  "demand.changed": { demandId: Id<"demand"> };
  "offer.sent": { offerId: Id<"offer"> };
  "offer.accepted": { offerId: Id<"offer"> };
  "contract.drafted": { contractId: Id<"contract"> };
  "contract.ready": { contractId: Id<"contract"> };
  "contract.signature": { contractId: Id<"contract">; signerId: Id<"signer"> };
  "contract.signed": { contractId: Id<"contract"> };
  "escrow.changed": { itemId: Id<"item"> };
  "escrow.released": { itemId: Id<"item">; releaseNo: number };
  "payout.requested": { disbursementId: Id<"disbursement"> };
};

export type EventType = keyof Events;
