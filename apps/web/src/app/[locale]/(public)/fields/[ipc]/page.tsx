import { ipcLevels, ipcLevelTitle } from "@peony/domain/listings";
import { inLocale } from "@peony/domain/shared";
import { htmlLang } from "@peony/i18n";
import { PageHead } from "@peony/ui/Layout";
import type { Metadata } from "next";
import { permanentRedirect } from "next/navigation";
import { BrowsedList } from "#features/browse/browsed-list.tsx";
import { FieldBranches } from "#features/browse/field-branches.tsx";
import { pageQuery, readPage } from "#features/browse/paging.ts";
import { readField } from "#features/browse/read.ts";
import { WayCrumb } from "#features/browse/way-crumb.tsx";
import { words } from "#features/browse/words.ts";
import { posterOf } from "#features/search/post-link.ts";
import { requestCtx } from "#server/ctx.ts";
import { href, pageLocale, pageMetadata } from "../../../../../i18n/page.ts";

type Props = {
  params: Promise<{ locale: string; ipc: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const asked = async ({ params, searchParams }: Props) => {
  const locale = await pageLocale(params);
  const { ipc } = await params;
  const symbol = ipc.toUpperCase();
  if (symbol !== ipc && ipcLevelTitle(symbol)) permanentRedirect(href(locale, `/fields/${symbol}`));
  return { locale, t: words(locale), symbol: ipc, page: readPage(await searchParams) };
};

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { locale, t, symbol, page } = await asked(props);
  const found = await readField(symbol, page);
  const title = inLocale(found.title, locale);
  const heading = title === symbol ? symbol : t("fields.heading", { symbol, title });
  const description = t("fields.node", { symbol, title, count: found.total });
  return {
    ...pageMetadata(
      ...([locale, `/fields/${symbol}`] as const),
      page > 1 ? t("title-page", { title: heading, page }) : heading,
      ...([description, pageQuery(page)] as const),
    ),
    ...(found.total === 0 ? { robots: { index: false } } : {}),
  };
}

export default async function FieldPage(props: Props) {
  const { locale, t, symbol, page } = await asked(props);
  const [found, { actor }] = await Promise.all([readField(symbol, page), requestCtx()]);
  const title = inLocale(found.title, locale);
  const other = locale === "zh" ? "en" : "zh";
  const way = ipcLevels(symbol).map((one) => ({ label: one, href: href(locale, `/fields/${one}`) }));
  const search = <a href={href(locale, "/search", { ipc: symbol })}>{t("fields.search")}</a>;
  return (
    <div className="wrap page stack">
      <PageHead
        crumb={<WayCrumb locale={locale} steps={[{ label: t("tab.fields"), href: href(locale, "/fields") }, ...way]} />}
        title={title === symbol ? symbol : t("fields.heading", { symbol, title })}
        sub={title === symbol ? null : <span lang={htmlLang[other]}>{found.title[other]}</span>}
      />
      {symbol.length < 4 && page === 1 ? <FieldBranches locale={locale} symbol={symbol} /> : null}
      <BrowsedList
        {...{ locale, found, poster: posterOf(actor), path: `/fields/${symbol}` }}
        aside={search}
        title={title === symbol ? symbol : t("fields.heading", { symbol, title })}
      />
    </div>
  );
}
