import { type Locale, translator } from "@peony/i18n";

/** Words of the pages about people and organisations. */
export const words = (locale: Locale) => translator(locale, "identity");
