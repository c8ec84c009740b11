import { csvOf } from "@peony/domain/imports";
import { currencyOf } from "@peony/domain/shared";
import type { StatementLine } from "@peony/features/ledger";
import { formatAmount, formatDateTime, type Locale } from "@peony/i18n";
import { words } from "./words.ts";

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

/** The statement as CSV for spreadsheets. */
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
  return csvOf([head, ...lines.map((l) => cells(l, locale))]);
};
