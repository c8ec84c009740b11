import type { DealView } from "@peony/features/deals";
import type { DealMoney, MoneyItem } from "@peony/features/escrow";
import type { Locale } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { EmptyState } from "@peony/ui/Feedback";
import { Note } from "@peony/ui/Note";
import { shortName } from "#features/deals/words.ts";
import { href } from "../../i18n/page.ts";
import { AcceptForm } from "./accept-form.tsx";
import { AccountMissing } from "./account-missing.tsx";
import { DeliverForm } from "./deliver-form.tsx";
import { FundForm } from "./fund-form.tsx";
import { History } from "./history.tsx";
import { BrokerMilestones, Milestones } from "./milestones.tsx";
import { MoneyTop } from "./money-top.tsx";
import { currentItem, stuckLines } from "./sentence.ts";
import { Split } from "./split.tsx";
import { Stuck } from "./stuck.tsx";
import { Waiting } from "./waiting.tsx";
import { words } from "./words.ts";

export type MoneyQuery = { readonly paid?: string; readonly cancelled?: string; readonly item?: string };
type Props = {
  locale: Locale;
  deal: DealView;
  money: DealMoney;
  /** Payments the reader may see a benefit statement of. */
  rewarded: ReadonlySet<string>;
  query: MoneyQuery;
  now: Date;
};

const namesOf = (locale: Locale, deal: DealView) => ({
  seller: shortName(locale, deal.seller),
  buyer: shortName(locale, deal.buyer),
});

/** The one thing to do about the money now, for whoever is to do it; the other side reads of it in the sentence. */
function Act({ locale, deal, money, item, query }: Omit<Props, "now" | "rewarded"> & { item: MoneyItem }) {
  const t = words(locale);
  const { number } = deal;
  const names = namesOf(locale, deal);
  const buyer = money.role === "buyer";
  switch (item.state) {
    case "awaiting_funds":
    case "funding":
    case "part_funded": {
      const paid = query.paid === String(item.position) && item.state === "funding";
      return buyer ? (
        <FundForm
          locale={locale}
          number={number}
          item={item}
          paid={paid}
          cancelled={query.cancelled === "1" && item.state === "funding"}
        />
      ) : null;
    }
    case "held":
      return buyer ? null : <DeliverForm locale={locale} number={number} item={item} />;
    case "delivered":
      return <AcceptForm locale={locale} number={number} item={item} names={names} buyer={buyer} />;
    case "releasing":
    case "release_blocked":
      return stuckLines(item).length > 0 ? (
        <Stuck locale={locale} item={item} names={names} />
      ) : (
        <Waiting locale={locale} text={t("waiting.out")} here={href(locale, `/deals/${number}/money`)} />
      );
    default:
      return null;
  }
}

/** Where the money of a deal is, what is to be done about it, and what was. */
export function MoneyView({ locale, deal, money, rewarded, query, now }: Props) {
  const t = words(locale);
  const current = currentItem(money);
  if (!current)
    return (
      <EmptyState
        title={t("none")}
        actions={<ButtonLink href={href(locale, `/deals/${deal.number}`)}>{t("to-deal")}</ButtonLink>}
      >
        {t("none-lead")}
      </EmptyState>
    );
  const names = namesOf(locale, deal);
  const top = <MoneyTop locale={locale} money={money} names={names} now={now} />;
  if (money.role === "broker")
    return (
      <div className="stack">
        {top}
        <AccountMissing locale={locale} money={money} />
        <BrokerMilestones locale={locale} money={money} />
      </div>
    );
  const shown = money.items.find((i) => String(i.position) === query.item) ?? current;
  const orgs = { seller: deal.seller?.id, buyer: deal.buyer?.id };
  return (
    <div className="stack">
      {current.frozen ? <Note tone="warn">{t("frozen")}</Note> : null}
      {top}
      <AccountMissing locale={locale} money={money} />
      <Act locale={locale} deal={deal} money={money} item={current} query={query} />
      <Milestones locale={locale} money={money} shown={shown} />
      <div className="halves">
        <Split locale={locale} money={money} item={shown} names={names} rewarded={rewarded.has(shown.id)} />
        <History locale={locale} money={money} names={names} orgs={orgs} />
      </div>
    </div>
  );
}
