import { Hono } from "hono";
import { html } from "hono/html";
import type { Stripe } from "stripe";
import { type CardField, type CardForm, readCard } from "../cards.ts";
import { answerChallenge, payWithCard, type Step } from "../checkout.ts";
import { formatAmount } from "../money.ts";
import { answerProof } from "../payments.ts";
import type { Scope } from "../scope.ts";
import { alert, field, type Html, notice, PAGE_HEADERS, page } from "./layout.ts";
import { type Locale, localeOf, sayIn, type Word } from "./words.ts";

type Session = Stripe.Checkout.Session;
export type PageDeps = { readonly scope: () => Scope; readonly wake: () => void };

const EMPTY: CardForm = { number: "", expiry: "", cvc: "", name: "", email: "" };
const NOTHING_WRONG: ReadonlySet<CardField> = new Set();

const TEST_CARDS: readonly (readonly [string, Word])[] = [
  ["4242 4242 4242 4242", "cardSucceeds"],
  ["4000 0000 0000 0002", "cardDeclined"],
  ["4000 0000 0000 9995", "cardInsufficient"],
  ["4000 0027 6000 3184", "cardProof"],
];

const DECLINE_WORDS: Readonly<Record<string, Word>> = {
  generic_decline: "decline.generic_decline",
  insufficient_funds: "decline.insufficient_funds",
  expired_card: "decline.expired_card",
  incorrect_cvc: "decline.incorrect_cvc",
  processing_error: "decline.processing_error",
};

/** The address to return to, with the session's id put in as Stripe does. */
const successUrl = (session: Session): string =>
  (session.success_url ?? "/").replaceAll("{CHECKOUT_SESSION_ID}", session.id);

const payPage = (
  scope: Scope,
  session: Session,
  locale: Locale,
  form: CardForm,
  wrong: ReadonlySet<CardField>,
  problem: Word | null,
): Html => {
  const say = sayIn(locale);
  const amount = formatAmount(session.amount_total ?? 0, session.currency ?? "cny", locale);
  const lines = scope.store
    .list("session_lines")
    .filter((one) => one.session === session.id)
    .reverse();
  const wrongOf = (name: CardField) => (wrong.has(name) ? say(`wrong.${name}`) : undefined);
  const body = html`<section>
<h1>${say("payTitle")}</h1>
<p class="amount">${amount}</p>
<ul class="lines">${lines.map(
    ({ item }) =>
      html`<li><span>${item.description}${
        (item.quantity ?? 1) > 1 ? html`<small>${say("quantity", { count: String(item.quantity) })}</small>` : ""
      }</span><span>${formatAmount(item.amount_total, item.currency, locale)}</span></li>`,
  )}
<li><strong>${say("total")}</strong><strong>${amount}</strong></li></ul>
${session.cancel_url === null ? "" : html`<a class="cancel" href="${session.cancel_url}">${say("cancel")}</a>`}
</section>
<section class="panel">
<form method="post">
${problem === null ? "" : alert(say(problem))}
${field({ name: "email", label: say("email"), value: form.email, wrong: wrongOf("email"), type: "email", autocomplete: "email" })}
${field({ name: "number", label: say("cardNumber"), value: form.number, wrong: wrongOf("number"), autocomplete: "cc-number", numeric: true })}
<div class="pair">
${field({ name: "expiry", label: say("expiry"), value: form.expiry, wrong: wrongOf("expiry"), autocomplete: "cc-exp" })}
${field({ name: "cvc", label: say("cvc"), value: "", wrong: wrongOf("cvc"), autocomplete: "cc-csc", numeric: true })}
</div>
${field({ name: "name", label: say("cardName"), value: form.name, wrong: wrongOf("name"), autocomplete: "cc-name" })}
<button type="submit">${say("pay", { amount })}</button>
</form>
<details><summary>${say("testCards")}</summary>
<ul>${TEST_CARDS.map(([number, word]) => html`<li><code>${number}</code> ${say(word)}</li>`)}</ul>
<p>${say("anyOther")}</p></details>
</section>`;
  return page(locale, say, say("pay", { amount }), "two", body);
};

const proofPage = (intent: Stripe.PaymentIntent, last4: string, locale: Locale): Html => {
  const say = sayIn(locale);
  const amount = formatAmount(intent.amount, intent.currency, locale);
  return page(
    locale,
    say,
    say("proofTitle"),
    "one",
    html`<section class="panel">
<h1>${say("proofTitle")}</h1>
<p class="amount">${amount}</p>
<p>${say("proofText", { amount, last4 })}</p>
<form method="post">
<button type="submit" name="answer" value="approve">${say("proofApprove")}</button>
<button class="plain" type="submit" name="answer" value="fail">${say("proofFail")}</button>
</form></section>`,
  );
};

const textField = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.slice(0, 1000) : "";
};

/** The hosted checkout: the card form and the 3-D Secure question. */
export const checkoutPages = (deps: PageDeps): Hono => {
  const app = new Hono();
  const show = (body: Html, status = 200) =>
    Promise.resolve(body).then(
      (text) =>
        new Response(text, { status, headers: { ...PAGE_HEADERS, "content-type": "text/html; charset=utf-8" } }),
    );
  const go = (url: string) =>
    new Response(null, { status: 303, headers: { location: url, "cache-control": "no-store" } });
  const scopeOf = (session: Session): Scope => {
    const scope = deps.scope();
    return { ...scope, account: scope.store.ownerOf("sessions", session.id) ?? scope.account };
  };
  const change = <T>(scope: Scope, work: () => T): T => {
    const result = scope.store.transaction(work);
    deps.wake();
    return result;
  };
  const follow = (
    scope: Scope,
    session: Session,
    locale: Locale,
    form: CardForm,
    step: Step,
  ): Response | Promise<Response> => {
    switch (step.to) {
      case "done":
        return go(successUrl(step.session));
      case "proof":
        return go(`/c/3ds/${step.intent.id}`);
      case "closed":
        return show(notice(locale, sayIn(locale), "closedTitle", "closedText", step.session.cancel_url), 410);
      case "again":
        return show(
          payPage(
            scope,
            session,
            locale,
            form,
            NOTHING_WRONG,
            DECLINE_WORDS[step.decline.declineCode] ?? "decline.proof",
          ),
          402,
        );
    }
  };
  const unknown = (accept: string | undefined) => {
    const locale = localeOf(null, accept);
    return show(notice(locale, sayIn(locale), "notFoundTitle", "notFoundText", null), 404);
  };

  app.get("/pay/:id", (c) => {
    const scope = deps.scope();
    const session = scope.store.find("sessions", c.req.param("id"));
    if (session === undefined) return unknown(c.req.header("accept-language"));
    const locale = localeOf(session.locale, c.req.header("accept-language"));
    if (session.status === "complete") return go(successUrl(session));
    if (session.status === "expired")
      return show(notice(locale, sayIn(locale), "closedTitle", "closedText", session.cancel_url), 410);
    const failed = c.req.query("proof") === "failed" ? "decline.proof" : null;
    return show(
      payPage(scope, session, locale, { ...EMPTY, email: session.customer_email ?? "" }, NOTHING_WRONG, failed),
    );
  });

  app.post("/pay/:id", async (c) => {
    const form = await c.req.formData();
    const session = deps.scope().store.find("sessions", c.req.param("id"));
    if (session === undefined) return unknown(c.req.header("accept-language"));
    const scope = scopeOf(session);
    const locale = localeOf(session.locale, c.req.header("accept-language"));
    const sent: CardForm = {
      number: textField(form, "number"),
      expiry: textField(form, "expiry"),
      cvc: textField(form, "cvc"),
      name: textField(form, "name"),
      email: textField(form, "email"),
    };
    if (session.status === "complete") return go(successUrl(session));
    const reading = readCard(sent, scope.now);
    if (!reading.ok) return show(payPage(scope, session, locale, sent, reading.wrong, "wrongFields"), 422);
    return follow(
      scope,
      session,
      locale,
      sent,
      change(scope, () => payWithCard(scope, session, reading.card)),
    );
  });

  app.get("/3ds/:id", (c) => {
    const { store } = deps.scope();
    const intent = store.find("payment_intents", c.req.param("id"));
    const challenge = store.find("challenges", c.req.param("id"));
    const session = store.list("sessions").find((one) => one.payment_intent === c.req.param("id"));
    if (intent === undefined) return unknown(c.req.header("accept-language"));
    if (session !== undefined && challenge === undefined) return go(`/c/pay/${session.id}`);
    if (challenge === undefined) return unknown(c.req.header("accept-language"));
    return show(proofPage(intent, challenge.card.last4, localeOf(session?.locale, c.req.header("accept-language"))));
  });

  app.post("/3ds/:id", async (c) => {
    const approved = textField(await c.req.formData(), "answer") === "approve";
    const { store } = deps.scope();
    const intent = store.find("payment_intents", c.req.param("id"));
    if (intent === undefined) return unknown(c.req.header("accept-language"));
    const session = store.list("sessions").find((one) => one.payment_intent === intent.id);
    if (session === undefined)
      return answerWithoutPage(deps, intent, approved, go, () => unknown(c.req.header("accept-language")));
    const scope = scopeOf(session);
    const step = change(scope, () => answerChallenge(scope, session, intent, approved));
    if (step.to === "again") return go(`/c/pay/${session.id}?proof=failed`);
    return follow(scope, session, localeOf(session.locale, c.req.header("accept-language")), EMPTY, step);
  });
  return app;
};

/** An intent that was confirmed by the API has no checkout page; the buyer goes to its `return_url`. */
const answerWithoutPage = (
  deps: PageDeps,
  intent: Stripe.PaymentIntent,
  approved: boolean,
  go: (url: string) => Response,
  unknown: () => Promise<Response>,
): Response | Promise<Response> => {
  const scope = deps.scope();
  const challenge = scope.store.find("challenges", intent.id);
  if (challenge === undefined) return unknown();
  const owner: Scope = { ...scope, account: scope.store.ownerOf("payment_intents", intent.id) ?? scope.account };
  const attempt = scope.store.transaction(() => answerProof(owner, intent, challenge.card, approved));
  deps.wake();
  const url = new URL(challenge.returnUrl ?? `${scope.origin}/`);
  url.searchParams.set("payment_intent", intent.id);
  url.searchParams.set("redirect_status", attempt.outcome === "succeeded" ? "succeeded" : "failed");
  return go(url.href);
};
