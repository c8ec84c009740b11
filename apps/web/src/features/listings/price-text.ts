import { assets, type Currency, type Locale, type Money } from "@peony/domain/shared";
import { formatMoney, formatRange, translator } from "@peony/i18n";

type Priced = { priceMode: string; priceMin: bigint | null; priceMax: bigint | null; currency: string };

const inAsset = (amount: bigint, currency: string): Money => ({ amount, asset: assets[currency as Currency] });

/** Asking price in its short form and, where there is one, exactly; a price on request says so. */
export const priceText = (locale: Locale, l: Priced): { short: string; exact: string | null } => {
  const { priceMin, priceMax, currency } = l;
  if (l.priceMode === "ask" || (priceMin === null && priceMax === null))
    return { short: translator(locale, "terms")("price_on_request"), exact: null };
  const min = priceMin === null ? null : inAsset(priceMin, currency);
  const max = priceMax === null ? null : inAsset(priceMax, currency);
  // One figure of a fixed price, or of one for everybody, is the price, not the beginning of a range.
  const one = l.priceMode === "fixed" || l.priceMode === "open" ? (min ?? max) : null;
  if (one && (min === null || max === null))
    return { short: formatMoney(one, locale), exact: formatMoney(one, locale, "full") };
  const ends = [min, max].filter((m) => m !== null).map((m) => formatMoney(m, locale, "full"));
  return { short: formatRange({ min, max }, locale), exact: [...new Set(ends)].join(" – ") };
};
