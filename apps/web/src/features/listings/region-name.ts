import { type Locale, translator } from "@peony/i18n";

const words = (locale: Locale) => translator(locale, "regions");
type Key = Parameters<ReturnType<typeof words>>[0];

/** Whether we have a name for a division: the provinces, and in Henan what lies below. */
export const isNamedRegion = (code: string): boolean => words("zh").has(code as Key);

/** Name of an administrative division; the code itself where we have no name for it. */
export const regionName = (locale: Locale, code: string): string =>
  isNamedRegion(code) ? words(locale)(code as Key) : words(locale)("code", { code });
