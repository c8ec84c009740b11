import { selfMadeKinds } from "@peony/domain/identity";
import { countryCodes, homeCountry } from "@peony/domain/shared";
import { countryName, formatUscc, htmlLang, type Locale, translator } from "@peony/i18n";
import { SelectField, TextArea, TextField } from "@peony/ui/Field";
import { words } from "./words.ts";

type Values = {
  nameZh: string;
  nameEn: string;
  shortZh: string;
  country: string;
  uscc: string | null;
  registerNo: string | null;
  region: string | null;
  address: string;
  legalRepresentative: string;
  introZh: string;
  introEn: string;
};

/** Countries by their name in the reader's language, China first. */
const countryOptions = (locale: Locale) => {
  const named = countryCodes.map((value) => ({ value, label: countryName(value, locale) }));
  const byName = new Intl.Collator(htmlLang[locale]).compare;
  return named.toSorted((a, b) =>
    a.value === homeCountry ? -1 : b.value === homeCountry ? 1 : byName(a.label, b.label),
  );
};

/** What an organisation says of itself, as fields; `kinds` asks for the kind too, which is chosen once. */
export function OrganisationFields({
  locale,
  values,
  kinds = false,
}: {
  locale: Locale;
  values?: Values;
  kinds?: boolean;
}) {
  const t = words(locale);
  const term = translator(locale, "terms");
  const text = (
    name: "nameZh" | "nameEn" | "shortZh" | "address" | "legalRepresentative",
    rest: { hint?: string; required?: boolean; lang?: string } = {},
  ) => <TextField name={name} label={t(`organisation.${name}`)} defaultValue={values?.[name]} {...rest} />;
  return (
    <>
      {kinds ? (
        <SelectField
          name="kind"
          label={t("organisation.kind")}
          required
          options={selfMadeKinds.map((k) => ({ value: k, label: term(`organisation_kind.${k}`) }))}
        />
      ) : null}
      {text("nameZh", { hint: t("organisation.nameZh-hint"), required: true, lang: "zh-CN" })}
      {text("nameEn", { lang: "en" })}
      {text("shortZh", { lang: "zh-CN" })}
      <SelectField
        name="country"
        label={t("organisation.country")}
        required
        defaultValue={values?.country ?? homeCountry}
        options={countryOptions(locale)}
      />
      <TextField
        name="uscc"
        label={t("organisation.uscc")}
        hint={t("organisation.uscc-hint")}
        mono
        defaultValue={values?.uscc ? formatUscc(values.uscc) : undefined}
      />
      <TextField
        name="registerNo"
        label={t("organisation.registerNo")}
        hint={t("organisation.registerNo-hint")}
        mono
        defaultValue={values?.registerNo ?? undefined}
      />
      <TextField
        name="region"
        label={t("organisation.region")}
        hint={t("organisation.region-hint")}
        inputMode="numeric"
        mono
        defaultValue={values?.region ?? undefined}
      />
      {text("legalRepresentative")}
      {text("address")}
      <TextArea name="introZh" label={t("organisation.introZh")} defaultValue={values?.introZh} lang="zh-CN" />
      <TextArea name="introEn" label={t("organisation.introEn")} defaultValue={values?.introEn} lang="en" />
    </>
  );
}
