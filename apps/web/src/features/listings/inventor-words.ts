import { type Locale, translator } from "@peony/i18n";

/** Words of asking inventors and of the page a link opens. */
export const words = (locale: Locale) => translator(locale, "confirmation");
