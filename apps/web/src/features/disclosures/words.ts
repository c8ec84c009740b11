import { type Locale, translator } from "@peony/i18n";

/** Words of disclosures and results. */
export const words = (locale: Locale) => translator(locale, "disclosures");
