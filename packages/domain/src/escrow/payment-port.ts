import type { Currency, Id, Locale, Money } from "../shared/index.ts";
import type { PayoutAccountState } from "./disbursement.ts";

/** A page at the provider where the buyer pays one attempt. Our attempt id is both the idempotency key and the note that travels back. */
export type CheckoutRequest = {
  readonly attemptId: Id<"attempt">;
  readonly itemId: Id<"item">;
  readonly money: Money;
  readonly description: string;
  readonly locale: Locale;
  readonly email: string | null;
  readonly successUrl: string;
  readonly cancelUrl: string;
};
export type Checkout = {
  readonly id: string;
  /** Null once the page is complete or expired. */
  readonly url: string | null;
  readonly state: "open" | "complete" | "expired";
  readonly paid: boolean;
  readonly attemptId: string | null;
  readonly paymentId: string | null;
};
export type Payment = {
  readonly id: string;
  readonly state: "pending" | "succeeded" | "failed" | "cancelled";
  readonly received: Money;
  readonly attemptId: string | null;
  readonly chargeId: string | null;
  /** Null until the provider has worked it out. */
  readonly fee: { readonly balanceTransactionId: string; readonly money: Money } | null;
};
export type RecipientRequest = {
  readonly payoutAccountId: Id<"payoutAccount">;
  readonly name: string;
  readonly email: string;
  readonly country: string;
};
export type Recipient = { readonly id: string; readonly state: PayoutAccountState };
export type TransferRequest = {
  readonly idempotencyKey: string;
  readonly disbursementId: Id<"disbursement">;
  readonly itemId: Id<"item">;
  readonly destination: string;
  readonly money: Money;
  /** The charge whose money this is: it may then move before it is available for anything else. */
  readonly sourceChargeId: string | null;
};
/** What came back of a transfer, whole or in part. */
export type TransferReversal = { readonly id: string; readonly money: Money };
export type Transfer = {
  readonly id: string;
  readonly disbursementId: string | null;
  readonly destination: string;
  readonly money: Money;
  readonly reversals: readonly TransferReversal[];
};
/** One movement of our balance at the provider; `net` is what the balance moved by, negative when money left. */
export type BalanceTransaction = {
  readonly id: string;
  readonly type: string;
  readonly sourceId: string | null;
  readonly net: Money;
  readonly createdAt: Date;
};
/** A webhook whose signature holds. Everything in it is a hint; facts are fetched again. */
export type ProviderEvent = {
  readonly id: string;
  readonly type: string;
  /** The connected account it is about, or null. */
  readonly account: string | null;
  readonly body: unknown;
};

/**
 * What a failed call means. `funds`: not enough money there yet. `payee`: the payee cannot receive. `retry`: busy, ask again.
 * `refused`: our own request is wrong. `unknown`: it may or may not have happened; ask again under the same key.
 */
export type PaymentFailure = "funds" | "payee" | "retry" | "refused" | "unknown";
export class PaymentError extends Error {
  readonly failure: PaymentFailure;
  readonly code: string;
  constructor(failure: PaymentFailure, code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "PaymentError";
    this.failure = failure;
    this.code = code;
  }
}

/** The payment provider as the house sees it. Every call may throw a PaymentError. */
export type PaymentPort = {
  readonly createCheckout: (request: CheckoutRequest) => Promise<Checkout>;
  readonly getCheckout: (id: string) => Promise<Checkout>;
  readonly getPayment: (id: string) => Promise<Payment>;
  readonly createRecipient: (request: RecipientRequest) => Promise<Recipient>;
  readonly getRecipient: (id: string) => Promise<Recipient>;
  /** A page at the provider where the payee gives its bank details; good for one visit. */
  readonly onboardingLink: (recipientId: string, returnUrl: string, refreshUrl: string) => Promise<string>;
  readonly transfer: (request: TransferRequest) => Promise<Transfer>;
  readonly getTransfer: (id: string) => Promise<Transfer>;
  /** Looks a transfer up by our own id, where the answer to it was lost long ago. */
  readonly findTransfer: (itemId: Id<"item">, disbursementId: Id<"disbursement">) => Promise<Transfer | null>;
  /** All we own there: available, pending and reserved, per currency. */
  readonly balance: () => Promise<ReadonlyMap<Currency, Money>>;
  readonly listBalanceTransactions: (since: Date) => Promise<readonly BalanceTransaction[]>;
  /** Null where the signature does not hold. `body` is the request exactly as received. */
  readonly verifyWebhook: (body: string, signature: string | null) => Promise<ProviderEvent | null>;
};
