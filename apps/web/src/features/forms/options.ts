import { type Locale, translator } from "@peony/i18n";
import type { Option } from "@peony/ui/field-parts";

/** Values as choices, in the words that a group of the terms has for them: `optionsOf(locale, dealTypes, "deal_type")`. */
export const optionsOf = (locale: Locale, values: readonly string[], group: string): Option[] => {
  const term = translator(locale, "terms");
  return values.map((value) => ({ value, label: term(`${group}.${value}` as Parameters<typeof term>[0]) }));
};

/** Readiness levels, each with what it means. */
export const readinessOptions = (locale: Locale): Option[] => {
  const t = translator(locale, "forms");
  const term = translator(locale, "terms");
  return ([1, 2, 3, 4, 5, 6, 7, 8, 9] as const).map((level) => ({
    value: `${level}`,
    label: t("trl-option", { level, text: term(`trl.${level}`) }),
  }));
};
