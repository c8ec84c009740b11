import type { Stripe } from "stripe";
import { missing } from "../errors.ts";
import { API_VERSION } from "../events.ts";
import { newId, randomText } from "../ids.ts";
import { v1List } from "../lists.ts";
import { address, flag, list, mergeMetadata, metadata, oneOf, paging, required, text } from "../params.ts";
import { type Route, route } from "../routes.ts";

const fields = {
  api_version: oneOf(API_VERSION),
  connect: flag,
  description: text(),
  enabled_events: required(list(text(), 300)),
  metadata,
  url: required(address),
};

/** The signing secret is shown once, in the answer to its creation. */
const withoutSecret = ({ secret: _, ...shown }: Stripe.WebhookEndpoint): Stripe.WebhookEndpoint => shown;

export const routes: readonly Route[] = [
  route("POST", "/v1/webhook_endpoints", fields, (scope, params) => {
    const endpoint: Stripe.WebhookEndpoint = {
      id: newId("we"),
      object: "webhook_endpoint",
      api_version: params.api_version ?? null,
      application: null,
      created: scope.now,
      description: params.description ?? null,
      enabled_events: [...params.enabled_events],
      livemode: false,
      metadata: mergeMetadata({}, params.metadata),
      secret: `whsec_${randomText(32)}`,
      status: "enabled",
      url: params.url,
    };
    return scope.store.put("webhook_endpoints", endpoint.id, endpoint, scope.account);
  }),
  route("GET", "/v1/webhook_endpoints", paging, (scope, params) =>
    v1List(scope.store.list("webhook_endpoints", scope.account).map(withoutSecret), params, "/v1/webhook_endpoints"),
  ),
  route("DELETE", "/v1/webhook_endpoints/:id", {}, (scope, _, id) => {
    if (scope.store.find("webhook_endpoints", id("id"), scope.account) === undefined)
      throw missing("webhook endpoint", id("id"));
    scope.store.remove("webhook_endpoints", id("id"));
    return { id: id("id"), object: "webhook_endpoint", deleted: true };
  }),
];
