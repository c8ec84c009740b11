import { provinceCodes, regionPath } from "@peony/domain/shared";
import { countByRegion } from "@peony/features/search";
import { EmptyState } from "@peony/ui/Feedback";
import { PageHead, Section } from "@peony/ui/Layout";
import type { Metadata } from "next";
import { BranchList } from "#features/browse/branch-list.tsx";
import { BrowseTabs } from "#features/browse/browse-tabs.tsx";
import { regionBranches } from "#features/browse/region-branches.ts";
import { words } from "#features/browse/words.ts";
import { regionName } from "#features/listings/region-name.ts";
import { requestCtx } from "#server/ctx.ts";
import { href, type LocaleParams, pageLocale, pageMetadata } from "../../../../i18n/page.ts";

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const locale = await pageLocale(params);
  const t = words(locale);
  return pageMetadata(locale, "/regions", t("regions.title"), t("regions.description"));
}

export default async function RegionsPage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const counts = await countByRegion(await requestCtx());
  const provinces = provinceCodes().filter((code) => counts.has(code));
  return (
    <div className="wrap page">
      <PageHead title={t("regions.title")} sub={t("regions.lead")} />
      <BrowseTabs locale={locale} current="regions" />
      {provinces.map((code) => (
        <Section
          key={code}
          title={regionName(locale, code)}
          more={{ href: href(locale, `/regions/${code}`), label: t("more", { count: counts.get(code) ?? 0 }) }}
        >
          <BranchList
            locale={locale}
            items={regionBranches(locale, counts, (one) => regionPath(one).at(-2) === code)}
          />
        </Section>
      ))}
      {provinces.length === 0 ? <EmptyState title={t("regions.none")}>{t("regions.none-lead")}</EmptyState> : null}
    </div>
  );
}
