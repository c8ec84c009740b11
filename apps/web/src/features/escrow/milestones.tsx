import { inLocale } from "@peony/domain/shared";
import type { DealMoney, MoneyItem, Standing } from "@peony/features/escrow";
import { formatDate, type Locale, translator } from "@peony/i18n";
import { Card } from "@peony/ui/Layout";
import { Status, type StatusTone } from "@peony/ui/Marks";
import { Table } from "@peony/ui/Table";
import { href } from "../../i18n/page.ts";
import { capitals, exact } from "./amounts.ts";
import { currentItem } from "./sentence.ts";
import { words } from "./words.ts";

const toneOf = (item: MoneyItem): StatusTone => {
  if (item.state === "settled") return "done";
  if (item.state === "release_blocked") return "error";
  if (item.state === "agreed" || item.state === "cancelled") return "closed";
  return item.turn === "ours" ? "turn" : "wait";
};

/** Where money that came in is, in three figures that sum to it. */
const standingWords = (locale: Locale, { held, owed, sent }: Standing): string =>
  words(locale)("milestones.sums", {
    held: exact(held, locale),
    owed: exact(owed, locale),
    sent: exact(sent, locale),
  });

function ItemState({ locale, item }: { locale: Locale; item: MoneyItem }) {
  const status = translator(locale, "status");
  return (
    <>
      <Status tone={toneOf(item)}>{status(`item.${item.state}`)}</Status>
      {item.deadline ? (
        <small>{words(locale)("milestones.until", { date: formatDate(item.deadline, locale) })}</small>
      ) : null}
      {item.standing && item.standing.held.amount === 0n && item.standing.owed.amount > 0n ? (
        <small>{standingWords(locale, item.standing)}</small>
      ) : null}
    </>
  );
}

/** Every payment of the contract in order; the one it is about now is marked. */
export function Milestones({ locale, money, shown }: { locale: Locale; money: DealMoney; shown: MoneyItem }) {
  const t = words(locale);
  const big = capitals(money.total);
  const page = `/deals/${money.dealNumber}/money`;
  return (
    <Card title={t("milestones.title")} note={t("milestones.total-note", { amount: exact(money.total, locale) })}>
      <Table
        caption={t("milestones.caption")}
        rows={money.items}
        rowKey={(i) => i.id}
        selected={(i) => i.id === currentItem(money)?.id}
        columns={[
          {
            key: "name",
            head: t("milestones.name"),
            cell: (i) => (
              <>
                <b>{inLocale(i.name, locale)}</b>
                <small>{t("milestones.number", { position: i.position })}</small>
              </>
            ),
          },
          { key: "condition", head: t("milestones.condition"), cell: (i) => inLocale(i.testMethod, locale) || "—" },
          { key: "amount", head: t("milestones.amount"), numeric: true, cell: (i) => exact(i.due, locale) },
          { key: "state", head: t("milestones.state"), cell: (i) => <ItemState locale={locale} item={i} /> },
          {
            key: "split",
            head: t("milestones.split"),
            cell: (i) =>
              i.id === shown.id ? (
                "—"
              ) : (
                <a href={`${href(locale, page, { item: String(i.position) })}#split`}>{t("milestones.see")}</a>
              ),
          },
        ]}
        foot={[
          t("milestones.total"),
          "",
          exact(money.total, locale),
          money.standing ? standingWords(locale, money.standing) : "",
          "",
        ]}
      />
      {big ? <p className="hint">{t("milestones.capitals", { text: big })}</p> : null}
    </Card>
  );
}

/** A broker sees where each payment is and its own commission in it, nothing else. */
export function BrokerMilestones({ locale, money }: { locale: Locale; money: DealMoney }) {
  const t = words(locale);
  const status = translator(locale, "status");
  return (
    <Card title={t("milestones.title")}>
      <Table
        caption={t("milestones.caption")}
        rows={money.items}
        rowKey={(i) => i.id}
        columns={[
          { key: "name", head: t("milestones.name"), cell: (i) => <b>{inLocale(i.name, locale)}</b> },
          { key: "state", head: t("milestones.state"), cell: (i) => <ItemState locale={locale} item={i} /> },
          {
            key: "own",
            head: t("milestones.own"),
            numeric: true,
            cell: (i) =>
              i.lines.map((l) => (
                <span key={l.role}>
                  {exact(l.money, locale)}
                  <small>
                    {l.state === "preview" || l.state === "booked"
                      ? t(`split.${l.state}`)
                      : status(`disbursement.${l.state}`)}
                  </small>
                </span>
              )),
          },
        ]}
      />
    </Card>
  );
}
