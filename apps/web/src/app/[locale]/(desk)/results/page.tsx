import { isOfficer } from "@peony/domain/identity";
import { listResults } from "@peony/features/disclosures";
import { ButtonLink } from "@peony/ui/Button";
import { EmptyState } from "@peony/ui/Feedback";
import { PageHead } from "@peony/ui/Layout";
import { Tabs } from "@peony/ui/Search";
import type { Metadata } from "next";
import { ResultList } from "#features/disclosures/result-list.tsx";
import { words } from "#features/disclosures/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { requestNow } from "#server/now.ts";
import { found } from "#server/page.ts";
import { href, type LocaleParams, pageLocale } from "../../../../i18n/page.ts";

type Props = LocaleParams & { searchParams: Promise<{ whose?: string }> };

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  return { title: words(await pageLocale(params))("title") };
}

export default async function ResultsPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const ctx = await requestCtx();
  const officer = isOfficer(ctx.actor);
  const whole = officer && (await searchParams).whose !== "mine";
  const results = await found(locale, (async () => listResults(ctx, { whole }))());
  const disclose = (
    <ButtonLink href={href(locale, "/results/new")} variant="primary" icon="plus">
      {t("disclose")}
    </ButtonLink>
  );
  return (
    <>
      <PageHead
        title={t(whole ? "unit-title" : "title")}
        lead={t("lead", { late: results.filter((r) => r.late).length, count: results.length })}
        actions={
          <>
            {disclose}
            <ButtonLink href={href(locale, "/results/rules")}>{t("rules")}</ButtonLink>
          </>
        }
      />
      {officer ? (
        <Tabs
          label={t("tabs")}
          items={[
            { label: t("whole"), href: href(locale, "/results"), current: whole },
            { label: t("mine"), href: href(locale, "/results", { whose: "mine" }), current: !whole },
          ]}
        />
      ) : null}
      {results.length > 0 ? (
        <ResultList locale={locale} results={results} now={await requestNow()} />
      ) : (
        <EmptyState title={t("empty")} actions={disclose}>
          {t("empty-lead")}
        </EmptyState>
      )}
    </>
  );
}
