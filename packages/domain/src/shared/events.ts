import type { Id } from "./ids.ts";

/**
 * What the house tells itself after a commit. Payloads carry ids only: a late or repeated delivery re-reads and converges.
 * Adding a line here does not build until the table below names who listens, and the worker has a handler under each name.
 */
export type Events = {
  "identity.organisation-changed": { organisationId: Id<"organisation"> };
  "mail.queued": { mailId: Id<"mail"> };
  "listing.changed": { listingId: Id<"listing"> };
  /** It moved from one state to another; `version` is the one it has since. */
  "listing.stepped": { listingId: Id<"listing">; version: number };
  /** An inventor answered, or let the day pass. */
  "listing.confirmation": { confirmationId: Id<"confirmation"> };
  /** Many at once, as an import writes them. */
  "listings.imported": { listingIds: readonly Id<"listing">[] };
  /** It waits for its rows to be judged or written. */
  "import.changed": { importId: Id<"import"> };
  "demand.changed": { demandId: Id<"demand"> };
  "demand.invited": { invitationId: Id<"demandInvitation"> };
  /** A round of a read-back began or moved. */
  "demand.readback": { readbackId: Id<"readback"> };
  /** It came before the park and the operator. */
  "demand.submitted": { demandId: Id<"demand"> };
  /** Its last day was moved, or is over. */
  "demand.window": { demandId: Id<"demand"> };
  /** The park looked at it. */
  "demand.checked": { demandId: Id<"demand"> };
  /** Asked or answered. */
  "demand.question": { questionId: Id<"demandQuestion"> };
  /** A proposal moved, or was answered. */
  "proposal.changed": { proposalId: Id<"proposal"> };
  "reviewer.appointed": { demandId: Id<"demand">; userId: Id<"user"> };
  /** A lead named the finalist that should win. */
  "award.recommended": { demandId: Id<"demand">; userId: Id<"user"> };
  "offer.sent": { offerId: Id<"offer"> };
  "offer.accepted": { offerId: Id<"offer"> };
  "offer.declined": { offerId: Id<"offer"> };
  "offer.withdrawn": { offerId: Id<"offer"> };
  "offer.expired": { offerId: Id<"offer"> };
  "offer.lapsed": { offerId: Id<"offer"> };
  "contract.drafted": { contractId: Id<"contract"> };
  "contract.ready": { contractId: Id<"contract"> };
  "contract.signature": { contractId: Id<"contract">; signerId: Id<"signer"> };
  "contract.signed": { contractId: Id<"contract"> };
  "escrow.changed": { itemId: Id<"item"> };
  "escrow.released": { itemId: Id<"item">; releaseNo: number };
  "payout.requested": { disbursementId: Id<"disbursement"> };
  /** A disclosed result moved, or its step got another date; `version` is the one it has since. */
  "disclosure.stepped": { disclosureId: Id<"disclosure">; version: number };
  /** The statement of one release is written. */
  "reward.calculated": { rewardId: Id<"reward"> };
  /** The unit said on which day it paid it out. */
  "reward.paid": { rewardId: Id<"reward"> };
  /** Raised or decided. */
  "reward.objection": { objectionId: Id<"objection"> };
  /** It waits for the payee's account, or it has left. */
  "payout.changed": { disbursementId: Id<"disbursement"> };
};

export type EventType = keyof Events;

/**
 * Who listens to what. An event becomes one job for each name, with tries of its own: one that fails holds up nobody else and repeats
 * nobody else. An empty list says that an event is ignored on purpose.
 */
export const listeners = {
  "identity.organisation-changed": ["indexOwner"],
  "mail.queued": ["sendMail"],
  "listing.changed": ["indexListing", "matchListing"],
  "listing.stepped": ["notifyOfListing", "warnDeals"],
  "listing.confirmation": ["notifyOfConfirmation"],
  "listings.imported": ["indexListings", "matchListings"],
  "import.changed": ["workImport"],
  "demand.changed": ["matchDemand"],
  "demand.invited": ["notifyOfDemand"],
  "demand.readback": ["notifyOfDemand"],
  "demand.submitted": ["notifyOfClinic"],
  "demand.window": ["notifyOfWindow", "tellProposersOfWindow"],
  "demand.checked": ["notifyOfDemand"],
  "demand.question": ["notifyOfDemand", "tellProposersOfAnswer"],
  "proposal.changed": ["notifyOfProposal"],
  "reviewer.appointed": ["tellReviewer"],
  "award.recommended": ["tellOfRecommendation"],
  "offer.sent": ["notifyOfOffer"],
  "offer.accepted": ["lapseOthers", "notifyOfOffer"],
  "offer.declined": ["notifyOfOffer", "notifyOfOfferEnd"],
  "offer.withdrawn": ["notifyOfOffer", "notifyOfOfferEnd"],
  "offer.expired": ["notifyOfOffer", "notifyOfOfferEnd"],
  "offer.lapsed": ["notifyOfOffer", "notifyOfOfferEnd"],
  "contract.drafted": ["renderContract"],
  "contract.ready": ["notifyOfContract"],
  "contract.signature": ["notifyOfContract"],
  "contract.signed": ["closeListing", "sealContract", "notifyOfContract"],
  "escrow.changed": ["notifyOfMoney"],
  "escrow.released": ["calculateReward"],
  "disclosure.stepped": ["notifyOfDisclosure"],
  "reward.calculated": ["notifyOfReward"],
  "reward.paid": ["notifyOfPaid"],
  "reward.objection": ["notifyOfObjection"],
  "payout.requested": ["sendPayout"],
  "payout.changed": ["tellPayee"],
} as const satisfies { readonly [T in EventType]: readonly string[] };

/** Names of those who listen to one event. */
export type Listener<T extends EventType = EventType> = (typeof listeners)[T][number];
