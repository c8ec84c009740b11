import type { Stripe } from "stripe";
import type { Decline } from "./cards.ts";
import { emit } from "./events.ts";
import { type Attempt, answerProof, attemptCard, createIntent } from "./payments.ts";
import { createCustomer } from "./resources/customers.ts";
import type { Scope } from "./scope.ts";
import type { PendingCard } from "./tables.ts";

type Session = Stripe.Checkout.Session;
type Intent = Stripe.PaymentIntent;

/** What the buyer's browser is to see next. */
export type Step =
  | { readonly to: "done"; readonly session: Session }
  | { readonly to: "proof"; readonly intent: Intent }
  | { readonly to: "again"; readonly decline: Decline }
  | { readonly to: "closed"; readonly session: Session };

/** Pays an open session with a card. A session that was paid already answers "done" and takes no money again. */
export const payWithCard = (scope: Scope, session: Session, card: PendingCard): Step => {
  if (session.status === "complete") return { to: "done", session };
  if (session.status !== "open") return { to: "closed", session };
  const intent = intentOf(scope, session, card);
  // Two tabs: the other one may be waiting for 3-D Secure. The newer card replaces that attempt.
  const attempt = attemptCard(scope, intent, card, session.success_url);
  return follow(scope, { ...session, payment_intent: intent.id }, card, attempt);
};

/** The buyer approved or failed the 3-D Secure question of this intent. */
export const answerChallenge = (scope: Scope, session: Session, intent: Intent, approved: boolean): Step => {
  if (session.status === "complete") return { to: "done", session };
  const challenge = scope.store.find("challenges", intent.id);
  if (session.status !== "open" || challenge === undefined) return { to: "closed", session };
  return follow(scope, session, challenge.card, answerProof(scope, intent, challenge.card, approved));
};

const intentOf = (scope: Scope, session: Session, card: PendingCard): Intent => {
  const existing =
    typeof session.payment_intent === "string"
      ? scope.store.find("payment_intents", session.payment_intent)
      : undefined;
  if (existing !== undefined) return existing;
  const defaults = scope.store.find("intent_defaults", session.id);
  if (defaults === undefined) throw new Error(`session ${session.id} has no intent defaults`);
  const intent = createIntent(scope, {
    ...defaults,
    amount: session.amount_total ?? 0,
    currency: session.currency ?? scope.config.currency,
    customer: typeof session.customer === "string" ? session.customer : null,
    receiptEmail: defaults.receiptEmail ?? card.email,
  });
  scope.store.put("sessions", session.id, { ...session, payment_intent: intent.id });
  return intent;
};

const follow = (scope: Scope, session: Session, card: PendingCard, attempt: Attempt): Step => {
  switch (attempt.outcome) {
    case "requires_action":
      return { to: "proof", intent: attempt.intent };
    case "declined":
      return { to: "again", decline: attempt.decline };
    case "processing":
      return { to: "done", session: complete(scope, session, card, "unpaid") };
    case "succeeded":
      return { to: "done", session: complete(scope, session, card, "paid") };
  }
};

const complete = (scope: Scope, session: Session, card: PendingCard, paymentStatus: "paid" | "unpaid"): Session => {
  const customer =
    session.customer === null && session.customer_creation === "always"
      ? createCustomer(scope, { email: card.email ?? undefined, name: card.name ?? undefined, metadata: {} }).id
      : session.customer;
  const done = scope.store.put("sessions", session.id, {
    ...session,
    customer,
    customer_details: {
      address: null,
      business_name: null,
      email: card.email,
      individual_name: card.name,
      name: card.name,
      phone: null,
      tax_exempt: "none",
      tax_ids: [],
    },
    payment_status: paymentStatus,
    status: "complete",
    url: null,
  });
  emit(scope, "checkout.session.completed", done);
  return done;
};

/** Money of a completed session that arrived, or failed to arrive, after its completion. */
export const settleSession = (scope: Scope, intent: Intent): void => {
  const session = scope.store.list("sessions").find((one) => one.payment_intent === intent.id);
  if (session === undefined || session.payment_status !== "unpaid" || session.status !== "complete") return;
  const paid = scope.store.put("sessions", session.id, { ...session, payment_status: "paid" });
  emit(scope, "checkout.session.async_payment_succeeded", paid);
};

/** Closes an open session for good; its unpaid intent is cancelled with it. */
export const expireSession = (scope: Scope, session: Session): Session => {
  const intent =
    typeof session.payment_intent === "string"
      ? scope.store.find("payment_intents", session.payment_intent)
      : undefined;
  if (intent !== undefined && intent.status !== "succeeded" && intent.status !== "canceled") {
    const canceled = scope.store.put("payment_intents", intent.id, {
      ...intent,
      canceled_at: scope.now,
      cancellation_reason: "expired",
      next_action: null,
      status: "canceled",
    });
    emit(scope, "payment_intent.canceled", canceled);
  }
  const expired = scope.store.put("sessions", session.id, { ...session, status: "expired", url: null });
  emit(scope, "checkout.session.expired", expired);
  return expired;
};
