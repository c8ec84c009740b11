import { assetKinds, technologyFields } from "@peony/domain/listings";
import type { Bilingual as BilingualText } from "@peony/domain/shared";
import type { Locale } from "@peony/i18n";
import { CheckboxField } from "@peony/ui/Choice";
import { SelectField, TextField } from "@peony/ui/Field";
import { FieldGroup, FieldRow } from "@peony/ui/FieldGroup";
import { Bilingual } from "#features/forms/bilingual.tsx";
import { optionsOf, readinessOptions } from "#features/forms/options.ts";
import type { OwnListing } from "./listing-editor.tsx";
import { words } from "./words.ts";

type Props = { locale: Locale; listing: OwnListing };

/** Kind, field and title: all a draft needs. */
export function IdentityFields({ locale, listing }: { locale: Locale; listing?: OwnListing }) {
  const t = words(locale);
  return (
    <>
      <FieldRow>
        <SelectField
          name="assetKind"
          label={t("fields.assetKind")}
          required
          defaultValue={listing?.assetKind ?? "patent"}
          options={optionsOf(locale, assetKinds, "asset_kind")}
        />
        <SelectField
          name="field"
          label={t("fields.field")}
          required
          placeholder={listing ? undefined : t("fields.choose")}
          defaultValue={listing?.field}
          options={optionsOf(locale, technologyFields, "field")}
        />
      </FieldRow>
      <Bilingual
        locale={locale}
        name="title"
        label={t("fields.title")}
        value={listing ? { zh: listing.titleZh, en: listing.titleEn } : undefined}
      />
    </>
  );
}

/** Rows of one text each: as many as there are and one more. */
function TextRows({
  locale,
  name,
  label,
  hint,
  values,
  most,
  rows,
}: {
  locale: Locale;
  name: "applications" | "evidence";
  label: (n: number) => string;
  hint?: string;
  values: readonly BilingualText[];
  most: number;
  rows?: number;
}) {
  return Array.from({ length: Math.min(most, values.length + 1) }, (_, i) => (
    <Bilingual
      key={`${name}${i + 1}`}
      locale={locale}
      name={`${name}.${i}`}
      label={label(i + 1)}
      hint={i === 0 ? hint : undefined}
      value={values[i]}
      rows={rows}
    />
  ));
}

/** The problem, the way out, and where it is used. */
export function ProblemFields({ locale, listing }: Props) {
  const t = words(locale);
  return (
    <FieldGroup legend={t("edit.part.problem")}>
      <Bilingual
        locale={locale}
        name="problem"
        label={t("fields.problem")}
        hint={t("fields.problem-hint")}
        value={listing.problem}
        rows={5}
      />
      <Bilingual locale={locale} name="solution" label={t("fields.solution")} value={listing.solution} rows={6} />
      <TextRows
        locale={locale}
        name="applications"
        label={(n) => t("fields.applications-n", { n })}
        values={listing.applications}
        most={8}
      />
    </FieldGroup>
  );
}

/** Figures with the condition under which they hold, or the open word that there is none yet; and what rivals do. */
export function BenefitFields({ locale, listing }: Props) {
  const t = words(locale);
  const rows = Math.min(6, Math.max(2, listing.benefits.length + 1));
  return (
    <FieldGroup legend={t("edit.part.benefit")}>
      {Array.from({ length: rows }, (_, i) => {
        const b = listing.benefits[i];
        return (
          <FieldGroup key={`b${i + 1}`} legend={t("fields.benefits", { n: i + 1 })}>
            <Bilingual locale={locale} name={`benefits.${i}.name`} label={t("fields.benefit-name")} value={b?.name}>
              <TextField
                name={`benefits.${i}.figure`}
                label={t("fields.benefit-figure")}
                defaultValue={b?.figure}
                maxLength={30}
              />
            </Bilingual>
            <Bilingual locale={locale} name={`benefits.${i}.unit`} label={t("fields.benefit-unit")} value={b?.unit} />
            <Bilingual
              locale={locale}
              name={`benefits.${i}.condition`}
              label={t("fields.benefit-condition")}
              hint={i === 0 ? t("fields.benefit-condition-hint") : undefined}
              value={b?.condition}
              rows={2}
            />
          </FieldGroup>
        );
      })}
      <CheckboxField name="noDataYet:boolean" label={t("fields.noDataYet")} defaultChecked={listing.noDataYet} />
      <Bilingual locale={locale} name="rival" label={t("fields.rival")} value={listing.rival} rows={3} />
    </FieldGroup>
  );
}

/** How far it is and what shows it. */
export function ReadinessFields({ locale, listing }: Props) {
  const t = words(locale);
  return (
    <FieldGroup legend={t("edit.part.readiness")}>
      <SelectField
        name="trl:number"
        label={t("fields.trl")}
        placeholder={t("fields.trl-choose")}
        defaultValue={listing.trl === null ? undefined : `${listing.trl}`}
        options={readinessOptions(locale)}
      />
      <TextRows
        locale={locale}
        name="evidence"
        label={(n) => t("fields.evidence-n", { n })}
        hint={t("fields.evidence-hint")}
        values={listing.evidence}
        most={8}
        rows={2}
      />
    </FieldGroup>
  );
}
