import { Stripe } from "stripe";

/** The version this adapter was written for; the SDK pins it, and an upgrade has to be looked at before it goes out. */
const apiVersion = "2026-10-28.endive";
const stripeHost = "api.stripe.com";

export type StripeSettings = {
  /** `sk_live_…` or `sk_test_…`. */
  readonly secretKey: string;
  /** One, or two while a secret is being replaced. */
  readonly webhookSecrets: readonly string[];
  /** Where another server speaks Stripe's API (the payments sandbox), such as `http://localhost:4242`; null for Stripe itself. */
  readonly apiUrl: string | null;
};

/**
 * The official SDK, pointed at Stripe or at a stand-in. Only host, port, protocol and keys differ; there is one code path.
 * @throws Error where a live key would be sent to a foreign host, a secret is empty, or the SDK speaks another version
 */
export const stripeClient = (settings: StripeSettings): Stripe => {
  if (Stripe.API_VERSION !== apiVersion)
    throw new Error(`The Stripe SDK speaks ${Stripe.API_VERSION}; this release was written for ${apiVersion}.`);
  const url = settings.apiUrl === null ? null : new URL(settings.apiUrl);
  if (url && url.hostname !== stripeHost && !settings.secretKey.startsWith("sk_test_"))
    throw new Error(`STRIPE_SECRET_KEY is not a test key, so it is not sent to ${url.hostname}.`);
  if (settings.webhookSecrets.length === 0 || settings.webhookSecrets.some((s) => s === ""))
    throw new Error("STRIPE_WEBHOOK_SECRET is empty.");
  const place = url
    ? {
        host: url.hostname,
        port: Number(url.port || (url.protocol === "http:" ? 80 : 443)),
        protocol: url.protocol === "http:" ? ("http" as const) : ("https" as const),
      }
    : {};
  return new Stripe(settings.secretKey, { ...place, maxNetworkRetries: 2, timeout: 20_000, telemetry: false });
};
