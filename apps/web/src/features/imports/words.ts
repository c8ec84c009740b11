import { type Locale, translator } from "@peony/i18n";

/** Words of the pages about imports. */
export const words = (locale: Locale) => translator(locale, "imports");
