import { type Locale, translator } from "@peony/i18n";

/** Words of the pages that lead through the catalogue. */
export const words = (locale: Locale) => translator(locale, "browse");
