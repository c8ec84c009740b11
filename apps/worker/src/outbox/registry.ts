import type { Events, EventType } from "@peony/domain/shared";
import type { WorkerDeps } from "../deps.ts";
import { calculateReward } from "./handlers/calculate-reward.ts";
import { closeListing } from "./handlers/close-listing.ts";
import { indexListing, indexListings, indexOwner } from "./handlers/index-listing.ts";
import { lapseOthers } from "./handlers/lapse-rivals.ts";
import { matchDemand } from "./handlers/match-demand.ts";
import { matchListing, matchListings } from "./handlers/match-listing.ts";
import { notifyOfContract, notifyOfMoney, notifyOfOffer } from "./handlers/notify-parties.ts";
import { renderContract } from "./handlers/render-contract.ts";
import { sealContract } from "./handlers/seal-contract.ts";
import { sendMail } from "./handlers/send-mail.ts";
import { sendPayout } from "./handlers/send-payout.ts";

export type Handler<T extends EventType> = (deps: WorkerDeps, payload: Events[T]) => Promise<void>;

/** Who listens to what. An event without an entry does not build, so none can be forgotten; an empty list says it is ignored on purpose. */
export const handlers = {
  "identity.organisation-changed": [indexOwner],
  "mail.queued": [sendMail],
  "listing.changed": [indexListing, matchListing],
  "listings.imported": [indexListings, matchListings],
  "demand.changed": [matchDemand],
  "offer.sent": [notifyOfOffer],
  "offer.accepted": [lapseOthers, notifyOfOffer],
  "contract.drafted": [renderContract],
  "contract.ready": [notifyOfContract],
  "contract.signature": [notifyOfContract],
  "contract.signed": [closeListing, sealContract, notifyOfContract],
  "escrow.changed": [notifyOfMoney],
  "escrow.released": [calculateReward],
  "payout.requested": [sendPayout],
} satisfies { [T in EventType]: readonly Handler<T>[] };
