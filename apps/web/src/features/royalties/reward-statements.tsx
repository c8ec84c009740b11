import { mainMinimum } from "@peony/domain/royalties";
import { inLocale } from "@peony/domain/shared";
import type { RewardStatement } from "@peony/features/royalties";
import { formatBasisPoints, formatDate, formatMoney, type Locale } from "@peony/i18n";
import { EmptyState } from "@peony/ui/Feedback";
import { Card, Stack } from "@peony/ui/Layout";
import { KeyValue } from "@peony/ui/Lists";
import { Note } from "@peony/ui/Note";
import { Table } from "@peony/ui/Table";
import { href } from "../../i18n/page.ts";
import { Objections } from "./objections.tsx";
import { words } from "./words.ts";

type Props = { locale: Locale; statement: RewardStatement };

/** Whether every share is here: an inventor gets only an own one, and then of the sums behind it nothing either. */
const isWhole = (s: RewardStatement): boolean =>
  s.lines.length === 0 || s.lines.reduce((all, l) => all + l.money.amount, 0n) === s.pool.amount;

/** How the inventors' part of one release came about, each figure with where it is from. */
function Derivation({ locale, statement: s }: Props) {
  const t = words(locale);
  const whole = isWhole(s);
  const full = (amount: bigint) => formatMoney({ amount, asset: s.pool.asset }, locale, "full");
  const floor = formatBasisPoints(s.rule.statutoryBps);
  const noted = (value: string, note: string) => (
    <>
      {value} <span className="quiet">{note}</span>
    </>
  );
  return (
    <KeyValue
      items={[
        { term: t("receipts"), value: whole && full(s.receipts.amount) },
        { term: t("costs"), value: whole && noted(full(s.costs.amount), t("costs-note")) },
        { term: t("net"), value: whole && full(s.net.amount) },
        {
          term: t("pool"),
          value: whole && (
            <>
              <b>{full(s.pool.amount)}</b> <span className="quiet">{t("pool-note", { share: floor })}</span>
            </>
          ),
        },
        { term: t("main"), value: whole && full(mainMinimum(s.pool.amount, s.rule.mainMinBps)) },
        { term: t("rule"), value: inLocale(s.rule.source, locale) },
        { term: t("document"), value: <span lang="zh">{s.rule.documentNumber}</span> },
        { term: t("date"), value: formatDate(s.at, locale) },
      ]}
    />
  );
}

/** The inventors' shares; a reader who may see only an own share gets only that row, and no total. */
function Shares({ locale, statement: s }: Props) {
  const t = words(locale);
  if (s.lines.length === 0) return <p className="quiet">{t("no-inventors")}</p>;
  const full = (amount: bigint) => formatMoney({ amount, asset: s.pool.asset }, locale, "full");
  const numbered = s.lines.map((l, i) => ({ ...l, key: String(i) }));
  return (
    <Table
      caption={t("shares")}
      rows={numbered}
      rowKey={(l) => l.key}
      selected={(l) => l.own}
      columns={[
        {
          key: "name",
          head: t("inventor"),
          cell: (l) => `${inLocale(l.name, locale)}${l.own ? ` · ${t("own")}` : ""}`,
        },
        { key: "share", head: t("share"), numeric: true, cell: (l) => `${l.sharePct}%` },
        { key: "amount", head: t("amount"), numeric: true, cell: (l) => full(l.money.amount) },
      ]}
      foot={isWhole(s) ? [t("total"), "100%", full(s.pool.amount)] : undefined}
    />
  );
}

/** Benefit statements of the inventors, one card for each release, the newest first. */
export function RewardStatements({
  locale,
  statements,
  alone,
  token,
  answers = false,
}: {
  locale: Locale;
  statements: readonly RewardStatement[];
  /** Of the link by which the reader came, where there is no account. */
  token?: string;
  /** The reader answers objections and records payments for the unit. */
  answers?: boolean;
  /** Nothing else is on the page, so that none is said. */
  alone: boolean;
}) {
  const t = words(locale);
  if (statements.length === 0)
    return alone ? (
      <Card>
        <EmptyState title={t("none")}>{t("none-lead")}</EmptyState>
      </Card>
    ) : null;
  return (
    <Card id="rewards" title={t("title")} note={t("lead")}>
      <Stack small>
        <Note>{t("caveat")}</Note>
        {statements.map((s) => (
          <section key={s.id}>
            <Stack small>
              <h3>
                {t("of", { item: inLocale(s.itemName, locale), position: s.position })}{" "}
                {isWhole(s) && !token ? (
                  <a className="mono" href={href(locale, `/deals/${s.dealNumber}/money`)}>
                    {s.dealNumber}
                  </a>
                ) : (
                  <span className="mono">{s.dealNumber}</span>
                )}
              </h3>
              <Derivation locale={locale} statement={s} />
              <Shares locale={locale} statement={s} />
              <Objections locale={locale} statement={s} token={token} answers={answers} />
            </Stack>
          </section>
        ))}
      </Stack>
    </Card>
  );
}
