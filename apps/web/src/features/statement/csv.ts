import { currencyOf } from "@peony/domain/shared";
import type { StatementLine } from "@peony/features/ledger";
import { formatAmount, formatDateTime, type Locale } from "@peony/i18n";
import { words } from "./words.ts";

/** A cell that no spreadsheet reads as a formula: one that could be is led by an apostrophe; quotes are doubled. */
export const csvCell = (value: string): string => {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const plain = (m: StatementLine["money"]): string => formatAmount(m).replaceAll(",", "").replace("−", "-");

/** What came in and what went out stand in columns of their own, so that no amount needs a sign. */
const cells = (l: StatementLine, locale: Locale): string[] => {
  const t = words(locale);
  const size = plain({ ...l.money, amount: l.money.amount < 0n ? -l.money.amount : l.money.amount });
  return [
    formatDateTime(l.at, locale),
    t(`transfer.${l.kind}`),
    l.dealNumber ?? "",
    l.itemPosition === null ? "" : t("item", { position: l.itemPosition }),
    t(`class.${l.account}`),
    currencyOf(l.money.asset),
    l.money.amount >= 0n ? size : "",
    l.money.amount < 0n ? size : "",
    plain(l.balance),
  ];
};

/** The statement as CSV for spreadsheets: UTF-8 with its mark, lines ended as RFC 4180 wants. */
export const statementCsv = (lines: readonly StatementLine[], locale: Locale): string => {
  const t = words(locale);
  const head = [
    t("at"),
    t("kind"),
    t("deal"),
    t("payment"),
    t("account"),
    t("currency"),
    t("in"),
    t("out"),
    t("balance"),
  ];
  const rows = [head, ...lines.map((l) => cells(l, locale))];
  return `\ufeff${rows.map((r) => r.map(csvCell).join(",")).join("\r\n")}\r\n`;
};
