import type { Stripe } from "stripe";

/** A connected account with every section filled; an answer shows only the sections that were asked for. */
export type ConnectedAccount = Stripe.V2.Core.Account;

export type BankAccount = {
  readonly id: string;
  readonly holder: string;
  readonly last4: string;
  readonly country: string;
  readonly currency: string;
};

export type OnboardingLink = {
  readonly id: string;
  readonly account: string;
  readonly returnUrl: string | null;
  readonly refreshUrl: string;
  readonly expiresAt: number;
  readonly used: boolean;
};

/** A card whose bank waits for the buyer's proof; stored under the id of its intent. */
export type Challenge = { readonly card: PendingCard; readonly returnUrl: string | null };

/** `payment_intent_data` of a session, kept under its id until the first attempt creates the intent. */
export type IntentDefaults = {
  readonly captureMethod: "automatic" | "automatic_async";
  readonly description: string | null;
  readonly metadata: Record<string, string>;
  readonly receiptEmail: string | null;
  readonly statementDescriptor: string | null;
  readonly transferGroup: string | null;
};

/** A card between its number and the answer of its bank; the number itself is never stored. */
export type PendingCard = {
  readonly behaviour:
    | "succeeds"
    | "declined"
    | "insufficient_funds"
    | "expired_card"
    | "incorrect_cvc"
    | "processing_error"
    | "needs_3ds";
  readonly last4: string;
  readonly brand: string;
  readonly expMonth: number;
  readonly expYear: number;
  readonly name: string | null;
  readonly email: string | null;
};

export type SessionLine = { readonly session: string; readonly item: Stripe.LineItem };

export type StoredEvent = Omit<Stripe.EventBase, "pending_webhooks" | "type"> & {
  readonly type: string;
  readonly data: { readonly object: object; readonly previous_attributes?: object };
};

export type Delivery = {
  readonly id: string;
  readonly event: string;
  readonly url: string;
  /** The webhook endpoint it goes to, or null for the address of the environment. */
  readonly endpoint: string | null;
  readonly state: "pending" | "delivered" | "given_up";
  readonly attempts: number;
  /** Real time in milliseconds: retries follow the wall clock, not the virtual one. */
  readonly dueAtMs: number;
  readonly order: number;
  readonly signature: "good" | "bad" | "stale" | "none";
  readonly lastOutcome: string | null;
};

export type RememberedAnswer = {
  readonly requestHash: string;
  readonly status: number;
  readonly body: string;
  readonly createdAt: number;
};

export type Settings = {
  readonly clockOffsetSeconds: number;
  /** Seconds from a charge to its funds being available. */
  readonly availableAfterSeconds: number;
  readonly payoutAfterSeconds: number;
  /** Above 0, a card payment is `processing` for that long before it succeeds. */
  readonly processingSeconds: number;
  readonly eventsHeld: boolean;
};

/** Ids of balance transactions whose funds were not yet announced as available. */
export type Unannounced = { readonly account: string };

/** An intent in `processing`, to be settled by the clock. */
export type Settling = { readonly card: PendingCard; readonly dueAt: number };

export type Tables = {
  accounts: ConnectedAccount;
  account_links: OnboardingLink;
  balance_transactions: Stripe.BalanceTransaction;
  bank_accounts: BankAccount;
  charges: Stripe.Charge;
  challenges: Challenge;
  customers: Stripe.Customer;
  deliveries: Delivery;
  events: StoredEvent;
  idempotency: RememberedAnswer;
  intent_defaults: IntentDefaults;
  payment_intents: Stripe.PaymentIntent;
  payouts: Stripe.Payout;
  refunds: Stripe.Refund;
  session_lines: SessionLine;
  sessions: Stripe.Checkout.Session;
  settings: Settings;
  settling: Settling;
  transfers: Stripe.Transfer;
  unannounced: Unannounced;
  webhook_endpoints: Stripe.WebhookEndpoint;
};

export type TableName = keyof Tables;

export const TABLE_NAMES = [
  "accounts",
  "account_links",
  "balance_transactions",
  "bank_accounts",
  "charges",
  "challenges",
  "customers",
  "deliveries",
  "events",
  "idempotency",
  "intent_defaults",
  "payment_intents",
  "payouts",
  "refunds",
  "session_lines",
  "sessions",
  "settings",
  "settling",
  "transfers",
  "unannounced",
  "webhook_endpoints",
] as const satisfies readonly TableName[];
