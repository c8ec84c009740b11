import { seiChildren, seiPath } from "@peony/domain/listings";
import { inLocale } from "@peony/domain/shared";
import { countByIndustry } from "@peony/features/search";
import { htmlLang } from "@peony/i18n";
import { PageHead, Section } from "@peony/ui/Layout";
import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import { BranchList } from "#features/browse/branch-list.tsx";
import { BrowsedList } from "#features/browse/browsed-list.tsx";
import { industryAddress, industryCode } from "#features/browse/industry-address.ts";
import { pageQuery, readPage } from "#features/browse/paging.ts";
import { readIndustry } from "#features/browse/read.ts";
import { WayCrumb } from "#features/browse/way-crumb.tsx";
import { words } from "#features/browse/words.ts";
import { posterOf } from "#features/search/post-link.ts";
import { requestCtx } from "#server/ctx.ts";
import { href, pageLocale, pageMetadata } from "../../../../../i18n/page.ts";

type Props = {
  params: Promise<{ locale: string; code: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const read = async ({ params, searchParams }: Props) => {
  const locale = await pageLocale(params);
  const { code: part } = await params;
  if (seiPath(part).length === 2) permanentRedirect(href(locale, industryAddress(part)));
  const code = industryCode(part) ?? notFound();
  const page = readPage(await searchParams);
  const found = await readIndustry(code, page);
  return {
    locale,
    t: words(locale),
    code,
    page,
    found,
    title: inLocale(found.title, locale),
    path: `/industries/${part}`,
  };
};

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { locale, t, code, page, found, title, path } = await read(props);
  const description = t("industries.node", { symbol: code, title, count: found.total });
  return {
    ...pageMetadata(locale, path, page > 1 ? t("title-page", { title, page }) : title, description, pageQuery(page)),
    ...(found.total === 0 ? { robots: { index: false } } : {}),
  };
}

export default async function IndustryPage(props: Props) {
  const { locale, t, code, page, found, title, path } = await read(props);
  const ctx = await requestCtx();
  const children = page === 1 ? seiChildren(code) : [];
  const counts = children.length > 0 ? await countByIndustry(ctx) : new Map<string, number>();
  const other = locale === "zh" ? "en" : "zh";
  const way = seiPath(code).map((one) => ({ label: one, href: href(locale, industryAddress(one)) }));
  const first = { label: t("tab.industries"), href: href(locale, "/industries") };
  return (
    <div className="wrap page stack">
      <PageHead
        crumb={<WayCrumb locale={locale} steps={[first, ...way]} />}
        title={t("fields.heading", { symbol: code, title })}
        sub={<span lang={htmlLang[other]}>{found.title[other]}</span>}
      />
      {children.length > 0 ? (
        <Section title={t("industries.below")}>
          <BranchList
            locale={locale}
            items={children.map((one) => ({
              ...{ key: one.code, code: one.code, label: inLocale(one, locale), count: counts.get(one.code) ?? 0 },
              href: href(locale, industryAddress(one.code)),
            }))}
          />
        </Section>
      ) : null}
      <BrowsedList {...{ locale, title, path, found, poster: posterOf(ctx.actor) }} />
    </div>
  );
}
