import type { Bilingual as BilingualText } from "@peony/domain/shared";
import type { Locale } from "@peony/i18n";
import { CheckboxField } from "@peony/ui/Choice";
import { SelectField, TextField } from "@peony/ui/Field";
import { FieldGroup, FieldRow } from "@peony/ui/FieldGroup";
import { MoreRows } from "#features/forms/more-rows.tsx";
import { readinessOptions } from "#features/forms/options.ts";
import { ListingBilingual, ListingText } from "./listing-bilingual.tsx";
import type { OwnListing } from "./listing-editor.tsx";
import { words } from "./words.ts";

type Props = { locale: Locale; listing: OwnListing };

/** Rows of one text each. */
function TextRows({
  locale,
  listing,
  name,
  label,
  hint,
  values,
  rows,
}: Props & {
  name: "applications" | "evidence";
  label: (n: number) => string;
  hint?: string;
  values: readonly BilingualText[];
  rows?: number;
}) {
  return (
    <MoreRows
      locale={locale}
      count={values.length}
      most={8}
      row={(i) => (
        <ListingBilingual
          key={`${name}${i + 1}`}
          locale={locale}
          listing={listing}
          name={`${name}.${i}`}
          label={label(i + 1)}
          hint={i === 0 ? hint : undefined}
          value={values[i]}
          rows={rows}
        />
      )}
    />
  );
}

/** The problem, the way out, and where it is used. */
export function ProblemFields({ locale, listing }: Props) {
  const t = words(locale);
  return (
    <FieldGroup legend={t("edit.part.problem")}>
      <ListingText locale={locale} listing={listing} name="problem" rows={5} />
      <ListingText locale={locale} listing={listing} name="solution" rows={6} />
      <TextRows
        locale={locale}
        listing={listing}
        name="applications"
        label={(n) => t("fields.applications-n", { n })}
        values={listing.applications}
      />
    </FieldGroup>
  );
}

/** One figure: what, how much, under which condition, and when that was last checked. */
function BenefitRow({ locale, listing, i }: Props & { i: number }) {
  const t = words(locale);
  const b = listing.benefits[i];
  const part = { locale, listing };
  return (
    <FieldGroup legend={t("fields.benefits", { n: i + 1 })}>
      <ListingBilingual {...part} name={`benefits.${i}.name`} label={t("fields.benefit-name")} value={b?.name} />
      <FieldRow>
        <TextField
          name={`benefits.${i}.figure`}
          label={t("fields.benefit-figure")}
          defaultValue={b?.figure}
          maxLength={30}
        />
        <TextField
          name={`benefits.${i}.checkedOn`}
          type="date"
          label={t("fields.benefit-checkedOn")}
          defaultValue={b?.checkedOn ?? undefined}
        />
      </FieldRow>
      <ListingBilingual {...part} name={`benefits.${i}.unit`} label={t("fields.benefit-unit")} value={b?.unit} />
      <ListingBilingual
        {...part}
        name={`benefits.${i}.condition`}
        label={t("fields.benefit-condition")}
        hint={i === 0 ? t("fields.benefit-condition-hint") : undefined}
        value={b?.condition}
        rows={2}
      />
    </FieldGroup>
  );
}

/** Figures with the condition under which they hold, or the open word that there is none yet; and what rivals do. */
export function BenefitFields({ locale, listing }: Props) {
  const t = words(locale);
  return (
    <FieldGroup legend={t("edit.part.benefit")}>
      <MoreRows
        locale={locale}
        count={listing.benefits.length}
        most={6}
        row={(i) => <BenefitRow key={`b${i + 1}`} locale={locale} listing={listing} i={i} />}
      />
      <CheckboxField name="noDataYet:boolean" label={t("fields.noDataYet")} defaultChecked={listing.noDataYet} />
      <ListingText locale={locale} listing={listing} name="rival" rows={3} />
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
        listing={listing}
        name="evidence"
        label={(n) => t("fields.evidence-n", { n })}
        hint={t("fields.evidence-hint")}
        values={listing.evidence}
        rows={2}
      />
    </FieldGroup>
  );
}
