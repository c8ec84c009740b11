import type { TermsInput } from "@peony/domain/contracts";
import type { Currency } from "@peony/domain/shared";
import { type Locale, translator } from "@peony/i18n";
import { TextField } from "@peony/ui/Field";
import { FieldGroup, FieldRow } from "@peony/ui/FieldGroup";
import { Bilingual } from "#features/forms/bilingual.tsx";
import { MoneyField } from "#features/forms/money-field.tsx";
import { amountText } from "./amount-text.ts";

const least = 2;

/** Milestones with what is delivered, how it is tested, and by when; one empty row more than there are, which may stay empty. */
export function MilestoneFields({
  locale,
  values,
  currency,
}: {
  locale: Locale;
  values: TermsInput["milestones"];
  currency: Currency;
}) {
  const t = translator(locale, "offers");
  const rows = Array.from({ length: Math.max(least, Math.min(12, values.length + 1)) }, (_, i) => values[i]);
  return rows.map((m, i) => {
    const fields = (
      <FieldGroup key={`m${i + 1}`} legend={t("milestone", { n: i + 1 })}>
        <Bilingual locale={locale} name={`terms.milestones.${i}.name`} label={t("name")} value={m?.name} />
        <FieldRow>
          <MoneyField
            locale={locale}
            name={`terms.milestones.${i}.amount:money`}
            label={t("amount")}
            defaultValue={amountText(m?.amount, currency)}
          />
          <TextField
            name={`terms.milestones.${i}.dueDays:number`}
            type="number"
            min={1}
            label={t("dueDays")}
            unit={t("days")}
            defaultValue={m ? `${m.dueDays}` : undefined}
          />
          <TextField
            name={`terms.milestones.${i}.inspectionDays:number`}
            type="number"
            min={1}
            max={30}
            label={t("inspectionDays")}
            unit={t("days")}
            defaultValue={m?.inspectionDays ? `${m.inspectionDays}` : undefined}
          />
        </FieldRow>
        <Bilingual
          locale={locale}
          name={`terms.milestones.${i}.deliverable`}
          label={t("deliverable")}
          value={m?.deliverable}
        />
        <Bilingual
          locale={locale}
          name={`terms.milestones.${i}.testMethod`}
          label={t("testMethod")}
          value={m?.testMethod}
        />
      </FieldGroup>
    );
    if (m || i < least) return fields;
    return (
      <details key={`m${i + 1}`}>
        <summary>{t("more-milestone")}</summary>
        {fields}
      </details>
    );
  });
}
