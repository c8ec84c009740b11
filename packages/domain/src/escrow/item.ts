/** States of one held item (payments sheet, part 4), as far as this release goes: no rejection, dispute or refund yet. */
export const itemStates = [
  "agreed",
  "awaiting_funds",
  "funding",
  "part_funded",
  "held",
  "delivered",
  "releasing",
  "release_blocked",
  "settled",
  "cancelled",
] as const;
export type ItemState = (typeof itemStates)[number];
export const itemEvents = [
  "agree",
  "call_for_funds",
  "start_payment",
  "payment_failed",
  "funds",
  "deliver",
  "accept",
  "disbursements_final",
  "disbursement_failed",
  "retry",
  "inspection_timeout",
  "cancel",
] as const;
export type ItemEvent = (typeof itemEvents)[number];
export const attemptStates = ["open", "paid", "failed", "expired"] as const;
export type AttemptState = (typeof attemptStates)[number];
export const disbursementStates = [
  "planned",
  "reserved",
  "submitted",
  "confirmed",
  "unknown",
  "failed_retryable",
  "failed_final",
] as const;
export type DisbursementState = (typeof disbursementStates)[number];
export const payoutAccountStates = ["created", "pending", "active", "restricted"] as const;
/** Freezes that stop money going out. */
export const freezeKinds = ["recon_mismatch", "sanction_hold"] as const;
/** Who a split line pays. `platform` is the fee; the inventors' share is the university's own payable, shown by statement. */
export const payeeRoles = ["seller", "broker", "platform"] as const;
export type PayeeRole = (typeof payeeRoles)[number];
