import { type Locale, translator } from "@peony/i18n";

/** Words of the inventors' benefit statements. */
export const words = (locale: Locale) => translator(locale, "royalties");
