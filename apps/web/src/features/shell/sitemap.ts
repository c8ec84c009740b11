import { browseDemands } from "@peony/features/demands";
import { sitemapListings } from "@peony/features/listings";
import { htmlLang, locales } from "@peony/i18n";
import type { MetadataRoute } from "next";
import type { Ctx } from "#server/ctx.ts";
import { href } from "../../i18n/page.ts";

/** A sitemap may name 50,000 addresses; listings come first, then as many demands as these pages of a hundred hold. */
const demandPages = 50;

const openDemands = async (ctx: Ctx): Promise<{ number: string; updatedAt: Date }[]> => {
  const all: { number: string; updatedAt: Date }[] = [];
  let cursor: string | undefined;
  for (let i = 0; i < demandPages; i += 1) {
    const page = await browseDemands(ctx, { limit: 100, cursor, q: "" });
    all.push(...page.rows);
    if (!page.next) break;
    cursor = page.next;
  }
  return all;
};

/** Every public page in both languages, each naming its twin. */
export const sitemapOf = async (ctx: Ctx, origin: string): Promise<MetadataRoute.Sitemap> => {
  const entries = (path: string, lastModified?: Date): MetadataRoute.Sitemap =>
    locales.map((locale) => ({
      url: origin + href(locale, path),
      lastModified,
      alternates: {
        languages: Object.fromEntries(locales.map((l) => [htmlLang[l], origin + href(l, path)])),
      },
    }));
  const [listed, demands] = await Promise.all([sitemapListings(ctx), openDemands(ctx)]);
  return [
    ...["/", "/search", "/demands"].flatMap((path) => entries(path)),
    ...listed.flatMap((l) => entries(`/t/${l.slug}`, l.updatedAt)),
    ...demands.flatMap((d) => entries(`/demands/${d.number}`, d.updatedAt)),
  ];
};
