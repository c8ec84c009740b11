import { type Locale, translator } from "@peony/i18n";

/** Words of the statement. */
export const words = (locale: Locale) => translator(locale, "statement");
