export const dealPhases = ["enquiry", "negotiation", "contract", "performance", "closed"] as const;
export type DealPhase = (typeof dealPhases)[number];
export const roomStates = ["open", "closed"] as const;
