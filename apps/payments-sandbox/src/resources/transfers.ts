import type { Stripe } from "stripe";
import { availableIn, book } from "../book.ts";
import { destinationPayment } from "../charge-object.ts";
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
import type { Scope } from "../scope.ts";
import { PLATFORM } from "../store.ts";
import { transfersStatus } from "./accounts.ts";

type Transfer = Stripe.Transfer;

/** The destination, if it may receive money now. */
const checkDestination = (scope: Scope, id: string): void => {
  const account = scope.store.find("accounts", id);
  if (account === undefined) throw missing("destination", id, "destination");
  if (account.closed === true)
    throw refused("account_invalid", `The account ${id} is closed and can not receive transfers.`, "destination");
  if (transfersStatus(account) === "active") return;
  const message =
    "Your destination account needs to have at least one of the following capabilities enabled: transfers, crypto_transfers, legacy_payments";
  throw refused("insufficient_capabilities_for_transfer", message);
};

/**
 * The charge a transfer draws on. Such a transfer needs no available balance, because it moves with the charge, but
 * all transfers of one charge together may not exceed it.
 */
const checkSource = (scope: Scope, id: string, amount: number, code: string): Stripe.Charge => {
  const charge = scope.store.find("charges", id, PLATFORM);
  if (charge === undefined) throw missing("charge", id, "source_transaction");
  if (charge.status !== "succeeded")
    throw refused("charge_invalid_parameter", `The charge ${id} did not succeed.`, "source_transaction");
  if (charge.currency !== code) {
    const message = `The currency of source_transaction's balance transaction (${charge.currency}) must be the same as the transfer currency (${code})`;
    throw refused(undefined, message, "source_transaction");
  }
  const drawn = scope.store
    .list("transfers", PLATFORM)
    .filter((one) => one.source_transaction === id)
    .reduce((sum, one) => sum + one.amount - one.amount_reversed, 0);
  if (drawn + amount > charge.amount) {
    const message = `Transfers using this transaction as a source must not exceed the source amount of ${charge.amount} ${code}. (There is already a transfer using this source, amounting to a total of ${drawn} ${code}.)`;
    throw refused(undefined, message, "amount");
  }
  return charge;
};

const availableOnOf = (scope: Scope, charge: Stripe.Charge | null): number => {
  const id = charge?.balance_transaction;
  const transaction = typeof id === "string" ? scope.store.find("balance_transactions", id) : undefined;
  return Math.max(scope.now, transaction?.available_on ?? scope.now);
};

export type NewTransfer = {
  readonly amount: number;
  readonly currency: string;
  readonly destination: string;
  readonly description: string | null;
  readonly metadata: Record<string, string>;
  readonly source: Stripe.Charge | null;
  readonly transferGroup: string | null;
};

const makeTransfer = (scope: Scope, input: NewTransfer): Transfer => {
  const id = newId("tr");
  const availableOn = availableOnOf(scope, input.source);
  const money = { currency: input.currency, fee: 0, availableOn, description: input.description };
  const out = book(scope, {
    ...money,
    account: PLATFORM,
    type: "transfer",
    category: "transfer",
    amount: -input.amount,
    source: id,
  });
  const payment = destinationPayment(scope, { id, amount: input.amount, currency: input.currency });
  const into = book(scope, {
    ...money,
    account: input.destination,
    type: "payment",
    category: "charge",
    amount: input.amount,
    source: payment.id,
  });
  scope.store.put("charges", payment.id, { ...payment, balance_transaction: into.id }, input.destination);
  const transfer: Transfer = {
    id,
    object: "transfer",
    amount: input.amount,
    amount_reversed: 0,
    balance_transaction: out.id,
    created: scope.now,
    currency: input.currency,
    description: input.description,
    destination: input.destination,
    destination_payment: payment.id,
    livemode: false,
    metadata: input.metadata,
    reversals: { object: "list", data: [], has_more: false, url: `/v1/transfers/${id}/reversals` },
    reversed: false,
    source_transaction: input.source?.id ?? null,
    source_type: "card",
    transfer_group: input.transferGroup,
  };
  scope.store.put("transfers", id, transfer, PLATFORM);
  emit(scope, "transfer.created", transfer);
  return transfer;
};

const creation = {
  amount: required(integer(1, LARGEST_AMOUNT)),
  currency: required(currency),
  description: text(1000),
  destination: required(text()),
  metadata,
  source_transaction: text(),
  source_type: oneOf("card"),
  transfer_group: text(500),
};

const filters = { ...paging, created: span, destination: text(), transfer_group: text() };

export const routes: readonly Route[] = [
  route("POST", "/v1/transfers", creation, (scope, params) => {
    if (scope.account !== PLATFORM)
      throw refused("platform_account_required", "Only the platform account can create transfers.");
    checkDestination(scope, params.destination);
    const { source_transaction: sourceId } = params;
    const source = sourceId === undefined ? null : checkSource(scope, sourceId, params.amount, params.currency);
    if (source === null && availableIn(scope, PLATFORM, params.currency) < params.amount) {
      const message = "You have insufficient available funds in your Stripe account.";
      throw refused("balance_insufficient", message);
    }
    return makeTransfer(scope, {
      amount: params.amount,
      currency: params.currency,
      description: params.description ?? null,
      destination: params.destination,
      metadata: mergeMetadata({}, params.metadata),
      source,
      transferGroup: params.transfer_group ?? source?.transfer_group ?? null,
    });
  }),
  route("GET", "/v1/transfers", filters, (scope, params) => {
    const rows = scope.store
      .list("transfers", scope.account)
      .filter((one) => params.destination === undefined || one.destination === params.destination)
      .filter((one) => params.transfer_group === undefined || one.transfer_group === params.transfer_group)
      .filter((one) => withinSpan(one.created, params.created));
    return v1List(rows, params, "/v1/transfers");
  }),
  route("GET", "/v1/transfers/:id", {}, (scope, _, id) => {
    const transfer = scope.store.find("transfers", id("id"), scope.account);
    if (transfer === undefined) throw missing("transfer", id("id"));
    return transfer;
  }),
];
