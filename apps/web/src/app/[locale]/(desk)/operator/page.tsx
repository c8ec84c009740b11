import { listVerifications } from "@peony/features/identity";
import { formatDate } from "@peony/i18n";
import { EmptyState } from "@peony/ui/Feedback";
import { PageHead } from "@peony/ui/Layout";
import type { Metadata } from "next";
import { VerificationCard } from "#features/identity/verification-card.tsx";
import { words } from "#features/identity/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { found } from "#server/page.ts";
import { type LocaleParams, pageLocale } from "../../../../i18n/page.ts";

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  return { title: words(await pageLocale(params))("operator.title") };
}

export default async function VerificationPage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const queue = await found(locale, listVerifications(await requestCtx()));
  const oldest = queue[0]?.submittedAt;
  return (
    <>
      <PageHead
        title={t("operator.title")}
        lead={t("operator.lead", { count: queue.length, date: oldest ? formatDate(oldest, locale) : "" })}
      />
      {queue.length === 0 ? <EmptyState title={t("operator.queue")}>{t("operator.empty")}</EmptyState> : null}
      {queue.map((o) => (
        <VerificationCard key={o.id} locale={locale} organisation={o} />
      ))}
    </>
  );
}
