import { commissionPayers, type TermsInput } from "@peony/domain/contracts";
import { type Locale, translator } from "@peony/i18n";
import { SelectField, TextField } from "@peony/ui/Field";
import { FieldGroup, FieldRow } from "@peony/ui/FieldGroup";
import { optionsOf } from "#features/forms/options.ts";
import type { Broker } from "./offer-fields.tsx";

type Line = NonNullable<TermsInput["commissions"]>[number];

/** The broker on the deal and its commission; without an agency there is no line. */
export function CommissionFields({
  locale,
  brokers,
  value,
}: {
  locale: Locale;
  brokers: readonly Broker[];
  value: Line | undefined;
}) {
  const t = translator(locale, "offers");
  return (
    <FieldGroup legend={t("broker")}>
      <FieldRow>
        <SelectField
          name="terms.commissions.0.organisationId"
          label={t("broker")}
          placeholder={t("no-broker")}
          defaultValue={value?.organisationId}
          options={brokers.map((b) => ({ value: b.id, label: locale === "en" && b.nameEn ? b.nameEn : b.nameZh }))}
        />
        <TextField
          name="terms.commissions.0.pct:number"
          label={t("pct")}
          unit={t("percent")}
          inputMode="decimal"
          defaultValue={value ? `${value.pct}` : undefined}
        />
        <SelectField
          name="terms.commissions.0.payer"
          label={t("payer")}
          defaultValue={value?.payer ?? "seller"}
          options={optionsOf(locale, commissionPayers, "commission_payer")}
        />
      </FieldRow>
    </FieldGroup>
  );
}
