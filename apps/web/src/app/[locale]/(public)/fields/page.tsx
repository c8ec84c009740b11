import { ipcClassesOf, ipcSections } from "@peony/domain/listings";
import { inLocale } from "@peony/domain/shared";
import { countByIpc } from "@peony/features/search";
import { PageHead, Section } from "@peony/ui/Layout";
import type { Metadata } from "next";
import { BranchList } from "#features/browse/branch-list.tsx";
import { BrowseTabs } from "#features/browse/browse-tabs.tsx";
import { words } from "#features/browse/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { href, type LocaleParams, pageLocale, pageMetadata } from "../../../../i18n/page.ts";

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const locale = await pageLocale(params);
  const t = words(locale);
  return pageMetadata(locale, "/fields", t("fields.title"), t("fields.description"));
}

export default async function FieldsPage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const counts = await countByIpc(await requestCtx());
  const branch = (symbol: string, label: string) => ({
    ...{ key: symbol, code: symbol, label, href: href(locale, `/fields/${symbol}`) },
    count: counts.get(symbol) ?? 0,
  });
  return (
    <div className="wrap page">
      <PageHead title={t("fields.title")} sub={t("fields.lead")} />
      <BrowseTabs locale={locale} current="fields" />
      {ipcSections().map((section) => (
        <Section
          key={section.symbol}
          id={section.symbol}
          title={t("fields.heading", { symbol: section.symbol, title: inLocale(section, locale) })}
          more={{
            href: href(locale, `/fields/${section.symbol}`),
            label: t("more", { count: counts.get(section.symbol) ?? 0 }),
          }}
        >
          <BranchList
            locale={locale}
            items={ipcClassesOf(section.symbol).map((one) => branch(one.symbol, inLocale(one, locale)))}
          />
        </Section>
      ))}
    </div>
  );
}
