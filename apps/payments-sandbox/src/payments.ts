import type { Stripe } from "stripe";
import { book, fundsAvailableOn } from "./book.ts";
import { DECLINES, type Decline } from "./cards.ts";
import { chargeObject } from "./charge-object.ts";
import { emit } from "./events.ts";
import { newId, randomText } from "./ids.ts";
import { chargeFee } from "./money.ts";
import { type Scope, settingsOf } from "./scope.ts";
import type { IntentDefaults, PendingCard } from "./tables.ts";

type Intent = Stripe.PaymentIntent;

export type NewIntent = IntentDefaults & {
  readonly amount: number;
  readonly currency: string;
  readonly customer: string | null;
};

export const createIntent = (scope: Scope, input: NewIntent): Intent => {
  const id = newId("pi");
  const intent: Intent = {
    id,
    object: "payment_intent",
    allowed_payment_method_types: null,
    amount: input.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: { allow_redirects: "always", enabled: true },
    canceled_at: null,
    cancellation_reason: null,
    capture_method: input.captureMethod,
    client_secret: `${id}_secret_${randomText(25)}`,
    confirmation_method: "automatic",
    created: scope.now,
    currency: input.currency,
    customer: input.customer,
    customer_account: null,
    description: input.description,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: input.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: "automatic" },
    },
    payment_method_types: ["card"],
    payment_record: null,
    processing: null,
    receipt_email: input.receiptEmail,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: input.statementDescriptor,
    statement_descriptor_suffix: null,
    status: "requires_payment_method",
    transfer_data: null,
    transfer_group: input.transferGroup,
  };
  scope.store.put("payment_intents", id, intent, scope.account);
  emit(scope, "payment_intent.created", intent);
  return intent;
};

export type Attempt =
  | { readonly outcome: "succeeded" | "processing" | "requires_action"; readonly intent: Intent }
  | { readonly outcome: "declined"; readonly intent: Intent; readonly decline: Decline };

const save = (scope: Scope, intent: Intent): Intent => scope.store.put("payment_intents", intent.id, intent);

/** Tries a card on an open intent. A card that asks for 3-D Secure stops at `requires_action`. */
export const attemptCard = (scope: Scope, intent: Intent, card: PendingCard, returnUrl: string | null): Attempt => {
  const withCard: Intent = { ...intent, payment_method: newId("pm"), last_payment_error: null };
  if (card.behaviour === "needs_3ds") return askForProof(scope, withCard, card, returnUrl);
  if (card.behaviour !== "succeeds") return decline(scope, withCard, card, DECLINES[card.behaviour]);
  const { processingSeconds } = settingsOf(scope.store);
  return processingSeconds > 0 ? postpone(scope, withCard, card, processingSeconds) : settle(scope, withCard, card);
};

/** The buyer answered the 3-D Secure page. */
export const answerProof = (scope: Scope, intent: Intent, card: PendingCard, approved: boolean): Attempt => {
  const open: Intent = { ...intent, next_action: null };
  scope.store.remove("challenges", intent.id);
  if (approved) return settle(scope, open, card);
  const message =
    "We are unable to authenticate your payment method. Please choose a different payment method and try again.";
  const failed = save(scope, {
    ...open,
    status: "requires_payment_method",
    payment_method: null,
    last_payment_error: { type: "invalid_request_error", code: "payment_intent_authentication_failure", message },
  });
  emit(scope, "payment_intent.payment_failed", failed);
  const code = "payment_intent_authentication_failure";
  return { outcome: "declined", intent: failed, decline: { code, declineCode: "", message } };
};

const askForProof = (scope: Scope, intent: Intent, card: PendingCard, returnUrl: string | null): Attempt => {
  const url = `${scope.origin}/c/3ds/${intent.id}`;
  const waiting = save(scope, {
    ...intent,
    status: "requires_action",
    next_action: { type: "redirect_to_url", redirect_to_url: { return_url: returnUrl, url } },
  });
  scope.store.put("challenges", intent.id, { card, returnUrl }, scope.account);
  emit(scope, "payment_intent.requires_action", waiting);
  return { outcome: "requires_action", intent: waiting };
};

const decline = (scope: Scope, intent: Intent, card: PendingCard, why: Decline): Attempt => {
  const charge: Stripe.Charge = chargeObject(scope, intent, card, why);
  scope.store.put("charges", charge.id, charge, scope.account);
  const failed = save(scope, {
    ...intent,
    status: "requires_payment_method",
    payment_method: null,
    latest_charge: charge.id,
    last_payment_error: {
      type: "card_error",
      code: why.code as Stripe.PaymentIntent.LastPaymentError.Code,
      decline_code: why.declineCode,
      charge: charge.id,
      message: why.message,
    },
  });
  emit(scope, "charge.failed", charge);
  emit(scope, "payment_intent.payment_failed", failed);
  return { outcome: "declined", intent: failed, decline: why };
};

const postpone = (scope: Scope, intent: Intent, card: PendingCard, seconds: number): Attempt => {
  const waiting = save(scope, { ...intent, status: "processing" });
  scope.store.put("settling", intent.id, { card, dueAt: scope.now + seconds }, scope.account);
  emit(scope, "payment_intent.processing", waiting);
  return { outcome: "processing", intent: waiting };
};

/** The money arrives: charge, fee and balance transaction in one step. */
export const settle = (scope: Scope, intent: Intent, card: PendingCard): Attempt => {
  const charge = chargeObject(scope, intent, card, null);
  const transaction = book(scope, {
    account: scope.account,
    type: "charge",
    category: "charge",
    amount: intent.amount,
    fee: chargeFee(intent.amount, intent.currency, scope.config.feeBps),
    feeDescription: "Stripe processing fees",
    currency: intent.currency,
    source: charge.id,
    availableOn: fundsAvailableOn(scope),
    description: intent.description,
  });
  const booked: Stripe.Charge = { ...charge, balance_transaction: transaction.id };
  scope.store.put("charges", charge.id, booked, scope.account);
  const paid = save(scope, {
    ...intent,
    status: "succeeded",
    amount_received: intent.amount,
    latest_charge: charge.id,
    next_action: null,
    last_payment_error: null,
  });
  if (intent.capture_method === "automatic") {
    emit(scope, "charge.succeeded", booked);
  } else {
    // With asynchronous capture the fee is known a moment later: first without, then an update with it.
    emit(scope, "charge.succeeded", charge);
    emit(scope, "charge.updated", booked, { balance_transaction: null });
  }
  emit(scope, "payment_intent.succeeded", paid);
  return { outcome: "succeeded", intent: paid };
};
