import { type Locale, translator } from "@peony/i18n";

/** Words of the pages about demands. */
export const words = (locale: Locale) => translator(locale, "demands");

/** Words of the clinic: questions, readings, checks, invitations. */
export const clinicWords = (locale: Locale) => translator(locale, "clinic");
