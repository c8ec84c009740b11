import { listDeals } from "@peony/features/deals";
import { ButtonLink } from "@peony/ui/Button";
import { EmptyState } from "@peony/ui/Feedback";
import { PageHead } from "@peony/ui/Layout";
import type { Metadata } from "next";
import { DealTable } from "#features/deals/deal-table.tsx";
import { words } from "#features/deals/words.ts";
import { sortDeals } from "#features/desk/sort-deals.ts";
import { requestCtx } from "#server/ctx.ts";
import { found } from "#server/page.ts";
import { href, type LocaleParams, pageLocale } from "../../../../i18n/page.ts";

type Props = LocaleParams & { searchParams: Promise<{ after?: string }> };

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  return { title: words(await pageLocale(params))("title") };
}

export default async function DealsPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const { after } = await searchParams;
  const page = await found(locale, listDeals(await requestCtx(), { cursor: after }));
  const { mine, waiting } = sortDeals(page.rows);
  const over = page.rows.filter((d) => !mine.includes(d) && !waiting.includes(d));
  return (
    <>
      <PageHead title={t("title")} lead={t("lead", { mine: mine.length, count: page.rows.length })} />
      {page.rows.length === 0 ? (
        <EmptyState title={t("empty")} actions={<ButtonLink href={href(locale, "/search")}>{t("find")}</ButtonLink>}>
          {t("empty-lead")}
        </EmptyState>
      ) : (
        <DealTable locale={locale} deals={[...mine, ...waiting, ...over]} caption={t("title")} />
      )}
      {page.next ? <a href={href(locale, "/deals", { after: page.next })}>{t("more")}</a> : null}
    </>
  );
}
