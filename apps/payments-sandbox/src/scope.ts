import type { Store } from "./store.ts";
import type { Settings } from "./tables.ts";

export type Config = {
  readonly secretKey: string;
  readonly currency: string;
  readonly feeBps: number;
  readonly webhookUrl: string | null;
  readonly webhookSecret: string | null;
};

/** What an endpoint, a page or the clock needs to act: the store, the time, and on whose behalf. */
export type Scope = {
  readonly store: Store;
  readonly config: Config;
  /** Virtual time in whole seconds, the same throughout one transaction. */
  readonly now: number;
  /** The platform, or the connected account named by `Stripe-Account`. */
  readonly account: string;
  /** The origin of hosted pages, without a slash at the end. */
  readonly origin: string;
  readonly request: { readonly id: string; readonly idempotencyKey: string | null } | null;
};

const DEFAULTS: Settings = {
  clockOffsetSeconds: 0,
  availableAfterSeconds: 0,
  payoutAfterSeconds: 0,
  processingSeconds: 0,
  eventsHeld: false,
};

const SETTINGS_ID = "settings";

export const settingsOf = (store: Store): Settings => store.find("settings", SETTINGS_ID) ?? DEFAULTS;

/** Call inside a transaction. */
export const changeSettings = (store: Store, change: Partial<Settings>): Settings =>
  store.put("settings", SETTINGS_ID, { ...settingsOf(store), ...change });

/** The virtual clock: real time plus the stored offset, in whole seconds. */
export const virtualNow = (store: Store): number =>
  Math.floor(Date.now() / 1000) + settingsOf(store).clockOffsetSeconds;
