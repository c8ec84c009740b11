import { attemptPage, recordPaymentExpired, recordPaymentFailed } from "@peony/features/escrow";
import type { InboxHandler } from "../registry.ts";
import { applyPayment } from "./payment.ts";

/** A page was completed: the payment behind it is fetched and booked if its money is there. */
export const checkoutPaid: InboxHandler = async ({ payments }, { objectId }) => {
  const page = await payments.getCheckout(objectId);
  if (page.paymentId === null) return async () => `page is ${page.state} without a payment`;
  return applyPayment(await payments.getPayment(page.paymentId));
};

/** A page ended without money: it ran out, or its payment came to nothing afterwards. */
export const checkoutClosed: InboxHandler = async ({ payments }, { objectId }) => {
  const page = await payments.getCheckout(objectId);
  const { attemptId } = page;
  if (attemptId === null) return async () => "carries no attempt of ours";
  if (page.paid && page.paymentId !== null) return applyPayment(await payments.getPayment(page.paymentId));
  if (page.state === "open") return async () => "the payment page is still open";
  return async (t) => {
    const shown = await attemptPage(t, attemptId);
    // Of two pages made for one attempt only the first is ever shown; the end of the other says nothing about it.
    if (shown !== null && shown !== page.id) return "another page of this attempt is the one shown";
    if (page.state === "expired") await recordPaymentExpired(t, { attemptId });
    else await recordPaymentFailed(t, { attemptId, reason: "payment failed after the page" });
    return undefined;
  };
};
