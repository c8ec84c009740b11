import { organisationKinds } from "@peony/domain/identity";
import { countByOwner } from "@peony/features/search";
import { EmptyState } from "@peony/ui/Feedback";
import { PageHead, Section } from "@peony/ui/Layout";
import type { Metadata } from "next";
import { BrowseTabs } from "#features/browse/browse-tabs.tsx";
import { OwnerList } from "#features/browse/owner-list.tsx";
import { words } from "#features/browse/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { type LocaleParams, pageLocale, pageMetadata } from "../../../../i18n/page.ts";

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const locale = await pageLocale(params);
  const t = words(locale);
  return pageMetadata(locale, "/universities", t("universities.title"), t("universities.description"));
}

export default async function UniversitiesPage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const owners = await countByOwner(await requestCtx());
  const groups = organisationKinds
    .map((kind) => ({ kind, owners: owners.filter((one) => one.kind === kind) }))
    .filter((group) => group.owners.length > 0);
  return (
    <div className="wrap page">
      <PageHead title={t("universities.title")} sub={t("universities.lead")} />
      <BrowseTabs locale={locale} current="universities" />
      {groups.map((group) => (
        <Section key={group.kind} title={t(`universities.kind.${group.kind}`)}>
          <OwnerList locale={locale} owners={group.owners} />
        </Section>
      ))}
      {groups.length === 0 ? (
        <EmptyState title={t("universities.none")}>{t("universities.none-lead")}</EmptyState>
      ) : null}
    </div>
  );
}
