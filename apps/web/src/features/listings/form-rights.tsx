import { dealTypes } from "@peony/domain/contracts";
import { legalStatuses, priceModes } from "@peony/domain/listings";
import type { Currency } from "@peony/domain/shared";
import { formatPatentNumber, type Locale } from "@peony/i18n";
import { ChoiceGroup } from "@peony/ui/Choice";
import { SelectField, TextField } from "@peony/ui/Field";
import { FieldGroup, FieldRow } from "@peony/ui/FieldGroup";
import { Bilingual } from "#features/forms/bilingual.tsx";
import { FindFields as Found } from "#features/forms/find-fields.tsx";
import { MoneyField } from "#features/forms/money-field.tsx";
import { optionsOf } from "#features/forms/options.ts";
import { amountText } from "#features/offers/amount-text.ts";
import type { OwnListing } from "./listing-editor.tsx";
import { words } from "./words.ts";

type Props = { locale: Locale; listing: OwnListing };
const days = ["legalCheckedOn", "filingDate", "grantDate", "annuityDue"] as const;

/** Whose it is, how that was checked, who made it, and what stands in the way. */
export function RightFields({ locale, listing }: Props) {
  const t = words(locale);
  const people = Math.min(20, listing.inventors.length + 1);
  return (
    <FieldGroup legend={t("edit.part.right")}>
      <FieldRow>
        <TextField
          name="number"
          label={t("fields.number")}
          hint={t("fields.number-hint")}
          mono
          defaultValue={listing.number ? formatPatentNumber(listing.number) : undefined}
        />
        <TextField
          name="country"
          label={t("fields.country")}
          hint={t("fields.country-hint")}
          mono
          maxLength={2}
          defaultValue={listing.country}
        />
      </FieldRow>
      <SelectField
        name="legalStatus"
        label={t("fields.legalStatus")}
        defaultValue={listing.legalStatus}
        options={optionsOf(locale, legalStatuses, "legal_status")}
      />
      <FieldRow>
        {days.map((day) => (
          <TextField
            key={day}
            name={day}
            type="date"
            label={t(`fields.${day}`)}
            defaultValue={listing[day] ?? undefined}
          />
        ))}
      </FieldRow>
      {Array.from({ length: people }, (_, i) => (
        <Bilingual
          key={`i${i + 1}`}
          locale={locale}
          name={`inventors.${i}.name`}
          label={t("fields.inventors", { n: i + 1 })}
          value={listing.inventors[i]?.name}
        >
          <TextField
            name={`inventors.${i}.sharePct:number`}
            label={t("fields.inventor-share")}
            unit={t("fields.percent")}
            inputMode="numeric"
            defaultValue={listing.inventors[i] ? `${listing.inventors[i].sharePct}` : undefined}
          />
        </Bilingual>
      ))}
      <Bilingual
        locale={locale}
        name="encumbrances"
        label={t("fields.encumbrances")}
        hint={t("fields.encumbrances-hint")}
        value={listing.encumbrances}
        rows={2}
      />
      <Bilingual locale={locale} name="fundingSource" label={t("fields.fundingSource")} value={listing.fundingSource} />
      <TextField
        name="projectNo"
        label={t("fields.projectNo")}
        hint={t("fields.projectNo-hint")}
        mono
        defaultValue={listing.projectNo ?? undefined}
      />
      <Bilingual locale={locale} name="contactTeam" label={t("fields.contactTeam")} value={listing.contactTeam} />
    </FieldGroup>
  );
}

/** How the owner would deal, and for how much. */
export function OfferFields({ locale, listing }: Props) {
  const t = words(locale);
  const typed = (amount: bigint | null) =>
    amount === null ? undefined : amountText(amount.toString(), listing.currency as Currency);
  return (
    <FieldGroup legend={t("edit.part.offer")}>
      <ChoiceGroup
        name="rights:list"
        kind="checkbox"
        inline
        label={t("fields.rights")}
        defaultValue={listing.rights}
        options={optionsOf(locale, dealTypes, "deal_type")}
      />
      <ChoiceGroup
        name="priceMode"
        kind="radio"
        inline
        label={t("fields.priceMode")}
        hint={t("fields.priceMode-hint")}
        defaultValue={listing.priceMode}
        options={optionsOf(locale, priceModes, "price_mode")}
      />
      <input type="hidden" name="currency" value={listing.currency} />
      <FieldRow>
        <MoneyField
          locale={locale}
          name="priceMin:money"
          label={t("fields.priceMin")}
          hint={t("fields.priceMin-hint")}
          defaultValue={typed(listing.priceMin)}
        />
        <MoneyField
          locale={locale}
          name="priceMax:money"
          label={t("fields.priceMax")}
          defaultValue={typed(listing.priceMax)}
        />
      </FieldRow>
    </FieldGroup>
  );
}

/** Words and codes by which it is found and matched. */
export function FindFields({ locale, listing }: Props) {
  const t = words(locale);
  return (
    <FieldGroup legend={t("edit.part.find")}>
      <Found locale={locale} values={listing}>
        <TextField
          name="industry"
          label={t("fields.industry")}
          hint={t("fields.industry-hint")}
          mono
          defaultValue={listing.industry ?? undefined}
        />
        <TextField
          name="sei"
          label={t("fields.sei")}
          hint={t("fields.sei-hint")}
          mono
          defaultValue={listing.sei ?? undefined}
        />
      </Found>
    </FieldGroup>
  );
}
