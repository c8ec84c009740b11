import type { Message } from "./mail-store.ts";

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

const linked = (text: string): string =>
  escaped(text).replace(/https?:\/\/[^\s<>"'&]+(?:&amp;[^\s<>"'&]+)*/g, (url) => `<a href="${url}">${url}</a>`);

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>
body { font: 16px/1.6 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1f2328; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .5rem; border-bottom: 1px solid #d0d7de; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; } iframe { width: 100%; height: 40rem; border: 1px solid #d0d7de; }
time { white-space: nowrap; }
</style></head><body>${body}</body></html>`;

const row = (message: Message): string => `<tr>
<td><time datetime="${message.at}">${message.at.slice(0, 19).replace("T", " ")}</time></td>
<td>${escaped(message.to.join(", "))}</td>
<td><a href="/messages/${message.id}">${escaped(message.subject) || "(no subject)"}</a></td></tr>`;

/** The list, newest first. */
export const listPage = (messages: readonly Message[]): string =>
  page(
    "Mail inbox",
    `<h1>Mail inbox</h1>
<p>Mail that Peony sent is kept here instead of being delivered. Times are UTC.</p>
${
  messages.length === 0
    ? "<p>Nothing has been sent yet.</p>"
    : `<table><thead><tr><th>Sent</th><th>To</th><th>Subject</th></tr></thead><tbody>${messages.map(row).join("\n")}</tbody></table>`
}`,
  );

/** One message; its HTML part is shown in a frame without scripts and without an origin. */
export const messagePage = (message: Message): string =>
  page(
    message.subject,
    `<p><a href="/">All mail</a></p><h1>${escaped(message.subject)}</h1>
<p>From ${escaped(message.from)}<br>To ${escaped(message.to.join(", "))}<br>${message.at}</p>
<pre>${linked(message.text)}</pre>
${message.html ? `<iframe title="HTML part" sandbox="allow-popups" srcdoc="${escaped(message.html)}"></iframe>` : ""}`,
  );

export const missingPage = page("Not found", '<h1>Not found</h1><p><a href="/">All mail</a></p>');
