import type { PaymentPort } from "@peony/domain/escrow";
import type { Stripe } from "stripe";
import { type StripeSettings, stripeClient } from "./client.ts";
import {
  balanceFrom,
  balanceTransactionFrom,
  checkoutFrom,
  paymentFrom,
  recipientFrom,
  toStripe,
  transferFrom,
} from "./facts.ts";
import { asking, expected } from "./failures.ts";
import { verifiedEvent } from "./webhook.ts";

const paidIn = (stripe: Stripe): Pick<PaymentPort, "createCheckout" | "getCheckout" | "getPayment"> => ({
  createCheckout: (r) =>
    asking(async () => {
      const { amount, currency } = toStripe(r.money);
      const session = await stripe.checkout.sessions.create(
        {
          mode: "payment",
          ui_mode: "hosted_page",
          allowed_payment_method_types: ["card"],
          client_reference_id: r.attemptId,
          line_items: [
            { quantity: 1, price_data: { currency, unit_amount: amount, product_data: { name: r.description } } },
          ],
          payment_intent_data: {
            capture_method: "automatic",
            description: r.description,
            metadata: { attempt_id: r.attemptId, item_id: r.itemId },
            transfer_group: r.itemId,
          },
          metadata: { attempt_id: r.attemptId },
          ...(r.email ? { customer_email: r.email } : {}),
          locale: r.locale,
          success_url: r.successUrl,
          cancel_url: r.cancelUrl,
        },
        // a page in another language is another question; only a page whose answer we have noted is ever shown
        { idempotencyKey: `${r.attemptId}:${r.locale}` },
      );
      return checkoutFrom(expected(session, "checkout.session", "cs_"));
    }),
  getCheckout: (id) =>
    asking(async () => checkoutFrom(expected(await stripe.checkout.sessions.retrieve(id), "checkout.session", "cs_"))),
  getPayment: (id) =>
    asking(async () => {
      const intent = await stripe.paymentIntents.retrieve(id, { expand: ["latest_charge.balance_transaction"] });
      return paymentFrom(expected(intent, "payment_intent", "pi_"));
    }),
});

const recipients = (stripe: Stripe): Pick<PaymentPort, "createRecipient" | "getRecipient" | "onboardingLink"> => ({
  createRecipient: (r) =>
    asking(async () => {
      const account = await stripe.v2.core.accounts.create(
        {
          display_name: r.name,
          contact_email: r.email,
          dashboard: "express",
          identity: { country: r.country, entity_type: "company" },
          defaults: { responsibilities: { fees_collector: "application", losses_collector: "application" } },
          configuration: {
            recipient: { capabilities: { stripe_balance: { stripe_transfers: { requested: true } } } },
          },
          metadata: { payout_account_id: r.payoutAccountId },
          include: ["configuration.recipient"],
        },
        { idempotencyKey: r.payoutAccountId },
      );
      return recipientFrom(expected(account, "v2.core.account", "acct_"));
    }),
  getRecipient: (id) =>
    asking(async () => {
      const account = await stripe.v2.core.accounts.retrieve(id, { include: ["configuration.recipient"] });
      return recipientFrom(expected(account, "v2.core.account", "acct_"));
    }),
  onboardingLink: (account, returnUrl, refreshUrl) =>
    asking(async () => {
      const link = await stripe.v2.core.accountLinks.create({
        account,
        use_case: {
          type: "account_onboarding",
          account_onboarding: { return_url: returnUrl, refresh_url: refreshUrl },
        },
      });
      return link.url;
    }),
});

const paidOut = (stripe: Stripe): Pick<PaymentPort, "transfer" | "getTransfer" | "findTransfer"> => ({
  transfer: (r) =>
    asking(async () => {
      const transfer = await stripe.transfers.create(
        {
          ...toStripe(r.money),
          destination: r.destination,
          ...(r.sourceChargeId ? { source_transaction: r.sourceChargeId } : {}),
          transfer_group: r.itemId,
          metadata: { disbursement_id: r.disbursementId, item_id: r.itemId },
        },
        { idempotencyKey: r.idempotencyKey },
      );
      return transferFrom(expected(transfer, "transfer", "tr_"));
    }),
  getTransfer: (id) =>
    asking(async () => transferFrom(expected(await stripe.transfers.retrieve(id), "transfer", "tr_"))),
  findTransfer: (itemId, disbursementId) =>
    asking(async () => {
      for await (const one of stripe.transfers.list({ transfer_group: itemId, limit: 100 }))
        if (one.metadata.disbursement_id === disbursementId) return transferFrom(one);
      return null;
    }),
});

const booked = (stripe: Stripe): Pick<PaymentPort, "balance" | "listBalanceTransactions"> => ({
  balance: () => asking(async () => balanceFrom(await stripe.balance.retrieve())),
  listBalanceTransactions: (since) =>
    asking(async () => {
      const found = [];
      const created = { gte: Math.floor(since.getTime() / 1000) };
      for await (const one of stripe.balanceTransactions.list({ created, limit: 100 }))
        found.push(balanceTransactionFrom(one));
      return found;
    }),
});

/** The payment port on Stripe's API, or on a server that speaks it. Refuses unsafe settings when it is made. */
export const stripePayments = (settings: StripeSettings): PaymentPort => {
  const stripe = stripeClient(settings);
  return {
    ...paidIn(stripe),
    ...recipients(stripe),
    ...paidOut(stripe),
    ...booked(stripe),
    verifyWebhook: async (body, signature) => verifiedEvent(stripe, settings.webhookSecrets, body, signature),
  };
};
