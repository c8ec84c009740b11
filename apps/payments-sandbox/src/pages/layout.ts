import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import type { Locale, Say, Word } from "./words.ts";

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

const CSS = `
:root{color-scheme:light;--ink:#1c2430;--soft:#5a6573;--line:#d9dee5;--ground:#f5f6f8;--card:#fff;--go:#1f5f8b;--bad:#b3261e;--badground:#fdf1f0}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.55 system-ui,"PingFang SC","Noto Sans SC","Microsoft YaHei",sans-serif}
.mode{background:#fff6dd;border-bottom:1px solid #ecd9a4;color:#5c4a12;font-size:14px;padding:8px 16px;text-align:center}
main{max-width:920px;margin:0 auto;padding:40px 20px 64px;display:grid;gap:32px;grid-template-columns:1fr}
main.one{max-width:480px}
@media(min-width:760px){main.two{grid-template-columns:1fr 1fr;gap:56px;padding-top:64px}}
h1{font-size:22px;line-height:1.3;margin:0 0 12px;font-weight:600}
.amount{font-size:34px;line-height:1.2;font-weight:600;margin:0 0 20px;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.lines{list-style:none;margin:0 0 20px;padding:0;border-top:1px solid var(--line)}
.lines li{display:flex;justify-content:space-between;gap:16px;padding:12px 0;border-bottom:1px solid var(--line)}
.lines span:last-child{font-variant-numeric:tabular-nums;white-space:nowrap}
.soft,.lines small{color:var(--soft);font-size:14px}
.lines small{display:block}
.panel{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:24px}
label{display:block;font-size:14px;font-weight:500;margin:0 0 6px}
.field{margin:0 0 18px}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:14px}
input[type=text],input[type=email]{width:100%;min-height:46px;padding:10px 12px;border:1px solid #aeb7c2;border-radius:8px;font:inherit;background:#fff;color:inherit}
input[aria-invalid=true]{border-color:var(--bad);background:var(--badground)}
input:focus-visible,button:focus-visible,a:focus-visible,summary:focus-visible{outline:3px solid #8fbbdb;outline-offset:2px}
.wrong{color:var(--bad);font-size:14px;margin:6px 0 0}
.alert{border:1px solid #e9b8b4;background:var(--badground);color:#7d1a14;border-radius:8px;padding:12px 14px;margin:0 0 20px}
.check{display:flex;gap:10px;align-items:flex-start;font-weight:400;font-size:15px}
.check input{width:20px;height:20px;margin:2px 0 0;flex:none}
button{width:100%;min-height:50px;border:0;border-radius:8px;background:var(--go);color:#fff;font:inherit;font-weight:600;cursor:pointer;padding:10px 16px}
button.plain{background:#fff;color:var(--ink);border:1px solid #aeb7c2;margin-top:12px}
a{color:var(--go)}
.cancel{display:inline-block;margin-top:8px;padding:8px 0}
details{margin-top:20px;font-size:14px;color:var(--soft)}
summary{cursor:pointer;padding:6px 0}
details ul{padding:0;margin:8px 0;list-style:none}
details li{display:flex;flex-wrap:wrap;gap:4px 12px;padding:4px 0}
code{font:14px/1.5 ui-monospace,Menlo,Consolas,monospace;color:var(--ink)}
`;

const STYLE_HASH = createHash("sha256").update(CSS).digest("base64");

/** No scripts, nothing from elsewhere, in no frame. Forms are left open because they end in a redirect to the shop. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  "cache-control": "no-store",
  "content-security-policy": `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; frame-ancestors 'none'`,
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

export const page = (
  locale: Locale,
  say: Say,
  title: string,
  columns: "one" | "two",
  body: Html,
): Html => html`<!doctype html>
<html lang="${locale === "zh" ? "zh-CN" : "en"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${raw(CSS)}</style>
</head>
<body>
<div class="mode">${say("testMode")}</div>
<main class="${columns}">${body}</main>
</body>
</html>`;

export type Field = {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly wrong: string | undefined;
  readonly type?: "email" | "text";
  readonly autocomplete: string;
  readonly numeric?: boolean;
};

export const field = (one: Field): Html => html`<div class="field">
<label for="${one.name}">${one.label}</label>
<input id="${one.name}" name="${one.name}" type="${one.type ?? "text"}" value="${one.value}" autocomplete="${one.autocomplete}"${
  one.numeric ? raw(' inputmode="numeric"') : ""
}${one.wrong === undefined ? "" : raw(` aria-invalid="true" aria-describedby="${one.name}-wrong"`)} required>
${one.wrong === undefined ? "" : html`<p class="wrong" id="${one.name}-wrong">${one.wrong}</p>`}
</div>`;

export const alert = (sentence: string): Html => html`<p class="alert" role="alert">${sentence}</p>`;

/** A page that only says something, with one way on where there is one. */
export const notice = (locale: Locale, say: Say, title: Word, words: Word, back: string | null): Html =>
  page(
    locale,
    say,
    say(title),
    "one",
    html`<section class="panel"><h1>${say(title)}</h1><p>${say(words)}</p>
${back === null ? "" : html`<a href="${back}">${say("back")}</a>`}</section>`,
  );
