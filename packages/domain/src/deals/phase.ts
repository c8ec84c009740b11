import type { ContractState } from "../contracts/index.ts";
import type { ItemState } from "../escrow/index.ts";
import type { OfferState } from "../offers/index.ts";
import type { DealPhase } from "./deal.ts";

/** The states a phase is read from; null where the part does not exist yet. */
export type DealParts = {
  /** State of the latest round. */
  readonly offer: OfferState | null;
  readonly contract: ContractState | null;
  readonly items: readonly ItemState[];
};

const final: readonly ItemState[] = ["settled", "cancelled"];
const lost: readonly OfferState[] = ["declined", "lapsed"];

/** Where a deal is, as a function of its parts: nothing else stores it, so nothing can disagree with it. */
export const dealPhase = ({ offer, contract, items }: DealParts): DealPhase => {
  if (contract === "signed")
    return items.length > 0 && items.every((s) => final.includes(s)) ? "closed" : "performance";
  if (contract) return "contract";
  if (offer && lost.includes(offer)) return "closed";
  return offer ? "negotiation" : "enquiry";
};

/** Five steps of the mark: find, look, agree, sign, pay. Done steps are filled; `now` is the one under way, or null when all are done. */
export const dealSteps = ["find", "look", "agree", "sign", "pay"] as const;
export type DealStep = (typeof dealSteps)[number];

/** The step under way in a phase; a closed deal has none. */
export const stepOf = (phase: DealPhase): DealStep | null =>
  (({ enquiry: "look", negotiation: "agree", contract: "sign", performance: "pay", closed: null }) as const)[phase];
