import { PaymentError, type PaymentFailure } from "@peony/domain/escrow";
import { Stripe } from "stripe";

/** Error codes whose meaning decides what happens next; all others are judged by their kind. */
const byCode: Readonly<Record<string, PaymentFailure>> = {
  balance_insufficient: "funds",
  insufficient_capabilities_for_transfer: "payee",
  transfers_not_allowed: "payee",
  account_invalid: "payee",
  account_closed: "payee",
  capability_not_active: "payee",
  lock_timeout: "retry",
  idempotency_key_in_use: "retry",
};

const byKind = (e: InstanceType<typeof Stripe.errors.StripeError>): PaymentFailure => {
  if (e instanceof Stripe.errors.StripeRateLimitError || e.statusCode === 409) return "retry";
  if (e instanceof Stripe.errors.StripeInvalidRequestError || e instanceof Stripe.errors.StripeIdempotencyError)
    return "refused";
  if (e instanceof Stripe.errors.StripeAuthenticationError || e instanceof Stripe.errors.StripePermissionError)
    return "refused";
  return "unknown";
};

/** What went wrong, in the house's words. An answer that cannot be read counts as `unknown`: it may have happened. */
export const paymentError = (e: unknown): PaymentError => {
  if (e instanceof PaymentError) return e;
  if (!(e instanceof Stripe.errors.StripeError))
    return new PaymentError("unknown", "unreadable", e instanceof Error ? e.message : String(e), { cause: e });
  const code = e.code ?? e.type;
  return new PaymentError(byCode[code] ?? byKind(e), code, e.message, { cause: e });
};

/** Runs one call and translates its failure. */
export const asking = async <T>(call: () => Promise<T>): Promise<T> => {
  try {
    return await call();
  } catch (e) {
    throw paymentError(e);
  }
};

/** The SDK takes any 200 for a success, so the answer's own name and id are checked. @throws PaymentError unknown */
export const expected = <T extends { object: string; id: string }>(answer: T, object: string, prefix: string): T => {
  if (answer.object !== object || typeof answer.id !== "string" || !answer.id.startsWith(prefix))
    throw new PaymentError("unknown", "unexpected-answer", `expected ${object}, got ${String(answer.object)}`);
  return answer;
};
