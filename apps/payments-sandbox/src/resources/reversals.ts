import type { Stripe } from "stripe";
import { availableIn, book } from "../book.ts";
import { missing, refused } from "../errors.ts";
import { emit } from "../events.ts";
import { newId } from "../ids.ts";
import { integer, mergeMetadata, metadata } from "../params.ts";
import { type Route, route } from "../routes.ts";
import { PLATFORM } from "../store.ts";

/** Money of a transfer comes back, whole or in part: no more than is left of it, and than the payee still has. */
export const routes: readonly Route[] = [
  route("POST", "/v1/transfers/:id/reversals", { amount: integer(1), metadata }, (scope, params, id) => {
    const transfer = scope.store.find("transfers", id("id"), PLATFORM);
    if (transfer === undefined || scope.account !== PLATFORM) throw missing("transfer", id("id"));
    const rest = transfer.amount - transfer.amount_reversed;
    const amount = params.amount ?? rest;
    if (amount === 0 || amount > rest)
      throw refused(undefined, `Reversal amount is greater than what is left of the transfer (${rest}).`, "amount");
    const payee = typeof transfer.destination === "string" ? transfer.destination : "";
    if (availableIn(scope, payee, transfer.currency) < amount)
      throw refused("balance_insufficient", "The destination account has insufficient funds to reverse this transfer.");
    const reversalId = newId("trr");
    const line = { currency: transfer.currency, fee: 0, availableOn: scope.now, description: null, source: reversalId };
    const kind = { type: "transfer_refund", category: "transfer_reversal" } as const;
    book(scope, { ...line, ...kind, account: payee, amount: -amount });
    const back = book(scope, { ...line, ...kind, account: PLATFORM, amount });
    const reversal: Stripe.TransferReversal = {
      id: reversalId,
      object: "transfer_reversal",
      amount,
      balance_transaction: back.id,
      created: scope.now,
      currency: transfer.currency,
      destination_payment_refund: null,
      metadata: mergeMetadata({}, params.metadata),
      source_refund: null,
      transfer: transfer.id,
    };
    const after: Stripe.Transfer = {
      ...transfer,
      amount_reversed: transfer.amount_reversed + amount,
      reversals: { ...transfer.reversals, data: [reversal, ...transfer.reversals.data] },
      reversed: amount === rest,
    };
    scope.store.put("transfers", transfer.id, after, PLATFORM);
    emit(scope, "transfer.reversed", after);
    return reversal;
  }),
];
