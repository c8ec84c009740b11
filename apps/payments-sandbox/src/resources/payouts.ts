import type { Stripe } from "stripe";
import { availableIn, book } from "../book.ts";
import { missing, refused } from "../errors.ts";
import { emit } from "../events.ts";
import { newId } from "../ids.ts";
import { v1List } from "../lists.ts";
import { LARGEST_AMOUNT } from "../money.ts";
import {
  currency,
  integer,
  mergeMetadata,
  metadata,
  oneOf,
  paging,
  required,
  span,
  text,
  withinSpan,
} from "../params.ts";
import { type Route, route } from "../routes.ts";
import { type Scope, settingsOf } from "../scope.ts";
import { PLATFORM } from "../store.ts";

const PLATFORM_BANK_ACCOUNT = "ba_1PeonySandboxPlatform0000";

const bankAccountOf = (scope: Scope): string => {
  if (scope.account === PLATFORM) return PLATFORM_BANK_ACCOUNT;
  const [bank] = scope.store.list("bank_accounts", scope.account);
  if (bank === undefined)
    throw refused("payouts_not_allowed", "Sorry, you don't have any external accounts in that currency.");
  return bank.id;
};

const creation = {
  amount: required(integer(1, LARGEST_AMOUNT)),
  currency: required(currency),
  description: text(1000),
  metadata,
  method: oneOf("standard"),
  source_type: oneOf("card"),
  statement_descriptor: text(22),
};

const filters = {
  ...paging,
  arrival_date: span,
  created: span,
  destination: text(),
  status: oneOf("paid", "pending", "failed", "canceled", "in_transit"),
};

export const routes: readonly Route[] = [
  route("POST", "/v1/payouts", creation, (scope, params) => {
    const destination = bankAccountOf(scope);
    if (availableIn(scope, scope.account, params.currency) < params.amount) {
      throw refused("balance_insufficient", "You have insufficient funds in your Stripe account for this payout.");
    }
    const id = newId("po");
    const transaction = book(scope, {
      account: scope.account,
      type: "payout",
      category: "payout",
      amount: -params.amount,
      fee: 0,
      currency: params.currency,
      source: id,
      availableOn: scope.now,
      description: params.description ?? null,
    });
    const payout: Stripe.Payout = {
      id,
      object: "payout",
      amount: params.amount,
      application_fee: null,
      application_fee_amount: null,
      arrival_date: scope.now + settingsOf(scope.store).payoutAfterSeconds,
      automatic: false,
      balance_transaction: transaction.id,
      created: scope.now,
      currency: params.currency,
      description: params.description ?? null,
      destination,
      failure_balance_transaction: null,
      failure_code: null,
      failure_message: null,
      livemode: false,
      metadata: mergeMetadata({}, params.metadata),
      method: "standard",
      original_payout: null,
      payout_method: null,
      reconciliation_status: "not_applicable",
      reversed_by: null,
      source_type: "card",
      statement_descriptor: params.statement_descriptor ?? null,
      status: "pending",
      trace_id: null,
      type: "bank_account",
    };
    scope.store.put("payouts", id, payout, scope.account);
    emit(scope, "payout.created", payout);
    return payout;
  }),
  route("GET", "/v1/payouts", filters, (scope, params) => {
    const rows = scope.store
      .list("payouts", scope.account)
      .filter((one) => params.status === undefined || one.status === params.status)
      .filter((one) => params.destination === undefined || one.destination === params.destination)
      .filter((one) => withinSpan(one.created, params.created) && withinSpan(one.arrival_date, params.arrival_date));
    return v1List(rows, params, "/v1/payouts");
  }),
  route("GET", "/v1/payouts/:id", {}, (scope, _, id) => {
    const payout = scope.store.find("payouts", id("id"), scope.account);
    if (payout === undefined) throw missing("payout", id("id"));
    return payout;
  }),
];
