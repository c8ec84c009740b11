import { regionalOffices, seiIndustries } from "@peony/domain/listings";
import { countryCodes, homeCountry, inLocale, provinceCodes, regionSchema } from "@peony/domain/shared";
import { countryName, htmlLang, type Locale, messages } from "@peony/i18n";
import { regionName } from "#features/listings/region-name.ts";

type Option = { readonly value: string; readonly label: string };

/** Countries and the offices of several countries by their name in the reader's language, the own country and the offices first. */
export const officeOptions = (locale: Locale): Option[] => {
  const first: readonly string[] = [homeCountry, ...regionalOffices];
  const named = (value: string): Option => ({ value, label: countryName(value, locale) });
  const byName = new Intl.Collator(htmlLang[locale]).compare;
  const others = countryCodes.filter((code) => !first.includes(code)).map(named);
  return [...first.map(named), ...others.toSorted((a, b) => byName(a.label, b.label))];
};

/** Industries of the second level by name, under the order of the classification. */
export const seiOptions = (locale: Locale): Option[] =>
  seiIndustries()
    .filter(({ code }) => code.includes("."))
    .map((one) => ({ value: one.code, label: `${inLocale(one, locale)} (${one.code})` }));

const divisionCodes = (): string[] => [
  ...new Set(
    [...provinceCodes(), ...Object.keys(messages("zh").regions)].filter((c) => regionSchema.safeParse(c).success),
  ),
];

/** Divisions that have a name here, to be found by it; other codes may be typed. */
export const regionOptions = (locale: Locale): Option[] =>
  divisionCodes().map((value) => ({ value, label: regionName(locale, value) }));

/** A choice of codes with the one that is stored, whatever it is: a form never changes what nobody touched. */
export const withStored = (options: readonly Option[], stored: string | null): Option[] =>
  stored === null || stored === "" || options.some((o) => o.value === stored)
    ? [...options]
    : [{ value: stored, label: stored }, ...options];
