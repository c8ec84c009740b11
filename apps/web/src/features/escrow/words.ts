import { type Locale, translator } from "@peony/i18n";

/** Words of the pages about held money. */
export const words = (locale: Locale) => translator(locale, "money");
