import { isLocale, type Locale, translator } from "@peony/i18n";
import { maxFormBytes } from "../files/limit.ts";

const escaped = (s: string): string => s.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/**
 * The answer to a form whose body is larger than the framework reads: without it, it would be a fault of ours. With scripts the
 * browser refuses such files itself; this is for a browser without them. A body that does not
 * say its length is left to the framework. Null where the body may be read.
 */
export const tooLarge = (path: string, method: string, contentLength: string | null): Response | null => {
  if (method !== "POST" || Number(contentLength ?? 0) <= maxFormBytes + 2_000_000) return null;
  const first = path.split("/")[1] ?? "";
  const locale: Locale = isLocale(first) ? first : "zh";
  const t = translator(locale, "problem");
  const html = `<!doctype html><html lang="${locale === "zh" ? "zh-CN" : "en"}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(t("too-large-title"))}</title><main><h1>${escaped(t("too-large-title"))}</h1><p>${escaped(t("too-large-text"))}</p><p><a href="${escaped(path)}">${escaped(t("too-large-back"))}</a></p></main></html>`;
  return new Response(html, {
    status: 413,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
      "cache-control": "no-store",
      "content-language": locale,
    },
  });
};
