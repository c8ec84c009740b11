import { type Locale, translator } from "@peony/i18n";

/** Words of the pages about deals. */
export const words = (locale: Locale) => translator(locale, "deals");

type Name = { nameZh: string; nameEn: string; shortZh?: string };

/** An organisation in running text: its short name in Chinese, its full name in English. */
export const shortName = (locale: Locale, o: Name | null | undefined): string =>
  locale === "en" && o?.nameEn ? o.nameEn : o?.shortZh || o?.nameZh || "";

export const titleOf = (locale: Locale, x: { titleZh: string; titleEn: string }): string =>
  locale === "en" && x.titleEn ? x.titleEn : x.titleZh || x.titleEn;
