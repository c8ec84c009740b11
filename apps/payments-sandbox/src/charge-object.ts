import type { Stripe } from "stripe";
import type { Decline } from "./cards.ts";
import { newId } from "./ids.ts";
import type { Scope } from "./scope.ts";
import type { PendingCard } from "./tables.ts";

const NO_ADDRESS = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null };

/** The charge of one attempt on an intent: failed when a decline is given, else succeeded and not yet booked. */
export const chargeObject = (
  scope: Scope,
  intent: Stripe.PaymentIntent,
  card: PendingCard,
  decline: Decline | null,
): Stripe.Charge => ({
  ...blankCharge(scope, newId("ch"), intent.amount, intent.currency),
  amount_captured: decline === null ? intent.amount : 0,
  billing_details: { address: { ...NO_ADDRESS }, email: card.email, name: card.name, phone: null, tax_id: null },
  captured: decline === null,
  customer: intent.customer,
  description: intent.description,
  failure_code: decline?.code ?? null,
  failure_message: decline?.message ?? null,
  metadata: intent.metadata,
  outcome: outcomeOf(decline),
  paid: decline === null,
  payment_intent: intent.id,
  payment_method: typeof intent.payment_method === "string" ? intent.payment_method : null,
  payment_method_details: { type: "card", card: cardDetails(intent.amount, card) },
  receipt_email: intent.receipt_email,
  statement_descriptor: intent.statement_descriptor,
  status: decline === null ? "succeeded" : "failed",
  transfer_group: intent.transfer_group,
});

/** What a connected account sees of a transfer: a payment without a card. */
export const destinationPayment = (
  scope: Scope,
  transfer: { readonly id: string; readonly amount: number; readonly currency: string },
): Stripe.Charge => ({
  ...blankCharge(scope, newId("py"), transfer.amount, transfer.currency),
  amount_captured: transfer.amount,
  captured: true,
  outcome: null,
  paid: true,
  source_transfer: transfer.id,
  status: "succeeded",
});

const blankCharge = (scope: Scope, id: string, amount: number, currency: string): Stripe.Charge => ({
  id,
  object: "charge",
  amount,
  amount_captured: 0,
  amount_refunded: 0,
  application: null,
  application_fee: null,
  application_fee_amount: null,
  balance_transaction: null,
  billing_details: { address: { ...NO_ADDRESS }, email: null, name: null, phone: null, tax_id: null },
  calculated_statement_descriptor: null,
  captured: false,
  created: scope.now,
  currency,
  customer: null,
  description: null,
  disputed: false,
  failure_balance_transaction: null,
  failure_code: null,
  failure_message: null,
  fraud_details: {},
  livemode: false,
  metadata: {},
  on_behalf_of: null,
  outcome: null,
  paid: false,
  payment_intent: null,
  payment_method: null,
  payment_method_details: null,
  receipt_email: null,
  receipt_number: null,
  receipt_url: null,
  refunded: false,
  review: null,
  shipping: null,
  source: null,
  source_transfer: null,
  statement_descriptor: null,
  statement_descriptor_suffix: null,
  status: "pending",
  transfer_data: null,
  transfer_group: null,
});

const outcomeOf = (decline: Decline | null): Stripe.Charge.Outcome => ({
  advice_code: null,
  network_advice_code: null,
  network_decline_code: null,
  network_status: decline === null ? "approved_by_network" : "declined_by_network",
  reason: decline?.declineCode ?? null,
  risk_level: "normal",
  risk_score: 10,
  seller_message:
    decline === null ? "Payment complete." : "The bank did not return any further details with this decline.",
  type: decline === null ? "authorized" : "issuer_declined",
});

const cardDetails = (amount: number, card: PendingCard): Stripe.Charge.PaymentMethodDetails.Card => ({
  amount_authorized: amount,
  authorization_code: null,
  brand: card.brand,
  checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
  country: "US",
  electronic_commerce_indicator: null,
  exp_month: card.expMonth,
  exp_year: card.expYear,
  funding: "credit",
  installments: null,
  last4: card.last4,
  mandate: null,
  network: card.brand,
  network_transaction_id: null,
  regulated_status: "unregulated",
  three_d_secure: null,
  transaction_link_id: null,
  wallet: null,
});
