import { costBearers, dealTypes, improvementOwners, royaltyBases, type TermsInput } from "@peony/domain/contracts";
import { type Locale, translator } from "@peony/i18n";
import { SelectField, TextArea, TextField } from "@peony/ui/Field";
import { FieldGroup, FieldRow } from "@peony/ui/FieldGroup";
import { Bilingual } from "#features/forms/bilingual.tsx";
import { MoneyField } from "#features/forms/money-field.tsx";
import { optionsOf } from "#features/forms/options.ts";
import { amountText } from "./amount-text.ts";
import { CommissionFields } from "./commission-fields.tsx";
import { MilestoneFields } from "./milestone-fields.tsx";

export type Broker = { id: string; nameZh: string; nameEn: string };

/** The deal record as a form: every entry of the terms, prefilled from the round it answers. */
export function OfferFields({
  locale,
  values,
  brokers,
  rights,
}: {
  locale: Locale;
  values: TermsInput | null;
  brokers: readonly Broker[] /** Deal types the owner offers; the first is proposed. */;
  rights: readonly string[];
}) {
  const t = translator(locale, "offers");
  const term = translator(locale, "terms");
  return (
    <>
      <FieldGroup legend={term("deal_part.dealType")}>
        <FieldRow>
          <SelectField
            name="terms.dealType"
            label={t("dealType")}
            required
            defaultValue={values?.dealType ?? rights[0] ?? "ordinary"}
            options={optionsOf(locale, dealTypes, "deal_type")}
          />
          <TextField
            name="terms.termMonths:number"
            type="number"
            label={t("termMonths")}
            unit={t("months")}
            min={1}
            max={240}
            required
            defaultValue={`${values?.termMonths ?? 60}`}
          />
        </FieldRow>
        <Bilingual locale={locale} name="terms.fieldOfUse" label={t("fieldOfUse")} value={values?.fieldOfUse} />
        <Bilingual
          locale={locale}
          name="terms.territory"
          label={t("territory")}
          value={
            values?.territory ?? {
              zh: translator("zh", "offers")("territory-default"),
              en: translator("en", "offers")("territory-default"),
            }
          }
        />
      </FieldGroup>
      <MilestoneFields locale={locale} values={values?.milestones ?? []} currency={values?.currency ?? "CNY"} />
      <FieldGroup legend={t("royaltyPct")}>
        <FieldRow>
          <TextField
            name="terms.royaltyPct:number"
            label={t("royaltyPct")}
            unit={t("percent")}
            inputMode="decimal"
            defaultValue={`${values?.royaltyPct ?? 0}`}
          />
          <SelectField
            name="terms.royaltyBase"
            label={t("royaltyBase")}
            defaultValue={values?.royaltyBase ?? "net_sales"}
            options={optionsOf(locale, royaltyBases, "royalty_base")}
          />
        </FieldRow>
        <MoneyField
          locale={locale}
          name="terms.minimumAnnual:money"
          label={t("minimumAnnual")}
          hint={t("minimumAnnual-hint")}
          defaultValue={amountText(values?.minimumAnnual ?? "0", "CNY")}
        />
      </FieldGroup>
      <FieldGroup legend={t("improvementOwner")}>
        <FieldRow>
          <SelectField
            name="terms.improvementOwner"
            label={t("improvementOwner")}
            defaultValue={values?.improvementOwner ?? "each_own"}
            options={optionsOf(locale, improvementOwners, "improvement_owner")}
          />
          <SelectField
            name="terms.patentCostBearer"
            label={t("patentCostBearer")}
            defaultValue={values?.patentCostBearer ?? "licensor"}
            options={optionsOf(locale, costBearers, "cost_bearer")}
          />
        </FieldRow>
        <SelectField
          name="terms.prevailingLanguage"
          label={t("prevailingLanguage")}
          defaultValue={values?.prevailingLanguage ?? "zh"}
          options={[
            { value: "zh", label: t("languages.zh") },
            { value: "en", label: t("languages.en") },
          ]}
        />
      </FieldGroup>
      <CommissionFields locale={locale} brokers={brokers} value={values?.commissions?.[0]} />
      <TextArea name="terms.note" label={t("note")} defaultValue={values?.note} rows={2} />
      <TextArea name="message" label={t("message")} hint={t("message-hint")} rows={2} />
    </>
  );
}
