import type { Stripe } from "stripe";
import { newId } from "./ids.ts";
import { type Scope, settingsOf } from "./scope.ts";
import { PLATFORM } from "./store.ts";

export type BookLine = {
  readonly account: string;
  readonly type: Stripe.BalanceTransaction.Type;
  readonly category: string;
  readonly amount: number;
  readonly fee: number;
  readonly feeDescription?: string;
  readonly currency: string;
  readonly source: string;
  readonly availableOn: number;
  readonly description: string | null;
};

/** Writes one balance transaction. Balances are nothing but their sum, so no money moves without one. */
export const book = (scope: Scope, line: BookLine): Stripe.BalanceTransaction => {
  const feeDetail = {
    amount: line.fee,
    application: null,
    currency: line.currency,
    description: line.feeDescription ?? null,
    type: "stripe_fee",
  };
  const transaction: Stripe.BalanceTransaction = {
    id: newId("txn"),
    object: "balance_transaction",
    amount: line.amount,
    available_on: line.availableOn,
    balance_type: "payments",
    created: scope.now,
    currency: line.currency,
    description: line.description,
    exchange_rate: null,
    fee: line.fee,
    fee_details: line.fee === 0 ? [] : [feeDetail],
    net: line.amount - line.fee,
    reporting_category: line.category,
    source: line.source,
    status: line.availableOn <= scope.now ? "available" : "pending",
    type: line.type,
  };
  scope.store.put("balance_transactions", transaction.id, transaction, line.account);
  if (transaction.net > 0) scope.store.put("unannounced", transaction.id, { account: line.account }, line.account);
  return transaction;
};

/** The status follows the clock, so it is worked out when shown and not when written. */
export const renderTransaction = (scope: Scope, one: Stripe.BalanceTransaction): Stripe.BalanceTransaction => ({
  ...one,
  status: one.available_on <= scope.now ? "available" : "pending",
});

/** When funds that arrive now can be used. */
export const fundsAvailableOn = (scope: Scope): number => scope.now + settingsOf(scope.store).availableAfterSeconds;

export type Holdings = ReadonlyMap<string, { readonly available: number; readonly pending: number }>;

/** Available and pending money per currency of one account. */
export const holdings = (scope: Scope, account: string): Holdings => {
  const sums = new Map<string, { available: number; pending: number }>();
  for (const one of scope.store.list("balance_transactions", account)) {
    const sum = sums.get(one.currency) ?? { available: 0, pending: 0 };
    if (one.available_on <= scope.now) sum.available += one.net;
    else sum.pending += one.net;
    sums.set(one.currency, sum);
  }
  return sums;
};

export const availableIn = (scope: Scope, account: string, currency: string): number =>
  holdings(scope, account).get(currency)?.available ?? 0;

/** The `balance` object of the acting account. */
export const renderBalance = (scope: Scope, account: string): Stripe.Balance => {
  const held = [...holdings(scope, account)].sort(([a], [b]) => (a < b ? -1 : 1));
  const rows = held.length > 0 ? held : [[scope.config.currency, { available: 0, pending: 0 }] as const];
  const row = (currency: string, amount: number) => ({ amount, currency, source_types: { card: amount } });
  return {
    object: "balance",
    available: rows.map(([currency, sum]) => row(currency, sum.available)),
    ...(account === PLATFORM ? { connect_reserved: rows.map(([currency]) => ({ amount: 0, currency })) } : {}),
    livemode: false,
    pending: rows.map(([currency, sum]) => row(currency, sum.pending)),
  };
};
