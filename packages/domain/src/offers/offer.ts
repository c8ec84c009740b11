import type { Machine } from "../shared/index.ts";

export const offerStates = [
  "submitted",
  "countered",
  "accepted",
  "declined",
  "withdrawn",
  "expired",
  "lapsed",
] as const;
export type OfferState = (typeof offerStates)[number];
export type OfferEvent = "counter" | "accept" | "decline" | "withdraw" | "expire" | "lapse";
export type OfferRole = "sender" | "receiver" | "system" | "stranger";

/** One round of a negotiation. A counter ends this round and opens the next with the sides exchanged. */
export const offerMachine = {
  submitted: {
    counter: { to: "countered", by: ["receiver"] },
    accept: { to: "accepted", by: ["receiver"] },
    decline: { to: "declined", by: ["receiver"] },
    withdraw: { to: "withdrawn", by: ["sender"] },
    expire: { to: "expired", by: ["system"] },
    lapse: { to: "lapsed", by: ["system"] },
  },
  countered: {},
  accepted: {},
  declined: {},
  withdrawn: {},
  expired: {},
  lapsed: {},
} as const satisfies Machine<OfferState, OfferEvent, OfferRole>;

/** Nobody leaves a deal without a reason. */
export const declineReasons = [
  "too_early",
  "benefit_unclear",
  "route_unclear",
  "text_unclear",
  "no_fit",
  "price",
  "terms",
  "rights_status",
  "timing",
] as const;
export const offerDays = 14;
