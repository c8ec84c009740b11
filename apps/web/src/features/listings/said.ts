import type { Bilingual, Locale } from "@peony/domain/shared";
import { htmlLang } from "@peony/i18n";

/** A text to show, with its language where it is not the page's, so that it is read out and hyphenated rightly. */
export type Said = { readonly text: string; readonly lang?: string };

/** The reader's language where there is one, else the other; an empty text where there is neither. */
export const said = (locale: Locale, text: Bilingual): Said => {
  if (text[locale]) return { text: text[locale] };
  const other: Locale = locale === "zh" ? "en" : "zh";
  return text[other] ? { text: text[other], lang: htmlLang[other] } : { text: "" };
};

export const saidTitle = (locale: Locale, x: { titleZh: string; titleEn: string }): Said =>
  said(locale, { zh: x.titleZh, en: x.titleEn });

/** An organisation's name; those without an English name keep their Chinese one. */
export const saidName = (locale: Locale, o: { nameZh: string; nameEn: string }): Said =>
  said(locale, { zh: o.nameZh, en: o.nameEn });
