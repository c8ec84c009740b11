import type { DealRow } from "@peony/features/deals";
import type { Locale } from "@peony/i18n";
import { EmptyState } from "@peony/ui/Feedback";
import { Card } from "@peony/ui/Layout";
import { DealTable } from "#features/deals/deal-table.tsx";
import { href } from "../../i18n/page.ts";
import { words } from "./words.ts";

/** Deals where it is our turn, then those that wait for somebody else. */
export function DeskDeals({
  locale,
  mine,
  waiting,
  calm,
}: {
  locale: Locale;
  mine: readonly DealRow[];
  waiting: readonly DealRow[];
  /** Nothing else waits for the reader either. */
  calm: boolean;
}) {
  const t = words(locale);
  const all = <a href={href(locale, "/deals")}>{t("all-deals")}</a>;
  return (
    <>
      {mine.length > 0 ? (
        <Card title={t("mine")} note={mine.length} aside={all}>
          <DealTable locale={locale} deals={mine} caption={t("mine")} />
        </Card>
      ) : calm ? (
        <EmptyState title={t("calm")}>{t("calm-lead")}</EmptyState>
      ) : null}
      {waiting.length > 0 ? (
        <Card title={t("waiting")} note={waiting.length} aside={mine.length > 0 ? null : all}>
          <DealTable locale={locale} deals={waiting} caption={t("waiting")} />
        </Card>
      ) : null}
    </>
  );
}
