import type { ProviderEvent } from "@peony/domain/escrow";
import type { Stripe } from "stripe";

const text = (v: unknown): string | null => (typeof v === "string" && v !== "" ? v : null);

const accountOf = (event: Record<string, unknown>): string | null => {
  const related = event.related_object;
  const thin = typeof related === "object" && related !== null && "id" in related ? text(related.id) : null;
  return text(event.account) ?? (String(event.type).startsWith("v2.core.account") ? thin : null);
};

/**
 * Checks a webhook's signature and age over the bytes as received, against each secret in turn, and reads id and type out of it.
 * Snapshot and thin events are signed alike. Null for anything that does not hold.
 */
export const verifiedEvent = (
  stripe: Stripe,
  secrets: readonly string[],
  body: string,
  signature: string | null,
): ProviderEvent | null => {
  const { webhooks } = stripe;
  if (signature === null || signature === "" || !webhooks.signature) return null;
  const holds = secrets.some((secret) => {
    try {
      return webhooks.signature?.verifyHeader(body, signature, secret, webhooks.DEFAULT_TOLERANCE) ?? false;
    } catch {
      return false;
    }
  });
  if (!holds) return null;
  const event: unknown = JSON.parse(body);
  if (typeof event !== "object" || event === null) return null;
  const fields = event as Record<string, unknown>;
  const id = text(fields.id);
  const type = text(fields.type);
  return id && type ? { id, type, account: accountOf(fields), body: event } : null;
};
