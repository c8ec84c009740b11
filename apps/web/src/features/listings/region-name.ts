import { type Locale, translator } from "@peony/i18n";

/** Name of an administrative division of Henan; the code itself where we have no name for it. */
export const regionName = (locale: Locale, code: string): string => {
  const t = translator(locale, "regions");
  const key = code as Parameters<typeof t>[0];
  return t.has(key) ? t(key) : t("code", { code });
};
