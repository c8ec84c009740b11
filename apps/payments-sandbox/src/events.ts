import { newId } from "./ids.ts";
import type { Scope } from "./scope.ts";
import { PLATFORM, type Store } from "./store.ts";
import type { Delivery, StoredEvent } from "./tables.ts";

/** The version that the SDK pins; the sandbox speaks this one only. */
export const API_VERSION = "2026-10-28.endive";

/**
 * Stores an event with a snapshot of `object` and one delivery per address that listens. Call inside a transaction:
 * the event exists exactly when the change that caused it does.
 */
export const emit = (scope: Scope, type: string, object: object, previous?: object): StoredEvent => {
  const event: StoredEvent = {
    id: newId("evt"),
    object: "event",
    api_version: API_VERSION,
    created: scope.now,
    livemode: false,
    request:
      scope.request === null
        ? { id: null, idempotency_key: null }
        : { id: scope.request.id, idempotency_key: scope.request.idempotencyKey },
    type,
    data: { object: structuredClone(object), ...(previous === undefined ? {} : { previous_attributes: previous }) },
    ...(scope.account === PLATFORM ? {} : { account: scope.account }),
  };
  scope.store.put("events", event.id, event, scope.account);
  for (const target of targetsOf(scope, type)) queueDelivery(scope.store, event.id, target);
  return event;
};

export type Target = { readonly url: string; readonly endpoint: string | null };

const targetsOf = (scope: Scope, type: string): readonly Target[] => {
  const fromEnvironment = scope.config.webhookUrl === null ? [] : [{ url: scope.config.webhookUrl, endpoint: null }];
  const created = scope.store
    .list("webhook_endpoints", PLATFORM)
    .filter((one) => one.enabled_events.includes("*") || one.enabled_events.includes(type))
    .map((one) => ({ url: one.url, endpoint: one.id }));
  return [...fromEnvironment, ...created];
};

/** Queues one delivery, due at once. `order` decides between deliveries that are due together. */
export const queueDelivery = (
  store: Store,
  event: string,
  target: Target,
  signature: Delivery["signature"] = "good",
): Delivery => {
  const order = Math.max(0, ...store.list("deliveries").map((one) => one.order)) + 1;
  const id = newId("dlv");
  return store.put("deliveries", id, {
    id,
    event,
    url: target.url,
    endpoint: target.endpoint,
    state: "pending",
    attempts: 0,
    dueAtMs: Date.now(),
    order,
    signature,
    lastOutcome: null,
  });
};

/** The event as the API and a webhook show it. */
export const renderEvent = (store: Store, event: StoredEvent): StoredEvent & { readonly pending_webhooks: number } => ({
  ...event,
  pending_webhooks: store.list("deliveries").filter((one) => one.event === event.id && one.state === "pending").length,
});
