import { type Locale, translator } from "@peony/i18n";

/** Words of the page that says what needs me. */
export const words = (locale: Locale) => translator(locale, "desk");
