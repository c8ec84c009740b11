import type { Stripe } from "stripe";
import { cardOfPaymentMethod } from "../cards.ts";
import { ApiError, badParameter, missing, refused } from "../errors.ts";
import { emit } from "../events.ts";
import { v1List } from "../lists.ts";
import { LARGEST_AMOUNT, smallestCharge } from "../money.ts";
import {
  address,
  currency,
  flag,
  integer,
  list,
  mergeMetadata,
  metadata,
  object,
  oneOf,
  paging,
  required,
  span,
  text,
  withinSpan,
} from "../params.ts";
import { attemptCard, createIntent } from "../payments.ts";
import { type Route, route } from "../routes.ts";
import type { Scope } from "../scope.ts";
import { findCustomer } from "./customers.ts";

type Intent = Stripe.PaymentIntent;

const OPEN: readonly Intent["status"][] = ["requires_payment_method", "requires_confirmation", "requires_action"];

export const findIntent = (scope: Scope, id: string): Intent => {
  const intent = scope.store.find("payment_intents", id, scope.account);
  if (intent === undefined) throw missing("payment_intent", id);
  return intent;
};

/** Both bounds of a charge in its currency. */
export const checkChargeAmount = (amount: number, code: string, param: string): void => {
  if (amount > LARGEST_AMOUNT)
    throw badParameter("amount_too_large", param, `Amount must be no more than ${LARGEST_AMOUNT} in ${code}.`);
  const smallest = smallestCharge(code);
  if (amount < smallest)
    throw badParameter("amount_too_small", param, `Amount must be at least ${smallest} in ${code}.`);
};

const unexpected = (intent: Intent, verb: string): ApiError =>
  new ApiError(400, {
    type: "invalid_request_error",
    code: "payment_intent_unexpected_state",
    message: `You cannot ${verb} this PaymentIntent because it has a status of ${intent.status}.`,
    payment_intent: intent,
  });

const confirm = (scope: Scope, intent: Intent, method: string, returnUrl: string | null): Intent => {
  const card = cardOfPaymentMethod(method);
  if (card === undefined) throw missing("PaymentMethod", method, "payment_method");
  const attempt = attemptCard(scope, intent, card, returnUrl);
  if (attempt.outcome !== "declined") return attempt.intent;
  const { latest_charge: charge } = attempt.intent;
  const body = {
    type: "card_error" as const,
    code: attempt.decline.code,
    decline_code: attempt.decline.declineCode,
    message: attempt.decline.message,
    payment_intent: attempt.intent,
    ...(typeof charge === "string" ? { charge } : {}),
  };
  throw new ApiError(402, body, { keepsEffect: true });
};

const common = {
  description: text(1000),
  metadata,
  payment_method: text(),
  receipt_email: text(512),
  statement_descriptor: text(22),
  transfer_group: text(500),
};

const creation = {
  ...common,
  allowed_payment_method_types: list(oneOf("card")),
  amount: required(integer(1)),
  automatic_payment_methods: object({ allow_redirects: oneOf("always", "never"), enabled: required(flag) }),
  capture_method: oneOf("automatic", "automatic_async"),
  confirm: flag,
  currency: required(currency),
  customer: text(),
  return_url: address,
};

const filters = { ...paging, created: span, customer: text() };

export const routes: readonly Route[] = [
  route("POST", "/v1/payment_intents", creation, (scope, params) => {
    checkChargeAmount(params.amount, params.currency, "amount");
    if (params.customer !== undefined) findCustomer(scope, params.customer, "customer");
    const intent = createIntent(scope, {
      amount: params.amount,
      captureMethod: params.capture_method ?? "automatic_async",
      currency: params.currency,
      customer: params.customer ?? null,
      description: params.description ?? null,
      metadata: mergeMetadata({}, params.metadata),
      receiptEmail: params.receipt_email ?? null,
      statementDescriptor: params.statement_descriptor ?? null,
      transferGroup: params.transfer_group ?? null,
    });
    if (params.confirm !== true) return intent;
    if (params.payment_method === undefined)
      throw refused("parameter_missing", "You must provide a payment_method to confirm.", "payment_method");
    return confirm(scope, intent, params.payment_method, params.return_url ?? null);
  }),
  route("GET", "/v1/payment_intents", filters, (scope, params) => {
    const rows = scope.store
      .list("payment_intents", scope.account)
      .filter((one) => params.customer === undefined || one.customer === params.customer)
      .filter((one) => withinSpan(one.created, params.created));
    return v1List(rows, params, "/v1/payment_intents");
  }),
  route("GET", "/v1/payment_intents/:id", {}, (scope, _, id) => findIntent(scope, id("id"))),
  route("POST", "/v1/payment_intents/:id", { ...common, amount: integer(1), customer: text() }, (scope, params, id) => {
    const intent = findIntent(scope, id("id"));
    const moneyChanges = params.amount !== undefined && params.amount !== intent.amount;
    if (moneyChanges && !OPEN.includes(intent.status)) throw unexpected(intent, "change the amount of");
    if (params.amount !== undefined) checkChargeAmount(params.amount, intent.currency, "amount");
    if (params.customer !== undefined) findCustomer(scope, params.customer, "customer");
    return scope.store.put("payment_intents", intent.id, {
      ...intent,
      amount: params.amount ?? intent.amount,
      customer: params.customer ?? intent.customer,
      description: params.description ?? intent.description,
      metadata: mergeMetadata(intent.metadata, params.metadata),
      receipt_email: params.receipt_email ?? intent.receipt_email,
      statement_descriptor: params.statement_descriptor ?? intent.statement_descriptor,
      transfer_group: params.transfer_group ?? intent.transfer_group,
    });
  }),
  route(
    "POST",
    "/v1/payment_intents/:id/confirm",
    { payment_method: text(), return_url: address },
    (scope, params, id) => {
      const intent = findIntent(scope, id("id"));
      if (intent.status !== "requires_payment_method" && intent.status !== "requires_confirmation")
        throw unexpected(intent, "confirm");
      if (params.payment_method === undefined)
        throw refused("parameter_missing", "You must provide a payment_method to confirm.", "payment_method");
      return confirm(scope, intent, params.payment_method, params.return_url ?? null);
    },
  ),
  route(
    "POST",
    "/v1/payment_intents/:id/cancel",
    { cancellation_reason: oneOf("abandoned", "duplicate", "fraudulent", "requested_by_customer") },
    (scope, params, id) => {
      const intent = findIntent(scope, id("id"));
      if (!OPEN.includes(intent.status)) throw unexpected(intent, "cancel");
      const canceled = scope.store.put("payment_intents", intent.id, {
        ...intent,
        canceled_at: scope.now,
        cancellation_reason: params.cancellation_reason ?? null,
        next_action: null,
        status: "canceled",
      });
      emit(scope, "payment_intent.canceled", canceled);
      return canceled;
    },
  ),
];
