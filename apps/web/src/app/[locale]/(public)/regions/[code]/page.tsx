import { regionPath } from "@peony/domain/shared";
import { countByRegion } from "@peony/features/search";
import { PageHead, Section } from "@peony/ui/Layout";
import type { Metadata } from "next";
import { BranchList } from "#features/browse/branch-list.tsx";
import { BrowsedList } from "#features/browse/browsed-list.tsx";
import { pageQuery, readPage } from "#features/browse/paging.ts";
import { readRegion } from "#features/browse/read.ts";
import { regionBranches } from "#features/browse/region-branches.ts";
import { WayCrumb } from "#features/browse/way-crumb.tsx";
import { words } from "#features/browse/words.ts";
import { regionName } from "#features/listings/region-name.ts";
import { posterOf } from "#features/search/post-link.ts";
import { requestCtx } from "#server/ctx.ts";
import { href, pageLocale, pageMetadata } from "../../../../../i18n/page.ts";

type Props = {
  params: Promise<{ locale: string; code: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const read = async ({ params, searchParams }: Props) => {
  const locale = await pageLocale(params);
  const { code } = await params;
  const page = readPage(await searchParams);
  const found = await readRegion(code, page);
  return { locale, t: words(locale), code, page, found, title: regionName(locale, code), path: `/regions/${code}` };
};

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { locale, t, page, found, title, path } = await read(props);
  const description = t("regions.node", { title, count: found.total });
  return {
    ...pageMetadata(locale, path, page > 1 ? t("title-page", { title, page }) : title, description, pageQuery(page)),
    ...(found.total === 0 ? { robots: { index: false } } : {}),
  };
}

export default async function RegionPage(props: Props) {
  const { locale, t, code, page, found, title, path } = await read(props);
  const ctx = await requestCtx();
  const below =
    page === 1 ? regionBranches(locale, await countByRegion(ctx), (one) => regionPath(one).at(-2) === code) : [];
  const way = regionPath(code).map((one) => ({
    label: regionName(locale, one),
    href: href(locale, `/regions/${one}`),
  }));
  const first = { label: t("tab.regions"), href: href(locale, "/regions") };
  return (
    <div className="wrap page stack">
      <PageHead crumb={<WayCrumb locale={locale} steps={[first, ...way]} />} title={title} />
      {below.length > 0 ? (
        <Section title={t("regions.below")}>
          <BranchList locale={locale} items={below} />
        </Section>
      ) : null}
      <BrowsedList {...{ locale, title, path, found, poster: posterOf(ctx.actor) }} />
    </div>
  );
}
