import { type Locale, translator } from "@peony/i18n";

/** The words that a reader of this language sees; a journey finds its way by them, so it is written once for both. */
export const wordsOf = (locale: Locale) => ({
  identity: translator(locale, "identity"),
  shell: translator(locale, "shell"),
  forms: translator(locale, "forms"),
  deals: translator(locale, "deals"),
  offers: translator(locale, "offers"),
  signing: translator(locale, "signing"),
  money: translator(locale, "money"),
  royalties: translator(locale, "royalties"),
  statement: translator(locale, "statement"),
  search: translator(locale, "search"),
  listings: translator(locale, "listings"),
  confirmation: translator(locale, "confirmation"),
  disclosures: translator(locale, "disclosures"),
  demands: translator(locale, "demands"),
  proposals: translator(locale, "proposals"),
  matching: translator(locale, "matching"),
  imports: translator(locale, "imports"),
  triage: translator(locale, "triage"),
  status: translator(locale, "status"),
  terms: translator(locale, "terms"),
  errors: translator(locale, "errors"),
});
export type Words = ReturnType<typeof wordsOf>;

export { type Locale, locales } from "@peony/i18n";
