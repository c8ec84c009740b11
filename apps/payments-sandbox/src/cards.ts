import type { PendingCard } from "./tables.ts";

type Behaviour = PendingCard["behaviour"];

/** Stripe's published test numbers and what each of them does. */
const BY_NUMBER: Readonly<Record<string, Behaviour>> = {
  "4242424242424242": "succeeds",
  "5555555555554444": "succeeds",
  "4000000000000002": "declined",
  "4000000000009995": "insufficient_funds",
  "4000000000000069": "expired_card",
  "4000000000000127": "incorrect_cvc",
  "4000000000000119": "processing_error",
  "4000002760003184": "needs_3ds",
};

/** The same by the payment method names that a server may send without a page. */
const BY_PAYMENT_METHOD: Readonly<Record<string, string>> = {
  pm_card_visa: "4242424242424242",
  pm_card_mastercard: "5555555555554444",
  pm_card_visa_chargeDeclined: "4000000000000002",
  pm_card_chargeDeclined: "4000000000000002",
  pm_card_visa_chargeDeclinedInsufficientFunds: "4000000000009995",
  pm_card_chargeDeclinedInsufficientFunds: "4000000000009995",
  pm_card_chargeDeclinedExpiredCard: "4000000000000069",
  pm_card_chargeDeclinedProcessingError: "4000000000000119",
  pm_card_authenticationRequired: "4000002760003184",
  pm_card_threeDSecure2Required: "4000002760003184",
};

export type Decline = { readonly code: string; readonly declineCode: string; readonly message: string };

/** What the bank says; sentences as Stripe's API words them, because clients log them. */
export const DECLINES: Readonly<Record<Exclude<Behaviour, "succeeds" | "needs_3ds">, Decline>> = {
  declined: { code: "card_declined", declineCode: "generic_decline", message: "Your card was declined." },
  insufficient_funds: {
    code: "card_declined",
    declineCode: "insufficient_funds",
    message: "Your card has insufficient funds.",
  },
  expired_card: { code: "expired_card", declineCode: "expired_card", message: "Your card has expired." },
  incorrect_cvc: {
    code: "incorrect_cvc",
    declineCode: "incorrect_cvc",
    message: "Your card's security code is incorrect.",
  },
  processing_error: {
    code: "processing_error",
    declineCode: "processing_error",
    message: "An error occurred while processing your card. Try again in a little bit.",
  },
};

export type CardForm = {
  readonly number: string;
  readonly expiry: string;
  readonly cvc: string;
  readonly name: string;
  readonly email: string;
};

export type CardField = keyof CardForm;

export type CardReading =
  | { readonly ok: true; readonly card: PendingCard }
  | { readonly ok: false; readonly wrong: ReadonlySet<CardField> };

/** Reads the fields of the hosted page. `now` in seconds decides whether the card has run out. */
export const readCard = (form: CardForm, now: number): CardReading => {
  const wrong = new Set<CardField>();
  const number = form.number.replace(/[\s-]/g, "");
  const behaviour = BY_NUMBER[number];
  if (behaviour === undefined) wrong.add("number");
  const expiry = /^(\d{1,2})\s*\/\s*(?:20)?(\d{2})$/.exec(form.expiry.trim());
  const month = Number(expiry?.[1]);
  const year = 2000 + Number(expiry?.[2]);
  if (!(month >= 1 && month <= 12) || Date.UTC(year, month) / 1000 <= now) wrong.add("expiry");
  if (!/^\d{3,4}$/.test(form.cvc.trim())) wrong.add("cvc");
  if (form.name.trim() === "" || form.name.length > 200) wrong.add("name");
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(form.email.trim()) || form.email.length > 300) wrong.add("email");
  if (behaviour === undefined || wrong.size > 0) return { ok: false, wrong };
  return { ok: true, card: cardOf(number, behaviour, month, year, form.name.trim(), form.email.trim()) };
};

/** The card behind a test payment method such as `pm_card_visa`, or undefined for an unknown one. */
export const cardOfPaymentMethod = (id: string): PendingCard | undefined => {
  const number = BY_PAYMENT_METHOD[id];
  const behaviour = number === undefined ? undefined : BY_NUMBER[number];
  if (number === undefined || behaviour === undefined) return undefined;
  return cardOf(number, behaviour, 12, 2034, null, null);
};

const cardOf = (
  number: string,
  behaviour: Behaviour,
  expMonth: number,
  expYear: number,
  name: string | null,
  email: string | null,
): PendingCard => ({
  behaviour,
  last4: number.slice(-4),
  brand: number.startsWith("5") ? "mastercard" : "visa",
  expMonth,
  expYear,
  name,
  email,
});
