import { type Locale, translator } from "@peony/i18n";

/** Words of the triage board. */
export const words = (locale: Locale) => translator(locale, "triage");
