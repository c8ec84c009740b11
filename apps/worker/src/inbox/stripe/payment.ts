import { inTransaction } from "@peony/db";
import type { Payment } from "@peony/domain/escrow";
import { attemptPage, recordFunding, recordPaymentFailed } from "@peony/features/escrow";
import { systemCtx } from "../../deps.ts";
import type { Apply, InboxDeps, InboxHandler } from "../registry.ts";

const notOurs: Apply = async () => "carries no attempt of ours";

/** Books a payment that was fetched, if it is ours and the money is there. */
export const applyPayment = (payment: Payment): Apply => {
  const { attemptId } = payment;
  if (attemptId === null) return notOurs;
  if (payment.state !== "succeeded") return async () => `payment is ${payment.state}`;
  const { id: paymentId, received, fee } = payment;
  return async (t) => {
    const outcome = await recordFunding(t, { paymentId, attemptId, received, fee });
    return outcome === "unapplied" ? "booked as unapplied: a person must look" : undefined;
  };
};

export const paymentSucceeded: InboxHandler = async ({ payments }, { objectId }) =>
  applyPayment(await payments.getPayment(objectId));

/** The provider's fee may become known a moment after the money. */
export const chargeUpdated: InboxHandler = async ({ payments }, { paymentId }) =>
  paymentId === null ? notOurs : applyPayment(await payments.getPayment(paymentId));

const pageIsOpen = async ({ db, payments }: InboxDeps, attemptId: string): Promise<boolean> => {
  const page = await inTransaction(systemCtx({ db }, "inbox"), (t) => attemptPage(t, attemptId));
  return page === null || (await payments.getCheckout(page)).state === "open";
};

/** A refused card ends nothing while the payment page is open: the buyer may try another. */
export const paymentFailed: InboxHandler = async (deps, { objectId }) => {
  const payment = await deps.payments.getPayment(objectId);
  const { attemptId } = payment;
  if (attemptId === null) return notOurs;
  if (payment.state === "succeeded") return applyPayment(payment);
  if (await pageIsOpen(deps, attemptId)) return async () => "the payment page is still open";
  return async (t) => {
    await recordPaymentFailed(t, { attemptId, reason: payment.state });
    return undefined;
  };
};
