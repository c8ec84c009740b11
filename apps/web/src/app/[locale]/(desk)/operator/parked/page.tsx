import { listParked, mostParked } from "@peony/features/jobs";
import { EmptyState } from "@peony/ui/Feedback";
import { Card, PageHead } from "@peony/ui/Layout";
import type { Metadata } from "next";
import { CalendarNote } from "#features/jobs/calendar-note.tsx";
import { ParkedTable, TryAllAgain } from "#features/jobs/parked-table.tsx";
import { words } from "#features/jobs/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { requestNow } from "#server/now.ts";
import { found } from "#server/page.ts";
import { type LocaleParams, pageLocale } from "../../../../../i18n/page.ts";

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  return { title: words(await pageLocale(params))("title") };
}

export default async function ParkedPage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const jobs = await found(locale, listParked(await requestCtx()));
  return (
    <>
      <PageHead
        title={t("title")}
        lead={t("lead", { count: jobs.length })}
        actions={jobs.length > 1 ? <TryAllAgain locale={locale} /> : null}
      />
      <CalendarNote locale={locale} now={await requestNow()} />
      {jobs.length === 0 ? (
        <EmptyState title={t("empty-title")}>{t("empty")}</EmptyState>
      ) : (
        <Card>
          <p className="quiet">{t("explain")}</p>
          <ParkedTable locale={locale} jobs={jobs} />
          {jobs.length === mostParked ? <p className="quiet">{t("more", { count: mostParked })}</p> : null}
        </Card>
      )}
    </>
  );
}
