import { refused } from "../errors.ts";
import { randomText } from "../ids.ts";
import { address, object, oneOf, required, text } from "../params.ts";
import { type Route, route } from "../routes.ts";
import { findAccount } from "./v2-accounts.ts";

const LIFE_SECONDS = 10 * 60;

const target = object({
  collection_options: object({
    fields: oneOf("currently_due", "eventually_due"),
    future_requirements: oneOf("include", "omit"),
  }),
  refresh_url: required(address),
  return_url: address,
});

const creation = {
  account: required(text()),
  use_case: required(
    object({
      account_onboarding: target,
      account_update: target,
      type: required(oneOf("account_onboarding", "account_update")),
    }),
  ),
};

export const routes: readonly Route[] = [
  route("POST", "/v2/core/account_links", creation, (scope, params) => {
    const account = findAccount(scope, params.account);
    if (account.closed === true) throw refused("account_closed", `The account ${account.id} is closed.`);
    const { type } = params.use_case;
    const chosen = params.use_case[type];
    if (chosen === undefined)
      throw refused("parameter_missing", `Missing required param: use_case.${type}.`, `use_case.${type}`);
    const id = randomText(40);
    const expiresAt = scope.now + LIFE_SECONDS;
    scope.store.put("account_links", id, {
      id,
      account: account.id,
      returnUrl: chosen.return_url ?? null,
      refreshUrl: chosen.refresh_url,
      expiresAt,
      used: false,
    });
    const shown = {
      refresh_url: chosen.refresh_url,
      ...(chosen.return_url === undefined ? {} : { return_url: chosen.return_url }),
      ...(chosen.collection_options === undefined ? {} : { collection_options: chosen.collection_options }),
    };
    return {
      object: "v2.core.account_link",
      account: account.id,
      created: new Date(scope.now * 1000).toISOString(),
      expires_at: new Date(expiresAt * 1000).toISOString(),
      livemode: false,
      url: `${scope.origin}/setup/${id}`,
      use_case: { type, [type]: shown },
    };
  }),
];
