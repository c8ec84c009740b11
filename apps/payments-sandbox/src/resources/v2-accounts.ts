import { ApiError, refused } from "../errors.ts";
import { newId } from "../ids.ts";
import { v2List } from "../lists.ts";
import { flag, integer, list, mergeMetadata, metadata, object, oneOf, type Params, required, text } from "../params.ts";
import { type Route, route } from "../routes.ts";
import type { Scope } from "../scope.ts";
import type { ConnectedAccount } from "../tables.ts";
import { capabilitiesFor, statusEvents } from "./v2-capabilities.ts";

const SECTIONS = [
  "configuration.customer",
  "configuration.merchant",
  "configuration.recipient",
  "defaults",
  "future_requirements",
  "identity",
  "requirements",
] as const;
type Section = (typeof SECTIONS)[number];

const address = object({
  city: text(),
  country: required(text(2)),
  line1: text(),
  line2: text(),
  postal_code: text(),
  state: text(),
  town: text(),
});
const idNumbers = list(object({ registrar: text(), type: required(text()), value: required(text()) }));

const identity = object({
  attestations: object({
    terms_of_service: object({ account: object({ date: text(), ip: text(), user_agent: text() }) }),
  }),
  business_details: object({
    address,
    id_numbers: idNumbers,
    phone: text(),
    registered_name: text(),
    structure: text(),
  }),
  country: text(2),
  entity_type: oneOf("company", "government_entity", "individual", "non_profit"),
  individual: object({
    address,
    email: text(),
    given_name: text(),
    id_numbers: idNumbers,
    phone: text(),
    surname: text(),
  }),
});

const defaults = object({
  currency: text(3),
  locales: list(text(20)),
  profile: object({ business_url: text(), doing_business_as: text(), product_description: text() }),
  responsibilities: object({
    fees_collector: required(oneOf("application", "application_custom", "application_express", "stripe")),
    losses_collector: required(oneOf("application", "stripe")),
  }),
});

const recipientCapabilities = object({
  stripe_balance: object({ stripe_transfers: object({ requested: required(flag) }) }),
});

const fields = {
  configuration: object({ recipient: object({ applied: flag, capabilities: recipientCapabilities }) }),
  contact_email: text(512),
  contact_phone: text(30),
  dashboard: oneOf("express", "full", "none"),
  defaults,
  display_name: text(500),
  identity,
  include: list(oneOf(...SECTIONS)),
  metadata,
};

type Fields = Params<typeof fields>;

/** The account with the sections that were asked for, as v2 answers. */
const render = (account: ConnectedAccount, include: readonly Section[] = []): ConnectedAccount => {
  const { configuration, defaults: preset, identity: known, requirements, ...always } = account;
  const recipient = include.includes("configuration.recipient") ? configuration?.recipient : undefined;
  return {
    ...always,
    ...(recipient === undefined ? {} : { configuration: { recipient } }),
    ...(include.includes("defaults") && preset !== undefined ? { defaults: preset } : {}),
    ...(include.includes("identity") && known !== undefined ? { identity: known } : {}),
    ...(include.includes("requirements") && requirements !== undefined ? { requirements } : {}),
  };
};

export const findAccount = (scope: Scope, id: string): ConnectedAccount => {
  const account = scope.store.find("accounts", id);
  if (account !== undefined) return account;
  throw new ApiError(404, { type: "invalid_request_error", code: "not_found", message: `No such account: '${id}'` });
};

const checkOpen = (account: ConnectedAccount): void => {
  if (account.closed === true) throw refused("account_closed", `The account ${account.id} is closed.`);
};

const requestedTransfers = (params: Fields): boolean | undefined =>
  params.configuration?.recipient?.capabilities?.stripe_balance?.stripe_transfers?.requested;

const applied = (params: Fields, before: ConnectedAccount | undefined): ConnectedAccount["applied_configurations"] => {
  const recipient = params.configuration?.recipient;
  const was = before?.applied_configurations.includes("recipient") ?? false;
  return (recipient?.applied ?? (recipient !== undefined || was)) ? ["recipient"] : [];
};

/** `before` with what was sent laid over it; used by create (nothing before) and update. */
const write = (scope: Scope, params: Fields, before: ConnectedAccount | undefined): ConnectedAccount => {
  const id = before?.id ?? newId("acct");
  const sections = { ...before?.identity, ...params.identity };
  const email = params.contact_email ?? before?.contact_email;
  const phone = params.contact_phone ?? before?.contact_phone;
  const name = params.display_name ?? before?.display_name;
  const account: ConnectedAccount = {
    id,
    object: "v2.core.account",
    applied_configurations: applied(params, before),
    closed: false,
    ...(email === undefined ? {} : { contact_email: email }),
    ...(phone === undefined ? {} : { contact_phone: phone }),
    created: before?.created ?? new Date(scope.now * 1000).toISOString(),
    dashboard: params.dashboard ?? before?.dashboard ?? "none",
    ...(name === undefined ? {} : { display_name: name }),
    defaults: defaultsOf(scope, params, before),
    // The sections hold exactly what was sent, and only fields that the reader above knows.
    identity: JSON.parse(JSON.stringify(sections)),
    livemode: false,
    metadata: mergeMetadata(before?.metadata ?? {}, params.metadata),
    ...capabilitiesFor(before, applied(params, before).includes("recipient"), requestedTransfers(params)),
  };
  scope.store.put("accounts", id, account);
  if (before !== undefined) statusEvents(scope, before, account);
  return account;
};

const defaultsOf = (
  scope: Scope,
  params: Fields,
  before: ConnectedAccount | undefined,
): ConnectedAccount["defaults"] => {
  const sent = JSON.parse(JSON.stringify(params.defaults ?? {}));
  const responsibilities = {
    fees_collector: "application",
    losses_collector: "application",
    requirements_collector: "application",
  };
  return {
    currency: scope.config.currency,
    ...before?.defaults,
    ...sent,
    responsibilities: { ...responsibilities, ...before?.defaults?.responsibilities, ...sent.responsibilities },
  };
};

const listing = {
  applied_configurations: list(oneOf("customer", "merchant", "recipient")),
  closed: flag,
  limit: integer(1, 20),
  page: text(),
};

export const routes: readonly Route[] = [
  route("POST", "/v2/core/accounts", fields, (scope, params) =>
    render(write(scope, params, undefined), params.include),
  ),
  route("GET", "/v2/core/accounts", listing, (scope, params) => {
    const rows = scope.store
      .list("accounts")
      .filter((one) => (one.closed ?? false) === (params.closed ?? false))
      .filter(
        (one) => params.applied_configurations?.every((name) => one.applied_configurations.includes(name)) ?? true,
      );
    return v2List(
      rows.map((one) => render(one)),
      params,
      "/v2/core/accounts",
    );
  }),
  route("GET", "/v2/core/accounts/:id", { include: fields.include }, (scope, params, id) =>
    render(findAccount(scope, id("id")), params.include),
  ),
  route("POST", "/v2/core/accounts/:id", fields, (scope, params, id) => {
    const before = findAccount(scope, id("id"));
    checkOpen(before);
    return render(write(scope, params, before), params.include);
  }),
  route(
    "POST",
    "/v2/core/accounts/:id/close",
    { applied_configurations: listing.applied_configurations },
    (scope, _, id) => {
      const before = findAccount(scope, id("id"));
      checkOpen(before);
      return render(scope.store.put("accounts", before.id, { ...before, closed: true }));
    },
  ),
];
