import { type Locale, translator } from "@peony/i18n";

/** Words of the search page. */
export const words = (locale: Locale) => translator(locale, "search");
