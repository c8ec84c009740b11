import type { Stripe } from "stripe";
import { expireSession } from "../checkout.ts";
import { badParameter, missing, refused } from "../errors.ts";
import { newId } from "../ids.ts";
import { v1List } from "../lists.ts";
import { LARGEST_AMOUNT } from "../money.ts";
import {
  address,
  currency,
  integer,
  list,
  mergeMetadata,
  metadata,
  object,
  oneOf,
  type Params,
  paging,
  required,
  span,
  text,
  withinSpan,
} from "../params.ts";
import { type Route, route } from "../routes.ts";
import type { Scope } from "../scope.ts";
import { lineItem, type NewLine } from "./checkout-lines.ts";
import { findCustomer } from "./customers.ts";
import { checkChargeAmount } from "./payment-intents.ts";

type Session = Stripe.Checkout.Session;

const MIN_LIFE_SECONDS = 30 * 60;
const MAX_LIFE_SECONDS = 24 * 60 * 60;

const priceData = {
  currency: required(currency),
  product_data: required(object({ description: text(), metadata, name: required(text(250)) })),
  unit_amount: required(integer(0, LARGEST_AMOUNT)),
};

const intentData = {
  capture_method: oneOf("automatic", "automatic_async"),
  description: text(1000),
  metadata,
  receipt_email: text(512),
  statement_descriptor: text(22),
  transfer_group: text(500),
};

const creation = {
  allowed_payment_method_types: list(oneOf("card")),
  billing_address_collection: oneOf("auto"),
  cancel_url: address,
  client_reference_id: text(200),
  currency,
  customer: text(),
  customer_creation: oneOf("always", "if_required"),
  customer_email: text(800),
  expires_at: integer(0),
  line_items: required(
    list(object({ metadata, price_data: required(object(priceData)), quantity: integer(1, 999_999) })),
  ),
  locale: text(10),
  metadata,
  mode: required(oneOf("payment")),
  payment_intent_data: object(intentData),
  submit_type: oneOf("auto", "pay"),
  success_url: required(address),
  ui_mode: oneOf("hosted_page"),
};

type Creation = Params<typeof creation>;

export const findSession = (scope: Scope, id: string): Session => {
  const session = scope.store.find("sessions", id, scope.account);
  if (session === undefined) throw missing("checkout.session", id);
  return session;
};

const linesOf = (scope: Scope, params: Creation): readonly Stripe.LineItem[] => {
  if (params.line_items.length === 0)
    throw badParameter("parameter_missing", "line_items", "Missing required param: line_items.");
  const lines = params.line_items.map(
    (line): NewLine => ({
      name: line.price_data.product_data.name,
      currency: line.price_data.currency,
      unitAmount: line.price_data.unit_amount,
      quantity: line.quantity ?? 1,
      metadata: mergeMetadata({}, line.metadata),
    }),
  );
  const [first] = lines;
  if (lines.some((line) => line.currency !== first?.currency)) {
    throw badParameter(
      "parameter_invalid_string",
      "line_items",
      "All line items in a session must have the same currency.",
    );
  }
  return lines.map((line) => lineItem(scope, line));
};

const expiryOf = (scope: Scope, asked: number | undefined): number => {
  if (asked === undefined) return scope.now + MAX_LIFE_SECONDS;
  if (asked >= scope.now + MIN_LIFE_SECONDS && asked <= scope.now + MAX_LIFE_SECONDS) return asked;
  const message = "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.";
  throw badParameter("parameter_invalid_integer", "expires_at", message);
};

const create = (scope: Scope, params: Creation): Session => {
  if (params.customer !== undefined) findCustomer(scope, params.customer, "customer");
  if (params.customer !== undefined && params.customer_email !== undefined) {
    throw badParameter(
      "parameters_exclusive",
      "customer_email",
      "You may only specify one of these parameters: customer, customer_email.",
    );
  }
  const lines = linesOf(scope, params);
  const total = lines.reduce((sum, line) => sum + line.amount_total, 0);
  const code = lines[0]?.currency ?? scope.config.currency;
  checkChargeAmount(total, code, "line_items");
  const session = sessionObject(scope, params, newId("cs_test"), total, code);
  scope.store.put("sessions", session.id, session, scope.account);
  for (const item of lines) scope.store.put("session_lines", item.id, { session: session.id, item }, scope.account);
  const data = params.payment_intent_data;
  const intent = {
    captureMethod: data?.capture_method ?? "automatic_async",
    description: data?.description ?? null,
    metadata: mergeMetadata({}, data?.metadata),
    receiptEmail: data?.receipt_email ?? null,
    statementDescriptor: data?.statement_descriptor ?? null,
    transferGroup: data?.transfer_group ?? null,
  } as const;
  scope.store.put("intent_defaults", session.id, intent, scope.account);
  return session;
};

const sessionObject = (scope: Scope, params: Creation, id: string, total: number, code: string): Session => ({
  id,
  object: "checkout.session",
  adaptive_pricing: { enabled: false },
  after_expiration: null,
  allow_promotion_codes: null,
  allowed_payment_method_types:
    params.allowed_payment_method_types === undefined ? null : [...params.allowed_payment_method_types],
  amount_subtotal: total,
  amount_total: total,
  automatic_tax: { enabled: false, liability: null, provider: null, status: null },
  billing_address_collection: params.billing_address_collection ?? null,
  cancel_url: params.cancel_url ?? null,
  client_reference_id: params.client_reference_id ?? null,
  client_secret: null,
  collected_information: null,
  consent: null,
  consent_collection: null,
  created: scope.now,
  currency: code,
  currency_conversion: null,
  custom_fields: [],
  custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
  customer: params.customer ?? null,
  customer_account: null,
  customer_creation: params.customer === undefined ? (params.customer_creation ?? "if_required") : null,
  customer_details: null,
  customer_email: params.customer_email ?? null,
  discounts: [],
  expires_at: expiryOf(scope, params.expires_at),
  integration_identifier: null,
  invoice: null,
  invoice_creation: null,
  livemode: false,
  locale: params.locale ?? null,
  managed_payments: null,
  metadata: mergeMetadata({}, params.metadata),
  mode: "payment",
  origin_context: null,
  payment_intent: null,
  payment_link: null,
  payment_method_collection: "if_required",
  payment_method_configuration_details: null,
  payment_method_options: {},
  payment_method_types: ["card"],
  payment_status: "unpaid",
  permissions: null,
  phone_number_collection: { enabled: false },
  recovered_from: null,
  saved_payment_method_options: null,
  setup_intent: null,
  shipping_address_collection: null,
  shipping_cost: null,
  shipping_options: [],
  status: "open",
  submit_type: params.submit_type ?? null,
  subscription: null,
  success_url: params.success_url,
  total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
  ui_mode: "hosted_page",
  url: `${scope.origin}/c/pay/${id}`,
  wallet_options: null,
});

const filters = {
  ...paging,
  created: span,
  customer: text(),
  customer_details: object({ email: required(text()) }),
  payment_intent: text(),
  status: oneOf("complete", "expired", "open"),
};

export const routes: readonly Route[] = [
  route("POST", "/v1/checkout/sessions", creation, create),
  route("GET", "/v1/checkout/sessions", filters, (scope, params) => {
    const rows = scope.store
      .list("sessions", scope.account)
      .filter((one) => params.customer === undefined || one.customer === params.customer)
      .filter(
        (one) => params.customer_details === undefined || one.customer_details?.email === params.customer_details.email,
      )
      .filter((one) => params.payment_intent === undefined || one.payment_intent === params.payment_intent)
      .filter((one) => params.status === undefined || one.status === params.status)
      .filter((one) => withinSpan(one.created, params.created));
    return v1List(rows, params, "/v1/checkout/sessions");
  }),
  route("GET", "/v1/checkout/sessions/:id", {}, (scope, _, id) => findSession(scope, id("id"))),
  route("POST", "/v1/checkout/sessions/:id/expire", {}, (scope, _, id) => {
    const session = findSession(scope, id("id"));
    if (session.status === "open") return expireSession(scope, session);
    const message = `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`;
    throw refused(undefined, message);
  }),
  route("GET", "/v1/checkout/sessions/:id/line_items", paging, (scope, params, id) => {
    const session = findSession(scope, id("id"));
    const lines = scope.store.list("session_lines", scope.account).filter((line) => line.session === session.id);
    return v1List(lines.map((line) => line.item).reverse(), params, `/v1/checkout/sessions/${session.id}/line_items`);
  }),
];
