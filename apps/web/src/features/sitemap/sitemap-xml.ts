import { type Locale, locales } from "@peony/i18n";
import { href, languageAddresses } from "../../i18n/page.ts";

/** A public page: its path inside the site, and when it changed last where that is known. */
export type SitemapEntry = { readonly path: string; readonly changedAt?: Date | null };

/** Text inside an element or an attribute of XML. */
export const xmlText = (text: string): string => text.replace(/[<>&'"]/g, (c) => `&#${c.charCodeAt(0)};`);

const urlOf = (origin: string, { path, changedAt }: SitemapEntry, locale: Locale, twins: string): string =>
  `<url><loc>${xmlText(origin + href(locale, path))}</loc>${
    changedAt ? `<lastmod>${changedAt.toISOString()}</lastmod>` : ""
  }${twins}</url>`;

/** Pages in both languages, each naming all its twins (sitemaps.org 0.9, with the alternates of search engines). */
export const urlSetXml = (origin: string, entries: readonly SitemapEntry[]): string => {
  const urls = entries.map((entry) => {
    const twins = Object.entries(languageAddresses(entry.path))
      .map(([lang, to]) => `<xhtml:link rel="alternate" hreflang="${lang}" href="${xmlText(origin + to)}"/>`)
      .join("");
    return locales.map((locale) => urlOf(origin, entry, locale, twins)).join("\n");
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${urls.join("\n")}
</urlset>
`;
};

/** The list of the parts, for more pages than one list may have. */
export const sitemapIndexXml = (origin: string, parts: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${parts.map((part) => `<sitemap><loc>${xmlText(`${origin}/sitemap/${part}.xml`)}</loc></sitemap>`).join("\n")}
</sitemapindex>
`;
