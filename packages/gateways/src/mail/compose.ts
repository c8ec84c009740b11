import type { OutgoingMail } from "@peony/domain/notifications";
import type { Locale } from "@peony/domain/shared";
import { sayInstants, translator } from "@peony/i18n";

const escapeHtml = (s: string): string => s.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

export type MailFacts = {
  readonly id: string;
  readonly recipient: string;
  readonly kind: string;
  readonly locale: Locale;
  readonly args: Readonly<Record<string, string>>;
};

/** Writes a mail in the reader's language: subject, one paragraph, one link. `args.path` is the page it leads to, without the language. */
export const composeMail = (mail: MailFacts, publicUrl: string): OutgoingMail => {
  const t = translator(mail.locale, "mails");
  const args = sayInstants(mail.args, mail.locale);
  const say = (part: "subject" | "body" | "button"): string => {
    const key = `${mail.kind}.${part}` as Parameters<typeof t>[0];
    return t(key, args);
  };
  const link = mail.args.path ? `${publicUrl}/${mail.locale}${mail.args.path}` : null;
  const body = say("body");
  const sign = t("signature");
  const text = [body, ...(link ? [`${say("button")}${t("colon")}${link}`] : []), sign].join("\n\n");
  const paragraph = `<p>${escapeHtml(body)}</p>`;
  const button = link
    ? `<p><a href="${escapeHtml(link)}" style="background:#6B2358;color:#fff;padding:10px 20px;border-radius:6px;text-decoration:none">${escapeHtml(say("button"))}</a></p><p style="color:#6A6166">${escapeHtml(link)}</p>`
    : "";
  const html = `<!doctype html><html lang="${mail.locale === "zh" ? "zh-CN" : "en"}"><body style="font:16px/28px system-ui,sans-serif;color:#211D1F;background:#FBFAF8;padding:24px">${paragraph}${button}<p style="color:#6A6166">${escapeHtml(sign)}</p></body></html>`;
  return { id: mail.id, to: mail.recipient, subject: say("subject"), text, html };
};
