import { Problem } from "@peony/ui/Feedback";
import type { Metadata } from "next";
import { pageQuery } from "#features/browse/paging.ts";
import { findListings } from "#features/search/find.ts";
import { SearchFacets } from "#features/search/search-facets.tsx";
import { SearchHead } from "#features/search/search-head.tsx";
import { appliedFilters, readSearchParams } from "#features/search/search-params.ts";
import { SearchResults } from "#features/search/search-results.tsx";
import { words } from "#features/search/words.ts";
import { type LocaleParams, pageLocale, pageMetadata } from "../../../../i18n/page.ts";

type Props = LocaleParams & { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  const t = words(locale);
  const input = readSearchParams(await searchParams);
  const { q } = input;
  const title = q ? t("title-query", { q }) : t("title");
  // Every set of filters has an address of its own; search engines are asked to keep the plain list only, page by page.
  const page = q || appliedFilters(input).length > 0 ? {} : pageQuery(input.page);
  return {
    ...pageMetadata(locale, "/search", title, t("description"), page),
    ...(q ? { robots: { index: false } } : {}),
  };
}

export default async function SearchPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const input = readSearchParams(await searchParams);
  const found = await findListings(input);
  if ("waitSeconds" in found)
    return (
      <div className="wrap page">
        <Problem title={t("wait-title")}>
          <p>{t("wait", { seconds: found.waitSeconds })}</p>
        </Problem>
      </div>
    );
  return (
    <div className="wrap page stack">
      <SearchHead locale={locale} input={input} found={found} />
      <div className="side-first">
        <SearchFacets locale={locale} input={input} found={found} />
        <SearchResults locale={locale} input={input} found={found} />
      </div>
    </div>
  );
}
