import type { Wording } from "@peony/domain/contracts";
import type { Locale } from "@peony/domain/shared";
import { assets } from "@peony/domain/shared";
import {
  beijing,
  formatBasisPoints,
  formatDate,
  formatMoney,
  formatPatentNumber,
  formatUscc,
  moneyInCapitals,
  translator,
} from "@peony/i18n";

const clock = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat("sv", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).format(at);

const made = new Map<Locale, Wording>();

/** The words of documents in one language: sentences of the namespace `contract`, figures by the house's rules. */
export const wording = (locale: Locale): Wording => {
  const known = made.get(locale) ?? make(locale);
  made.set(locale, known);
  return known;
};

const make = (locale: Locale): Wording => {
  const t = translator(locale, "contract");
  return {
    locale,
    say: (key, args = {}) => t(key as Parameters<typeof t>[0], args),
    money: (m) => formatMoney(m, locale, "full"),
    capitals: (m) => (m.asset === assets.CNY ? moneyInCapitals({ amount: m.amount, asset: m.asset }) : null),
    percent: formatBasisPoints,
    day: (iso) => formatDate(iso, locale, "prose"),
    patentNumber: formatPatentNumber,
    uscc: formatUscc,
    instant: (at) => ({ beijing: clock(at, beijing), utc: `${clock(at, "UTC")}Z`.replace(" ", "T") }),
  };
};
