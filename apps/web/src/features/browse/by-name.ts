import type { Locale } from "@peony/domain/shared";
import { said } from "#features/listings/said.ts";

type Named = { readonly nameZh: string; readonly nameEn: string };

/**
 * Organisations in the order of a reader's alphabet: Chinese names by pinyin, English ones by letters. The tables of pinyin in the
 * runtime know one reading of each character, so that a name such as 长春 stands under zh; no reading is stored with a name yet.
 */
export const sortedByName = <T extends Named>(locale: Locale, rows: readonly T[]): T[] => {
  const order = new Intl.Collator(locale === "zh" ? "zh-u-co-pinyin" : "en", { numeric: true });
  const nameOf = (one: T): string => said(locale, { zh: one.nameZh, en: one.nameEn }).text;
  return [...rows].sort((a, b) => order.compare(nameOf(a), nameOf(b)));
};
