import { createHmac } from "node:crypto";
import { renderEvent } from "./events.ts";
import { type Config, settingsOf } from "./scope.ts";
import type { Store } from "./store.ts";
import type { Delivery } from "./tables.ts";

/** Seconds from a failed attempt to the next one: first within seconds, then for about three days. */
const RETRY_SECONDS = [1, 2, 5, 15, 60, 300, 1800, 7200, 21_600, 43_200, 86_400, 86_400] as const;
const ATTEMPT_TIMEOUT_MS = 10_000;
const STALE_SECONDS = 3600;

/** `t=…,v1=…` over `${t}.${body}`, as a receiver checks it. */
export const signatureOf = (secret: string, body: string, seconds: number): string =>
  `t=${seconds},v1=${createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex")}`;

export type Deliverer = {
  /** Looks for work now; call after every transaction. */
  readonly wake: () => void;
  readonly stop: () => Promise<void>;
};

/**
 * Sends queued deliveries. Each address has one worker, which takes what is due in its order, so that a held and
 * shuffled queue arrives as shuffled; a failed delivery is put off and does not hold up the next one.
 */
export const startDeliverer = (store: Store, config: Config): Deliverer => {
  const stopping = new AbortController();
  const workers = new Map<string, Promise<void>>();
  let timer: NodeJS.Timeout | undefined;

  const pending = () =>
    settingsOf(store).eventsHeld ? [] : store.list("deliveries").filter((one) => one.state === "pending");

  const nextFor = (url: string): Delivery | undefined =>
    pending()
      .filter((one) => one.url === url && one.dueAtMs <= Date.now())
      .sort((a, b) => a.order - b.order)[0];

  const work = async (url: string): Promise<void> => {
    for (let next = nextFor(url); next !== undefined && !stopping.signal.aborted; next = nextFor(url)) {
      const outcome = await attempt(store, config, next, stopping.signal);
      if (stopping.signal.aborted) return;
      store.transaction(() => record(store, next, outcome));
    }
  };

  const wake = (): void => {
    if (stopping.signal.aborted) return;
    clearTimeout(timer);
    const waiting = pending();
    const now = Date.now();
    for (const url of new Set(waiting.filter((one) => one.dueAtMs <= now).map((one) => one.url))) {
      if (workers.has(url)) continue;
      const worker = work(url).finally(() => {
        workers.delete(url);
        wake();
      });
      workers.set(url, worker);
    }
    const later = waiting.map((one) => one.dueAtMs).filter((due) => due > now);
    if (later.length > 0) timer = setTimeout(wake, Math.min(...later) - now).unref();
  };

  return {
    wake,
    stop: async () => {
      stopping.abort();
      clearTimeout(timer);
      await Promise.allSettled(workers.values());
    },
  };
};

const attempt = async (store: Store, config: Config, delivery: Delivery, signal: AbortSignal): Promise<string> => {
  const event = store.find("events", delivery.event);
  if (event === undefined) return "gone";
  const endpoint = delivery.endpoint === null ? undefined : store.find("webhook_endpoints", delivery.endpoint);
  const secret = delivery.endpoint === null ? config.webhookSecret : endpoint?.secret;
  if (secret === undefined || secret === null) return "gone";
  const body = JSON.stringify(renderEvent(store, event), null, 2);
  const seconds = Math.floor(Date.now() / 1000) - (delivery.signature === "stale" ? STALE_SECONDS : 0);
  const signature = signatureOf(delivery.signature === "bad" ? `${secret}x` : secret, body, seconds);
  try {
    const response = await fetch(delivery.url, {
      method: "POST",
      body,
      // A redirect is a failure, as with Stripe: a signed body must not wander.
      redirect: "manual",
      headers: {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
        ...(delivery.signature === "none" ? {} : { "stripe-signature": signature }),
      },
      signal: AbortSignal.any([signal, AbortSignal.timeout(ATTEMPT_TIMEOUT_MS)]),
    });
    await response.body?.cancel();
    return String(response.status);
  } catch (error) {
    return error instanceof Error ? `no answer: ${error.message}` : "no answer";
  }
};

const record = (store: Store, delivery: Delivery, outcome: string): void => {
  // The row may have gone in a reset, or moved in a shuffle, while the receiver was thinking.
  const current = store.find("deliveries", delivery.id);
  if (current === undefined) return;
  const attempts = current.attempts + 1;
  const wait = RETRY_SECONDS[attempts - 1];
  const delivered = /^2\d\d$/.test(outcome);
  const state = delivered ? "delivered" : wait === undefined || outcome === "gone" ? "given_up" : "pending";
  store.put("deliveries", delivery.id, {
    ...current,
    attempts,
    state,
    lastOutcome: outcome,
    dueAtMs: Date.now() + (wait ?? 0) * 1000,
  });
};
