import { visitor } from "@peony/domain/identity";
import { DomainError } from "@peony/domain/shared";
import {
  countByIndustry,
  countByIpc,
  countByOwner,
  countByRegion,
  countSitemapItems,
  readSitemapItems,
  type SitemapKind,
  sitemapKinds,
} from "@peony/features/search";
import { locales } from "@peony/i18n";
import { industryAddress } from "#features/browse/industry-address.ts";
import type { Ctx } from "#server/ctx.ts";
import { type SitemapEntry, sitemapIndexXml, urlSetXml } from "./sitemap-xml.ts";

/** Addresses that one list may have, by the protocol. */
const mostUrls = 50_000;
const folders: Record<SitemapKind, string> = { listings: "/t/", demands: "/demands/", organisations: "/org/" };
const fixed = ["/", "/search", "/demands", "/help", "/privacy", "/accessibility"];

/** Lists and places of the catalogue in which something is on offer. */
const catalogueEntries = async (ctx: Ctx): Promise<SitemapEntry[]> => {
  const [fields, industries, regions, owners] = await Promise.all([
    countByIpc(ctx),
    countByIndustry(ctx),
    countByRegion(ctx),
    countByOwner(ctx),
  ]);
  const paths = [
    ...fixed,
    ...(fields.size > 0 ? ["/fields"] : []),
    ...[...fields.keys()].map((symbol) => `/fields/${symbol}`),
    ...(industries.size > 0 ? ["/industries"] : []),
    ...[...industries.keys()].map(industryAddress),
    ...(owners.length > 0 ? ["/universities"] : []),
    ...(regions.size > 0 ? ["/regions"] : []),
    ...[...regions.keys()].map((code) => `/regions/${code}`),
  ];
  return paths.map((path) => ({ path }));
};

const itemEntries = async (ctx: Ctx, kind: SitemapKind, limit: number, offset = 0): Promise<SitemapEntry[]> =>
  (await readSitemapItems(ctx, kind, { limit, offset })).map(({ name, changedAt }) => ({
    path: folders[kind] + encodeURIComponent(name),
    changedAt,
  }));

const asVisitor = (ctx: Ctx): Ctx => ({ ...ctx, actor: visitor });

/**
 * Everything public in one list, or the list of its parts where one may not have so many addresses. Always what a visitor reads,
 * whoever asks. @param most addresses of one list
 */
export const sitemapXml = async (asker: Ctx, origin: string, most = mostUrls): Promise<string> => {
  const ctx = asVisitor(asker);
  const perPart = Math.floor(most / locales.length);
  const [pages, counts] = await Promise.all([catalogueEntries(ctx), countSitemapItems(ctx)]);
  const items = sitemapKinds.reduce((all, kind) => all + counts[kind], 0);
  if (pages.length + items > perPart) {
    const parts = sitemapKinds.flatMap((kind) =>
      Array.from({ length: Math.ceil(counts[kind] / perPart) }, (_, i) => `${kind}-${i + 1}`),
    );
    return sitemapIndexXml(origin, ["pages", ...parts]);
  }
  const entries = await Promise.all(sitemapKinds.map((kind) => itemEntries(ctx, kind, perPart)));
  return urlSetXml(origin, [...pages, ...entries.flat()]);
};

/** One part by its name: `pages.xml`, `listings-2.xml`. @throws DomainError not-found for another name and past the end */
export const sitemapPartXml = async (asker: Ctx, origin: string, name: string, most = mostUrls): Promise<string> => {
  const ctx = asVisitor(asker);
  if (name === "pages.xml") return urlSetXml(origin, await catalogueEntries(ctx));
  const [, wanted, number] = /^([a-z]+)-([1-9]\d{0,3})\.xml$/.exec(name) ?? [];
  const kind = sitemapKinds.find((one) => one === wanted);
  const perPart = Math.floor(most / locales.length);
  const entries = kind ? await itemEntries(ctx, kind, perPart, (Number(number) - 1) * perPart) : [];
  if (entries.length === 0) throw new DomainError("not-found", `no part ${name} of the sitemap`);
  return urlSetXml(origin, entries);
};
