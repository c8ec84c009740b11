import { listReviewDesk } from "@peony/features/proposals";
import { EmptyState } from "@peony/ui/Feedback";
import { PageHead } from "@peony/ui/Layout";
import type { Metadata } from "next";
import { ReviewDeskTable } from "#features/proposals/review-desk-table.tsx";
import { words } from "#features/proposals/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { found } from "#server/page.ts";
import { type LocaleParams, pageLocale } from "../../../../i18n/page.ts";

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  return { title: words(await pageLocale(params))("desk.title") };
}

export default async function ReviewsPage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const rows = await found(locale, listReviewDesk(await requestCtx()));
  return (
    <>
      <PageHead title={t("desk.title")} lead={t("desk.lead", { count: rows.length })} />
      {rows.length === 0 ? (
        <EmptyState title={t("desk.empty")}>{t("desk.empty-lead")}</EmptyState>
      ) : (
        <ReviewDeskTable locale={locale} rows={rows} />
      )}
    </>
  );
}
