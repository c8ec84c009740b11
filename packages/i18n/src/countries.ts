import type { Locale } from "./locale.ts";

/** Names that differ from those of the runtime: territories of China are named as such. */
const ours: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  zh: { HK: "中国香港", MO: "中国澳门", TW: "中国台湾" },
  en: { HK: "Hong Kong, China", MO: "Macao, China", TW: "Taiwan, China" },
};
const names = {
  zh: new Intl.DisplayNames("zh-CN", { type: "region" }),
  en: new Intl.DisplayNames("en", { type: "region" }),
};

/** A country's or territory's name by its ISO 3166-1 alpha-2 code; an unknown code as it is. */
export const countryName = (code: string, locale: Locale): string =>
  ours[locale][code] ?? names[locale].of(code) ?? code;
