import type { StatementLine } from "@peony/features/ledger";
import { formatDateTime, formatMoney, type Locale } from "@peony/i18n";
import { Table } from "@peony/ui/Table";
import { href } from "../../i18n/page.ts";
import { words } from "./words.ts";

/** Lines of the ledger, newest first, each with the balance after it. */
export function StatementTable({ locale, lines }: { locale: Locale; lines: readonly StatementLine[] }) {
  const t = words(locale);
  const numbered = lines.map((line, i) => ({ ...line, key: String(i) }));
  return (
    <Table
      caption={t("caption")}
      density="dense"
      rows={numbered}
      rowKey={(l) => l.key}
      columns={[
        { key: "kind", head: t("kind"), cell: (l) => <b>{t(`transfer.${l.kind}`)}</b> },
        { key: "at", head: t("at"), cell: (l) => formatDateTime(l.at, locale) },
        {
          key: "deal",
          head: t("deal"),
          cell: (l) =>
            l.dealNumber ? (
              <>
                {l.onDeal ? (
                  <a className="mono" href={href(locale, `/deals/${l.dealNumber}/money`)}>
                    {l.dealNumber}
                  </a>
                ) : (
                  <span className="mono">{l.dealNumber}</span>
                )}
                {l.itemPosition === null ? null : <small>{t("item", { position: l.itemPosition })}</small>}
              </>
            ) : (
              "—"
            ),
        },
        { key: "account", head: t("account"), cell: (l) => t(`class.${l.account}`) },
        { key: "amount", head: t("amount"), numeric: true, cell: (l) => formatMoney(l.money, locale, "full") },
        { key: "balance", head: t("balance"), numeric: true, cell: (l) => formatMoney(l.balance, locale, "full") },
      ]}
    />
  );
}
