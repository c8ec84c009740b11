import { dealTypes } from "@peony/domain/contracts";
import {
  demandKinds,
  demandVisibilities,
  hazards,
  ipWishes,
  partnerKinds,
  paymentModes,
  testBases,
} from "@peony/domain/demands";
import { technologyFields } from "@peony/domain/listings";
import type { DemandView } from "@peony/features/demands";
import type { Locale } from "@peony/i18n";
import { CheckboxField, ChoiceGroup } from "@peony/ui/Choice";
import { SelectField, TextField } from "@peony/ui/Field";
import { FieldGroup, FieldRow } from "@peony/ui/FieldGroup";
import { Bilingual } from "#features/forms/bilingual.tsx";
import { FindFields } from "#features/forms/find-fields.tsx";
import { MoneyField } from "#features/forms/money-field.tsx";
import { optionsOf, readinessOptions } from "#features/forms/options.ts";
import { amountText } from "#features/offers/amount-text.ts";
import { TargetFields } from "./target-fields.tsx";
import { words } from "./words.ts";

type Whole = { locale: Locale; values: DemandView };

/** Words from elsewhere, as a search, at the language they are in. */
const begun = (title: string) => (/\p{Script=Han}/u.test(title) ? { zh: title, en: "" } : { zh: "", en: title });

/** What a draft begins with: what kind it is, what it is called, and in which field. */
export function StartFields({ locale, values, title }: { locale: Locale; values?: DemandView; title?: string }) {
  const t = words(locale);
  return (
    <>
      <ChoiceGroup
        kind="radio"
        name="kind"
        label={t("form.kind")}
        hint={t("form.kind-hint")}
        defaultValue={values?.kind ?? "ordinary"}
        options={optionsOf(locale, demandKinds, "demand_kind")}
      />
      <Bilingual
        locale={locale}
        name="title"
        label={t("form.title")}
        hint={t("form.title-hint")}
        value={values ? { zh: values.titleZh, en: values.titleEn } : begun(title ?? "")}
      />
      <SelectField
        name="field"
        label={t("form.field")}
        required
        defaultValue={values?.field ?? technologyFields[0]}
        options={optionsOf(locale, technologyFields, "field")}
      />
    </>
  );
}

/** A demand as questions in the order in which one tells a problem: what, how far, how tested, for how much, on what terms. */
export function DemandFields({ locale, values }: Whole) {
  const t = words(locale);
  return (
    <>
      <FieldGroup legend={t("form.problem")}>
        <StartFields locale={locale} values={values} />
        <Bilingual
          locale={locale}
          name="background"
          label={t("form.background")}
          hint={t("form.background-hint")}
          value={values.background}
          rows={6}
        />
      </FieldGroup>
      <TargetFields locale={locale} values={values.targets} />
      <Test locale={locale} values={values} />
      <MoneyAndTime locale={locale} values={values} />
      <Cooperation locale={locale} values={values} />
      <ToBeFound locale={locale} values={values} />
    </>
  );
}

function Test({ locale, values }: Whole) {
  const t = words(locale);
  return (
    <FieldGroup legend={t("form.test")}>
      <Bilingual
        locale={locale}
        name="testMethod"
        label={t("form.test-method")}
        hint={t("form.test-hint")}
        value={values.testMethod}
        rows={4}
      />
      <SelectField
        name="testBasis"
        label={t("form.test-basis")}
        defaultValue={values.testBasis}
        options={optionsOf(locale, testBases, "test_basis")}
      />
      <Bilingual
        locale={locale}
        name="constraints"
        label={t("form.constraints")}
        hint={t("form.constraints-hint")}
        value={values.constraints}
        rows={4}
      />
      <ChoiceGroup
        kind="checkbox"
        inline
        name="hazards:list"
        label={t("form.hazards")}
        defaultValue={values.hazards}
        options={optionsOf(locale, hazards, "hazard")}
      />
      <CheckboxField
        name="samplesAvailable:boolean"
        label={t("form.samples")}
        defaultChecked={values.samplesAvailable}
      />
    </FieldGroup>
  );
}

function MoneyAndTime({ locale, values }: Whole) {
  const t = words(locale);
  const amount = (n: bigint | null | undefined) => amountText(n?.toString(), "CNY");
  return (
    <FieldGroup legend={t("form.money")}>
      <FieldRow>
        <MoneyField
          locale={locale}
          name="budgetMin:money"
          label={t("form.budget-min")}
          hint={t("form.budget-hint")}
          defaultValue={amount(values.budgetMin)}
        />
        <MoneyField
          locale={locale}
          name="budgetMax:money"
          label={t("form.budget-max")}
          hint={t("form.budget-hint")}
          defaultValue={amount(values.budgetMax)}
        />
      </FieldRow>
      <FieldRow>
        <SelectField
          name="paymentMode"
          label={t("form.payment")}
          defaultValue={values.paymentMode}
          options={optionsOf(locale, paymentModes, "payment_mode")}
        />
        <TextField
          name="deadline"
          type="date"
          label={t("form.deadline")}
          hint={t("form.deadline-hint")}
          defaultValue={values.deadline ?? undefined}
        />
      </FieldRow>
      <TextField
        name="feedbackDue"
        type="date"
        label={t("form.feedback-due")}
        hint={t("form.feedback-hint")}
        defaultValue={values.feedbackDue ?? undefined}
      />
    </FieldGroup>
  );
}

function Cooperation({ locale, values }: Whole) {
  const t = words(locale);
  return (
    <FieldGroup legend={t("form.terms")}>
      <ChoiceGroup
        kind="checkbox"
        inline
        name="rightsWanted:list"
        label={t("form.rights")}
        defaultValue={values.rightsWanted}
        options={optionsOf(locale, dealTypes, "deal_type")}
      />
      <FieldRow>
        <SelectField
          name="ipWish"
          label={t("form.ip")}
          defaultValue={values.ipWish}
          options={optionsOf(locale, ipWishes, "ip_wish")}
        />
        <SelectField
          name="trlWanted:number"
          label={t("form.trl")}
          placeholder={t("form.trl-any")}
          defaultValue={values.trlWanted ? `${values.trlWanted}` : undefined}
          options={readinessOptions(locale)}
        />
      </FieldRow>
      <ChoiceGroup
        kind="checkbox"
        inline
        name="partnerKinds:list"
        label={t("form.partners")}
        defaultValue={values.partnerKinds}
        options={optionsOf(locale, partnerKinds, "partner_kind")}
      />
      <Bilingual locale={locale} name="site" label={t("form.site")} value={values.site} />
      <ChoiceGroup
        kind="radio"
        name="visibility"
        label={t("form.visibility")}
        hint={t("form.visibility-hint")}
        defaultValue={values.visibility}
        options={optionsOf(locale, demandVisibilities, "demand_visibility")}
      />
    </FieldGroup>
  );
}

function ToBeFound({ locale, values }: Whole) {
  return (
    <FieldGroup legend={words(locale)("form.find")}>
      <FindFields locale={locale} values={values} />
    </FieldGroup>
  );
}
