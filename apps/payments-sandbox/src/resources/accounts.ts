import type { Stripe } from "stripe";
import { missing } from "../errors.ts";
import { type Route, route } from "../routes.ts";
import { PLATFORM } from "../store.ts";
import type { ConnectedAccount } from "../tables.ts";

/** The id of the platform's own account. */
export const PLATFORM_ACCOUNT_ID = "acct_1PeonySandbox000";

export const transfersStatus = (account: ConnectedAccount) =>
  account.configuration?.recipient?.capabilities?.stripe_balance?.stripe_transfers?.status;

/** A connected account as v1 shows it. */
export const v1Account = (account: ConnectedAccount): Stripe.Account => {
  const active = transfersStatus(account) === "active";
  const due = active ? [] : ["external_account"];
  return {
    id: account.id,
    object: "account",
    capabilities: { transfers: active ? "active" : "inactive" },
    charges_enabled: false,
    controller: { type: "application" },
    country: (account.identity?.country ?? "CN").toUpperCase(),
    created: Math.floor(Date.parse(account.created) / 1000),
    default_currency: account.defaults?.currency ?? "cny",
    details_submitted: active,
    email: account.contact_email ?? null,
    metadata: account.metadata ?? {},
    payouts_enabled: active,
    requirements: {
      alternatives: [],
      current_deadline: null,
      currently_due: due,
      disabled_reason: active ? null : "requirements.past_due",
      errors: [],
      eventually_due: due,
      past_due: due,
      pending_verification: [],
    },
    type: "none",
  };
};

const platformAccount = (currency: string): Stripe.Account => ({
  id: PLATFORM_ACCOUNT_ID,
  object: "account",
  capabilities: { card_payments: "active", transfers: "active" },
  charges_enabled: true,
  country: "HK",
  default_currency: currency,
  details_submitted: true,
  email: null,
  metadata: {},
  payouts_enabled: true,
  type: "standard",
});

export const routes: readonly Route[] = [
  route("GET", "/v1/account", {}, (scope) => {
    const account = scope.store.find("accounts", scope.account);
    return account === undefined ? platformAccount(scope.config.currency) : v1Account(account);
  }),
  route("GET", "/v1/accounts/:id", {}, (scope, _, id) => {
    if (id("id") === PLATFORM_ACCOUNT_ID) return platformAccount(scope.config.currency);
    const account = scope.store.find("accounts", id("id"));
    if (account === undefined || (scope.account !== PLATFORM && scope.account !== account.id)) {
      throw missing("account", id("id"));
    }
    return v1Account(account);
  }),
];
