import type { DealMoney } from "@peony/features/escrow";
import { formatDate, formatDeadline, type Locale } from "@peony/i18n";
import { Card } from "@peony/ui/Layout";
import { Countdown, MoneySentence } from "@peony/ui/Money";
import { inspectionOf } from "./inspection.ts";
import { RichText } from "./rich-text.tsx";
import { currentItem, moneySentence, type SideNames } from "./sentence.ts";
import { words } from "./words.ts";

type Props = { locale: Locale; money: DealMoney; names: SideNames; now: Date };

function InspectionCountdown({ locale, money, now }: Omit<Props, "names">) {
  const t = words(locale);
  const item = currentItem(money);
  const inspection = item && inspectionOf(item, now);
  if (!inspection) return null;
  const { over, days, past, total, delivered, deadline } = inspection;
  return (
    <Countdown
      caption={t("countdown.caption", { days: total })}
      left={days === 0 ? t("countdown.today") : t(over ? "countdown.over" : "countdown.left", { count: days })}
      unit={days === 0 ? undefined : t(over ? "countdown.unit-over" : "countdown.unit-left", { count: days })}
      past={past}
      total={total}
      from={t("countdown.from", { date: formatDate(delivered, locale) })}
      to={formatDeadline(deadline, now, locale)}
      note={t("countdown.note")}
    />
  );
}

/** The money sentence, with the days of an inspection beside it while one runs. */
export function MoneyTop({ locale, money, names, now }: Props) {
  const t = words(locale);
  const item = currentItem(money);
  const runs = item ? inspectionOf(item, now) !== null : false;
  return (
    <Card id="where" title={t("where")} flush={runs}>
      <MoneySentence
        side={runs ? <InspectionCountdown locale={locale} money={money} now={now} /> : undefined}
        sideLabel={t("countdown.label")}
      >
        <RichText of={moneySentence(locale, money, names, now)} />
      </MoneySentence>
    </Card>
  );
}
