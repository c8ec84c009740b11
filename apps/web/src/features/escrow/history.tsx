import { inLocale } from "@peony/domain/shared";
import type { DealMoney, MoneyEvent, MoneyItem } from "@peony/features/escrow";
import { formatDateTime, type Locale } from "@peony/i18n";
import { Card } from "@peony/ui/Layout";
import { Feed } from "@peony/ui/Lists";
import type { SideNames } from "./sentence.ts";
import { words } from "./words.ts";

/** Whose act an event is. A signature made the item and so needs no name beside it; what our own sequence does is the platform's. */
const actorOf: Record<MoneyEvent["event"], "provider" | "party" | "platform" | null> = {
  agree: null,
  call_for_funds: "platform",
  start_payment: "party",
  payment_failed: "provider",
  payment_expired: "provider",
  part_funds: "provider",
  funds: "provider",
  deliver: "party",
  accept: "party",
  disbursements_final: "provider",
  disbursement_failed: "provider",
  retry: "platform",
  inspection_timeout: "platform",
  cancel: "party",
};

const newestFirst = (items: readonly MoneyItem[]): { item: MoneyItem; event: MoneyEvent }[] =>
  items
    .flatMap((item) => item.events.map((event) => ({ item, event })))
    .sort(
      (a, b) =>
        b.event.at.getTime() - a.event.at.getTime() ||
        // One transaction settles a payment and calls for the next: the later payment's event came after.
        b.item.position - a.item.position ||
        b.event.seq - a.event.seq,
    );

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
  const whoOf = (e: MoneyEvent): string | null => {
    const actor = actorOf[e.event];
    if (actor !== "party") return actor && t(actor);
    return e.orgId !== null && e.orgId === orgs.seller ? names.seller : names.buyer;
  };
  const items = newestFirst(money.items).map(({ item, event }) => ({
    key: `${item.id} ${event.seq}`,
    when: formatDateTime(event.at, locale),
    dateTime: event.at.toISOString(),
    what: (
      <>
        {t("history.line", { item: inLocale(item.name, locale), event: t(`event.${event.event}`) })}
        {whoOf(event) ? <span className="quiet"> · {whoOf(event)}</span> : null}
      </>
    ),
  }));
  return (
    <Card title={t("history.title")}>
      <Feed items={items} />
    </Card>
  );
}
