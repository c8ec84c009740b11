import { Hono } from "hono";
import { html, raw } from "hono/html";
import { newId } from "../ids.ts";
import { setTransfersStatus } from "../resources/v2-capabilities.ts";
import type { ConnectedAccount, OnboardingLink } from "../tables.ts";
import type { PageDeps } from "./checkout.ts";
import { alert, field, type Html, notice, PAGE_HEADERS, page } from "./layout.ts";
import { type Locale, localeOf, sayIn } from "./words.ts";

type Form = { readonly holder: string; readonly account: string; readonly confirm: boolean };
type Wrong = ReadonlySet<keyof Form>;

const read = (data: FormData): Form => ({
  holder: String(data.get("holder") ?? "")
    .trim()
    .slice(0, 200),
  account: String(data.get("account") ?? "")
    .replace(/[\s-]/g, "")
    .slice(0, 100),
  confirm: data.get("confirm") === "yes",
});

const check = (form: Form): Wrong => {
  const wrong = new Set<keyof Form>();
  if (form.holder === "") wrong.add("holder");
  if (!/^[0-9A-Za-z]{6,34}$/.test(form.account)) wrong.add("account");
  if (!form.confirm) wrong.add("confirm");
  return wrong;
};

const setupPage = (account: ConnectedAccount, locale: Locale, form: Form, wrong: Wrong): Html => {
  const say = sayIn(locale);
  const wrongOf = (name: keyof Form) => (wrong.has(name) ? say(`wrong.${name}`) : undefined);
  const confirmWrong = wrongOf("confirm");
  return page(
    locale,
    say,
    say("setupTitle"),
    "one",
    html`<section class="panel">
<h1>${say("setupTitle")}</h1>
<p>${say("setupText", { name: account.display_name ?? say("yourAccount") })}</p>
<form method="post">
${wrong.size === 0 ? "" : alert(say("wrongFields"))}
${field({ name: "holder", label: say("holder"), value: form.holder, wrong: wrongOf("holder"), autocomplete: "organization" })}
${field({ name: "account", label: say("accountNumber"), value: form.account, wrong: wrongOf("account"), autocomplete: "off", numeric: true })}
<div class="field"><label class="check"><input type="checkbox" name="confirm" value="yes"${form.confirm ? raw(" checked") : ""}${
      confirmWrong === undefined ? "" : raw(' aria-invalid="true"')
    } required> <span>${say("confirmSetup")}</span></label>
${confirmWrong === undefined ? "" : html`<p class="wrong">${confirmWrong}</p>`}</div>
<button type="submit">${say("submitSetup")}</button>
</form></section>`,
  );
};

/** The page behind an account link: a name, a bank account, and the capability becomes active. */
export const onboardingPages = (deps: PageDeps): Hono => {
  const app = new Hono();
  const show = async (body: Html, status = 200) =>
    new Response(await body, { status, headers: { ...PAGE_HEADERS, "content-type": "text/html; charset=utf-8" } });
  const go = (url: string) =>
    new Response(null, { status: 303, headers: { location: url, "cache-control": "no-store" } });
  const find = (id: string): { link: OnboardingLink; account: ConnectedAccount } | undefined => {
    const { store } = deps.scope();
    const link = store.find("account_links", id);
    const account = link === undefined ? undefined : store.find("accounts", link.account);
    return link === undefined || account === undefined ? undefined : { link, account };
  };
  const done = (link: OnboardingLink, locale: Locale) =>
    link.returnUrl === null
      ? show(notice(locale, sayIn(locale), "setupDoneTitle", "setupDoneText", null))
      : go(link.returnUrl);
  const unknown = (accept: string | undefined) => {
    const locale = localeOf(null, accept);
    return show(notice(locale, sayIn(locale), "notFoundTitle", "notFoundText", null), 404);
  };
  const languageOf = (account: ConnectedAccount, accept: string | undefined) =>
    localeOf(account.defaults?.locales?.[0], accept);

  app.get("/:id", (c) => {
    const found = find(c.req.param("id"));
    if (found === undefined) return unknown(c.req.header("accept-language"));
    const { link, account } = found;
    // A link works once and for ten minutes; after that the platform is asked for a fresh one.
    if (link.used || link.expiresAt <= deps.scope().now || account.closed === true) return go(link.refreshUrl);
    const form: Form = { holder: account.display_name ?? "", account: "", confirm: false };
    return show(setupPage(account, languageOf(account, c.req.header("accept-language")), form, new Set()));
  });

  app.post("/:id", async (c) => {
    const form = read(await c.req.formData());
    const found = find(c.req.param("id"));
    if (found === undefined) return unknown(c.req.header("accept-language"));
    const { link, account } = found;
    const locale = languageOf(account, c.req.header("accept-language"));
    const scope = deps.scope();
    if (link.used) return done(link, locale);
    if (link.expiresAt <= scope.now || account.closed === true) return go(link.refreshUrl);
    const wrong = check(form);
    if (wrong.size > 0) return show(setupPage(account, locale, form, wrong), 422);
    scope.store.transaction(() => {
      const id = newId("ba");
      const bank = {
        id,
        holder: form.holder,
        last4: form.account.slice(-4),
        country: account.identity?.country ?? "CN",
        currency: account.defaults?.currency ?? "cny",
      };
      scope.store.put("bank_accounts", id, bank, account.id);
      scope.store.put("account_links", link.id, { ...link, used: true });
      setTransfersStatus(scope, account, "active");
    });
    deps.wake();
    return done(link, locale);
  });
  return app;
};
