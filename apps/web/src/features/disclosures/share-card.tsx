import { previewReward, profitYears, type RewardPreview } from "@peony/domain/royalties";
import { currencyOf, inLocale } from "@peony/domain/shared";
import type { ResultDetail } from "@peony/features/disclosures";
import { formatBasisPoints, formatMoney, type Locale, parseMoney, translator } from "@peony/i18n";
import { Button } from "@peony/ui/Button";
import { FieldRow } from "@peony/ui/FieldGroup";
import { Card } from "@peony/ui/Layout";
import { KeyValue } from "@peony/ui/Lists";
import { Note } from "@peony/ui/Note";
import { Table } from "@peony/ui/Table";
import { MoneyField } from "#features/forms/money-field.tsx";
import { amountText } from "#features/offers/amount-text.ts";
import { words } from "./words.ts";

export type Tried = { readonly gross?: string; readonly costs?: string };
type Props = { locale: Locale; detail: ResultDetail; tried: Tried };

/** The amounts to work with: what the reader tried, else those of the deal or the asking price. Null where they make no sense. */
const amountsOf = ({ share }: ResultDetail, tried: Tried): { gross: bigint; costs: bigint } | null => {
  const read = (typed: string | undefined, known: bigint): bigint | null => {
    if (typed === undefined || typed.trim() === "") return known;
    const parsed = parseMoney(typed, share.gross.asset);
    return parsed.ok ? parsed.money.amount : null;
  };
  const gross = read(tried.gross, share.gross.amount);
  const costs = read(tried.costs, tried.gross ? 0n : share.costs.amount);
  return gross === null || costs === null || gross < 0n || costs < 0n || costs > gross ? null : { gross, costs };
};

function Figures({ locale, detail, preview }: Omit<Props, "tried"> & { preview: RewardPreview }) {
  const t = words(locale);
  const { asset } = detail.share.gross;
  const full = (amount: bigint) => formatMoney({ amount, asset }, locale, "full");
  const { rule } = detail.share;
  const rows = preview.shares.map((s, i) => ({ ...s, key: String(i), own: detail.result.makers[i]?.own ?? false }));
  return (
    <>
      <KeyValue
        items={[
          { term: t("gross"), value: full(preview.gross) },
          { term: t("costs"), value: full(preview.costs) },
          { term: t("net"), value: full(preview.net) },
          { term: t("pool"), value: `${full(preview.pool)} (${formatBasisPoints(rule.statutoryBps)})` },
          { term: t("rule"), value: inLocale(rule.source, locale) },
          { term: t("document"), value: rule.documentNumber && <span lang="zh">{rule.documentNumber}</span> },
        ]}
      />
      {rows.length > 0 ? (
        <Table
          caption={t("part-each")}
          rows={rows}
          rowKey={(r) => r.key}
          selected={(r) => r.own}
          columns={[
            {
              key: "name",
              head: t("name"),
              cell: (r) => `${inLocale(r.name, locale)}${r.own ? ` · ${t("you")}` : ""}`,
            },
            { key: "share", head: t("share"), numeric: true, cell: (r) => `${r.sharePct.toFixed(2)}%` },
            { key: "amount", head: t("amount"), numeric: true, cell: (r) => full(r.amount) },
          ]}
        />
      ) : null}
      <p className="hint">
        {t("other-ways", {
          equity: formatBasisPoints(rule.equityMinBps),
          profit: formatBasisPoints(rule.profitMinBps),
          from: profitYears.from,
          to: profitYears.to,
        })}
      </p>
    </>
  );
}

/** What the inventors would get, figure by figure, with the rule it rests on; other amounts can be tried. */
export function ShareCard({ locale, detail, tried }: Props) {
  const t = words(locale);
  const { share, result } = detail;
  const amounts = amountsOf(detail, tried);
  const preview =
    amounts && amounts.gross > 0n
      ? previewReward({ ...amounts, statutoryBps: share.rule.statutoryBps }, result.makers)
      : null;
  const currency = currencyOf(share.gross.asset);
  return (
    <Card id="share" title={t("preview")} note={t(`preview-from.${share.from}`, { number: share.dealNumber ?? "" })}>
      <div className="stack-small">
        <Note>{translator(locale, "royalties")("caveat")}</Note>
        {amounts ? null : <Note tone="error">{t("amounts-wrong")}</Note>}
        {preview ? <Figures locale={locale} detail={detail} preview={preview} /> : null}
        <form method="get" action="#share" className="form" aria-label={t("try")}>
          <FieldRow>
            <MoneyField
              locale={locale}
              name="gross"
              label={t("gross")}
              defaultValue={tried.gross ?? amountText(share.gross.amount.toString(), currency)}
            />
            <MoneyField
              locale={locale}
              name="costs"
              label={t("costs")}
              defaultValue={tried.costs ?? amountText(share.costs.amount.toString(), currency)}
            />
          </FieldRow>
          <Button type="submit">{t("try")}</Button>
        </form>
      </div>
    </Card>
  );
}
