import { listVerifications } from "@peony/features/identity";
import { listForClearance } from "@peony/features/listings";
import { formatDate, translator } from "@peony/i18n";
import { EmptyState } from "@peony/ui/Feedback";
import { PageHead } from "@peony/ui/Layout";
import { Note } from "@peony/ui/Note";
import type { Metadata } from "next";
import { VerificationCard } from "#features/identity/verification-card.tsx";
import { words } from "#features/identity/words.ts";
import { CalendarNote } from "#features/jobs/calendar-note.tsx";
import { ClearanceQueue } from "#features/listings/clearance-queue.tsx";
import { requestCtx } from "#server/ctx.ts";
import { requestNow } from "#server/now.ts";
import { found } from "#server/page.ts";
import { type LocaleParams, pageLocale } from "../../../../i18n/page.ts";

type Props = LocaleParams & { searchParams: Promise<{ done?: string }> };

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  return { title: words(await pageLocale(params))("operator.title") };
}

export default async function VerificationPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const ctx = await requestCtx();
  const queue = await found(locale, listVerifications(ctx));
  const clearance = await found(locale, listForClearance(ctx));
  const { done } = await searchParams;
  const decided = done === "cleared" || done === "returned" ? done : null;
  const oldest = queue[0]?.submittedAt;
  return (
    <>
      <PageHead
        title={t("operator.title")}
        lead={t("operator.lead", { count: queue.length, date: oldest ? formatDate(oldest, locale) : "" })}
      />
      <CalendarNote locale={locale} now={await requestNow()} />
      {decided ? (
        <Note tone="done" live>
          {translator(locale, "listings")(`compliance.${decided}`)}
        </Note>
      ) : null}
      {queue.length === 0 ? <EmptyState title={t("operator.queue")}>{t("operator.empty")}</EmptyState> : null}
      {queue.map((o) => (
        <VerificationCard key={o.id} locale={locale} organisation={o} />
      ))}
      <ClearanceQueue locale={locale} rows={clearance} />
    </>
  );
}
