import type { TxCtx } from "@peony/db";
import { z } from "zod";
import type { WorkerDeps } from "../deps.ts";
import { recipientChanged } from "./stripe/account.ts";
import { checkoutClosed, checkoutPaid } from "./stripe/checkout.ts";
import { chargeUpdated, paymentFailed, paymentSucceeded } from "./stripe/payment.ts";
import { transferCreated, transferReversed } from "./stripe/transfer.ts";

export type InboxDeps = Pick<WorkerDeps, "db" | "payments" | "log">;

const named = z.object({ id: z.string() });
/** What we read of a stored webhook: names of things to fetch, nothing else is believed. */
const hintSchema = z.union([
  z.object({ data: z.object({ object: named.extend({ payment_intent: z.string().nullish() }) }) }).transform((e) => ({
    objectId: e.data.object.id,
    paymentId: e.data.object.payment_intent ?? null,
  })),
  z.object({ related_object: named }).transform((e) => ({ objectId: e.related_object.id, paymentId: null })),
]);
export type Hint = z.output<typeof hintSchema>;
export const hintOf = (payload: unknown): Hint => hintSchema.parse(payload);

/** Applies facts in the transaction that marks the row done; may leave a note on the row. */
export type Apply = (t: TxCtx) => Promise<string | undefined>;
/** Fetches what the event is about, before any transaction, and says what to do with it. */
export type InboxHandler = (deps: InboxDeps, hint: Hint) => Promise<Apply>;

/** Events that mean something to us. All others are marked done with a note. */
export const stripeHandlers: Readonly<Record<string, InboxHandler>> = {
  "checkout.session.completed": checkoutPaid,
  "checkout.session.async_payment_succeeded": checkoutPaid,
  "checkout.session.async_payment_failed": checkoutClosed,
  "checkout.session.expired": checkoutClosed,
  "payment_intent.succeeded": paymentSucceeded,
  "payment_intent.payment_failed": paymentFailed,
  "charge.updated": chargeUpdated,
  "account.updated": recipientChanged,
  "v2.core.account[requirements].updated": recipientChanged,
  "v2.core.account[configuration.recipient].capability_status_updated": recipientChanged,
  "v2.core.account.closed": recipientChanged,
  "transfer.created": transferCreated,
  "transfer.reversed": transferReversed,
};
