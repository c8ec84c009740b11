import type { Events, EventType, Listener } from "@peony/domain/shared";
import type { WorkerDeps } from "../deps.ts";
import { calculateReward } from "./handlers/calculate-reward.ts";
import { closeListing } from "./handlers/close-listing.ts";
import { indexListing, indexListings, indexOwner } from "./handlers/index-listing.ts";
import { lapseOthers } from "./handlers/lapse-rivals.ts";
import { matchDemand } from "./handlers/match-demand.ts";
import { matchListing, matchListings } from "./handlers/match-listing.ts";
import { notifyOfClinic, notifyOfDemand, notifyOfWindow } from "./handlers/notify-of-demand.ts";
import {
  notifyOfConfirmation,
  notifyOfDisclosure,
  notifyOfObjection,
  notifyOfPaid,
  notifyOfReward,
} from "./handlers/notify-of-inventors.ts";
import { notifyOfListing, warnDeals } from "./handlers/notify-of-listing.ts";
import {
  notifyOfProposal,
  tellOfRecommendation,
  tellProposersOfAnswer,
  tellProposersOfWindow,
  tellReviewer,
} from "./handlers/notify-of-proposal.ts";
import {
  notifyOfContract,
  notifyOfMoney,
  notifyOfOffer,
  notifyOfOfferEnd,
  tellPayee,
} from "./handlers/notify-parties.ts";
import { renderContract } from "./handlers/render-contract.ts";
import { sealContract } from "./handlers/seal-contract.ts";
import { sendMail } from "./handlers/send-mail.ts";
import { sendPayout } from "./handlers/send-payout.ts";
import { workImport } from "./handlers/work-import.ts";

export type Handler<T extends EventType> = (deps: WorkerDeps, payload: Events[T]) => Promise<void>;

/**
 * What each listener does. The names are those of the domain's table of listeners, by which an event became jobs: a listener without a
 * handler does not build, and neither does a handler nobody named.
 */
export const handlers = {
  "identity.organisation-changed": { indexOwner },
  "mail.queued": { sendMail },
  "listing.changed": { indexListing, matchListing },
  "listing.stepped": { notifyOfListing, warnDeals },
  "listing.confirmation": { notifyOfConfirmation },
  "listings.imported": { indexListings, matchListings },
  "import.changed": { workImport },
  "demand.changed": { matchDemand },
  "demand.invited": { notifyOfDemand },
  "demand.readback": { notifyOfDemand },
  "demand.submitted": { notifyOfClinic },
  "demand.window": { notifyOfWindow, tellProposersOfWindow },
  "demand.checked": { notifyOfDemand },
  "demand.question": { notifyOfDemand, tellProposersOfAnswer },
  "proposal.changed": { notifyOfProposal },
  "reviewer.appointed": { tellReviewer },
  "award.recommended": { tellOfRecommendation },
  "offer.sent": { notifyOfOffer },
  "offer.accepted": { lapseOthers, notifyOfOffer },
  "offer.declined": { notifyOfOffer, notifyOfOfferEnd },
  "offer.withdrawn": { notifyOfOffer, notifyOfOfferEnd },
  "offer.expired": { notifyOfOffer, notifyOfOfferEnd },
  "offer.lapsed": { notifyOfOffer, notifyOfOfferEnd },
  "contract.drafted": { renderContract },
  "contract.ready": { notifyOfContract },
  "contract.signature": { notifyOfContract },
  "contract.signed": { closeListing, sealContract, notifyOfContract },
  "escrow.changed": { notifyOfMoney },
  "escrow.released": { calculateReward },
  "disclosure.stepped": { notifyOfDisclosure },
  "reward.calculated": { notifyOfReward },
  "reward.paid": { notifyOfPaid },
  "reward.objection": { notifyOfObjection },
  "payout.requested": { sendPayout },
  "payout.changed": { tellPayee },
} satisfies { [T in EventType]: { [L in Listener<T>]: Handler<T> } };
