export const locales = ["zh", "en"] as const;
export type Locale = (typeof locales)[number];
export const defaultLocale: Locale = "zh";

/** The value of the html `lang` attribute. */
export const htmlLang = { zh: "zh-CN", en: "en" } as const satisfies Record<Locale, string>;

/** Each language named in itself, for the language switch. */
export const localeName = { zh: "中文", en: "English" } as const satisfies Record<Locale, string>;

export const isLocale = (value: unknown): value is Locale => locales.some((l) => l === value);
