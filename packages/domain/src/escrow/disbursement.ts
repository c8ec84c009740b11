import type { Machine } from "../shared/index.ts";

export const attemptStates = ["open", "paid", "failed", "expired"] as const;
export type AttemptState = (typeof attemptStates)[number];
export const payoutAccountStates = ["created", "pending", "active", "restricted"] as const;
export type PayoutAccountState = (typeof payoutAccountStates)[number];

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
export type DisbursementEvent = "reserve" | "submit" | "confirm" | "lose" | "postpone" | "refuse" | "replan";

/**
 * One line of a release on its way to its payee. It is reserved in the ledger before the provider is asked; an answer that never
 * came leaves it `unknown`, and the same question is asked again under the same key.
 */
export const disbursementMachine = {
  planned: { reserve: { to: "reserved", by: ["system"] }, postpone: { to: "failed_retryable", by: ["system"] } },
  reserved: {
    submit: { to: "submitted", by: ["provider"] },
    lose: { to: "unknown", by: ["system"] },
    postpone: { to: "failed_retryable", by: ["provider"] },
    refuse: { to: "failed_final", by: ["provider"] },
  },
  unknown: {
    submit: { to: "submitted", by: ["provider"] },
    lose: { to: "unknown", by: ["system"] },
    postpone: { to: "failed_retryable", by: ["provider"] },
    refuse: { to: "failed_final", by: ["provider"] },
  },
  submitted: { confirm: { to: "confirmed", by: ["provider"] } },
  failed_retryable: {
    reserve: { to: "reserved", by: ["system"] },
    postpone: { to: "failed_retryable", by: ["system"] },
  },
  failed_final: { replan: { to: "planned", by: ["system"] } },
  confirmed: {},
} as const satisfies Machine<DisbursementState, DisbursementEvent, "system" | "provider">;

/** The provider's idempotency key of one try: the disbursement's id; a new try after a refusal has its number behind it. */
export const payoutKey = (id: string, version: number): string => (version <= 1 ? id : `${id}:${version}`);

/** Minutes until the next try: 1, 2, 4 … at most six hours. */
export const retryMinutes = (tries: number): number => Math.min(2 ** Math.min(tries, 12), 360);
