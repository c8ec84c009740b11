import { seiChildren } from "@peony/domain/listings";
import { inLocale } from "@peony/domain/shared";
import { countByIndustry } from "@peony/features/search";
import { PageHead, Section } from "@peony/ui/Layout";
import type { Metadata } from "next";
import { BranchList } from "#features/browse/branch-list.tsx";
import { BrowseTabs } from "#features/browse/browse-tabs.tsx";
import { industryAddress } from "#features/browse/industry-address.ts";
import { words } from "#features/browse/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { href, type LocaleParams, pageLocale, pageMetadata } from "../../../../i18n/page.ts";

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const locale = await pageLocale(params);
  const t = words(locale);
  return pageMetadata(locale, "/industries", t("industries.title"), t("industries.description"));
}

export default async function IndustriesPage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const counts = await countByIndustry(await requestCtx());
  return (
    <div className="wrap page">
      <PageHead title={t("industries.title")} sub={t("industries.lead")} />
      <BrowseTabs locale={locale} current="industries" />
      {seiChildren().map((top) => (
        <Section
          key={top.code}
          title={t("fields.heading", { symbol: top.code, title: inLocale(top, locale) })}
          more={{
            href: href(locale, industryAddress(top.code)),
            label: t("more", { count: counts.get(top.code) ?? 0 }),
          }}
        >
          <BranchList
            locale={locale}
            items={seiChildren(top.code).map(({ code, ...title }) => ({
              ...{ key: code, code, label: inLocale(title, locale), href: href(locale, industryAddress(code)) },
              count: counts.get(code) ?? 0,
            }))}
          />
        </Section>
      ))}
    </div>
  );
}
