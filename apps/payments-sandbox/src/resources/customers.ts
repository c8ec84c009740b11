import type { Stripe } from "stripe";
import { missing } from "../errors.ts";
import { emit } from "../events.ts";
import { newId, randomText } from "../ids.ts";
import { mergeMetadata, metadata, text } from "../params.ts";
import { type Route, route } from "../routes.ts";
import type { Scope } from "../scope.ts";

export type NewCustomer = {
  readonly email?: string | undefined;
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly description?: string | undefined;
  readonly metadata: Record<string, string>;
};

export const createCustomer = (scope: Scope, input: NewCustomer): Stripe.Customer => {
  const customer: Stripe.Customer = {
    id: newId("cus"),
    object: "customer",
    address: null,
    balance: 0,
    created: scope.now,
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: input.description ?? null,
    discount: null,
    email: input.email ?? null,
    invoice_prefix: randomText(8).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: input.metadata,
    name: input.name ?? null,
    next_invoice_sequence: 1,
    phone: input.phone ?? null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
  };
  scope.store.put("customers", customer.id, customer, scope.account);
  emit(scope, "customer.created", customer);
  return customer;
};

export const findCustomer = (scope: Scope, id: string, param?: string): Stripe.Customer => {
  const customer = scope.store.find("customers", id, scope.account);
  if (customer === undefined) throw missing("customer", id, param);
  return customer;
};

const fields = { email: text(512), name: text(256), phone: text(20), description: text(), metadata };

export const routes: readonly Route[] = [
  route("POST", "/v1/customers", fields, (scope, params) =>
    createCustomer(scope, { ...params, metadata: mergeMetadata({}, params.metadata) }),
  ),
  route("GET", "/v1/customers/:id", {}, (scope, _, id) => findCustomer(scope, id("id"))),
];
