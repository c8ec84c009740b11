import type { FilledField, RegistryValue } from "@peony/domain/listings";
import { type Bilingual, inLocale } from "@peony/domain/shared";
import { formatPatentNumber, type Locale } from "@peony/i18n";
import { optionsOf } from "#features/forms/options.ts";
import { words } from "./words.ts";

const isName = (one: string | Bilingual): one is Bilingual => typeof one !== "string";
/** How much of a long text is shown beside its field. */
const shown = 120;

/** A value of the register, or what stands in the form, as the reader writes it; "" where nothing stands there. */
export const fieldValue = (locale: Locale, field: FilledField["field"], value: RegistryValue): string => {
  if (typeof value !== "string")
    return value.map((one) => (isName(one) ? inLocale(one, locale) : one)).join(words(locale)("comma"));
  if (value === "") return "";
  if (field === "number") return formatPatentNumber(value);
  if (field === "legalStatus") return optionsOf(locale, [value], "legal_status")[0]?.label ?? value;
  if (field === "assetKind") return optionsOf(locale, [value], "asset_kind")[0]?.label ?? value;
  const chars = [...value];
  return chars.length > shown ? `${chars.slice(0, shown).join("")}…` : value;
};
