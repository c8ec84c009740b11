import { visitor } from "@peony/domain/identity";
import { browseDemands } from "@peony/features/demands";
import { readMarket } from "@peony/features/listings";
import { htmlLang, type Locale, translator } from "@peony/i18n";
import { said, saidName, saidTitle } from "#features/listings/said.ts";
import { xmlText } from "#features/sitemap/sitemap-xml.ts";
import type { Ctx } from "#server/ctx.ts";
import { href } from "../../i18n/page.ts";

const newest = 30;

type Entry = { path: string; title: string; summary: string; author: string; at: Date };

const entriesOf = async (ctx: Ctx, locale: Locale): Promise<Entry[]> => {
  const [market, demands] = await Promise.all([readMarket(ctx, newest), browseDemands(ctx, { q: "", limit: newest })]);
  const t = translator(locale, "shell");
  const listings = market.newest.map((l) => ({
    path: `/t/${l.slug}`,
    title: saidTitle(locale, l).text,
    summary: said(locale, l.summary).text,
    author: saidName(locale, l.owner).text,
    at: l.publishedAt ?? l.updatedAt,
  }));
  const asked = demands.rows.map((d) => ({
    path: `/demands/${d.number}`,
    title: t("feed.demand", { title: saidTitle(locale, d).text }),
    summary: [...said(locale, d.background).text].slice(0, 200).join(""),
    // a demander that hides its name has none here either
    author: d.owner ? saidName(locale, d.owner).text : t("feed.unnamed"),
    at: d.publishedAt ?? d.updatedAt,
  }));
  return [...listings, ...asked].toSorted((a, b) => b.at.getTime() - a.at.getTime()).slice(0, newest);
};

/** What is new on the market, as any visitor reads it, newest first: an Atom feed (RFC 4287) in one language. */
export const feedXml = async (asker: Ctx, locale: Locale, origin: string): Promise<string> => {
  const entries = await entriesOf({ ...asker, actor: visitor }, locale);
  const t = translator(locale, "shell");
  const self = xmlText(`${origin}/${locale}/feed.xml`);
  const written = entries.map((e) => {
    const link = xmlText(origin + href(locale, e.path));
    return `<entry><id>${link}</id><link href="${link}"/><title>${xmlText(e.title)}</title><updated>${e.at.toISOString()}</updated><author><name>${xmlText(e.author)}</name></author><summary>${xmlText(e.summary)}</summary></entry>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${htmlLang[locale]}">
<id>${self}</id>
<title>${xmlText(t("feed.title"))}</title>
<link rel="self" href="${self}"/>
<link href="${xmlText(origin + href(locale, "/"))}"/>
<updated>${(entries[0]?.at ?? new Date(0)).toISOString()}</updated>
${written.join("\n")}
</feed>
`;
};
