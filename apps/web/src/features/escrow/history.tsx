import { inLocale } from "@peony/domain/shared";
import type { DealMoney, MoneyEvent, MoneyItem } from "@peony/features/escrow";
import { formatDateTime, type Locale } from "@peony/i18n";
import { Card } from "@peony/ui/Layout";
import { Feed } from "@peony/ui/Lists";
import type { SideNames } from "./sentence.ts";
import { words } from "./words.ts";

const byProvider = new Set<MoneyEvent["event"]>([
  "funds",
  "part_funds",
  "payment_failed",
  "payment_expired",
  "disbursements_final",
  "disbursement_failed",
]);

const newestFirst = (items: readonly MoneyItem[]): { item: MoneyItem; event: MoneyEvent }[] =>
  items
    .flatMap((item) => item.events.map((event) => ({ item, event })))
    .sort((a, b) => b.event.at.getTime() - a.event.at.getTime() || b.event.seq - a.event.seq);

/** What happened to the money of a deal, newest first: when, to which payment, by whom. */
export function History({
  locale,
  money,
  names,
  orgs,
}: {
  locale: Locale;
  money: DealMoney;
  names: SideNames;
  orgs: { seller?: string; buyer?: string };
}) {
  const t = words(locale);
  const whoOf = (e: MoneyEvent): string => {
    if (byProvider.has(e.event)) return t("provider");
    if (e.orgId !== null && e.orgId === orgs.seller) return names.seller;
    return e.orgId !== null && e.orgId === orgs.buyer ? names.buyer : t("platform");
  };
  const items = newestFirst(money.items).map(({ item, event }) => ({
    key: `${item.id} ${event.seq}`,
    when: formatDateTime(event.at, locale),
    dateTime: event.at.toISOString(),
    what: (
      <>
        {t("history.line", { item: inLocale(item.name, locale), event: t(`event.${event.event}`) })}
        <br />
        <span className="quiet">{t("history.by", { who: whoOf(event) })}</span>
      </>
    ),
  }));
  return (
    <Card title={t("history.title")}>
      <Feed items={items} />
    </Card>
  );
}
