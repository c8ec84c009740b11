import { dealTypes } from "@peony/domain/contracts";
import { priceModes } from "@peony/domain/listings";
import type { Currency } from "@peony/domain/shared";
import type { Locale } from "@peony/i18n";
import { ChoiceGroup } from "@peony/ui/Choice";
import { SelectField, TextField } from "@peony/ui/Field";
import { FieldGroup } from "@peony/ui/FieldGroup";
import { seiOptions, withStored } from "#features/forms/code-options.ts";
import { FindFields as Found } from "#features/forms/find-fields.tsx";
import { MoneyField } from "#features/forms/money-field.tsx";
import { optionsOf } from "#features/forms/options.ts";
import { ShowWhen } from "#features/forms/show-when.tsx";
import { amountText } from "#features/offers/amount-text.ts";
import { MenuFields } from "./form-menu.tsx";
import type { OwnListing } from "./listing-editor.tsx";
import { filledAt } from "./marks.ts";
import { words } from "./words.ts";

type Props = { locale: Locale; listing: OwnListing };

/** How the owner would deal, and for how much: each price mode asks for what it needs. */
export function OfferFields({ locale, listing }: Props) {
  const t = words(locale);
  const typed = (amount: bigint | null) =>
    amount === null ? undefined : amountText(amount.toString(), listing.currency as Currency);
  const mode = { control: "priceMode", now: listing.priceMode };
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
        defaultValue={listing.priceMode}
        options={optionsOf(locale, priceModes, "price_mode")}
      />
      <div>
        {priceModes.map((one) => (
          <ShowWhen key={one} {...mode} values={[one]}>
            <p className="hint">{t(`fields.price-${one}`)}</p>
          </ShowWhen>
        ))}
      </div>
      <input type="hidden" name="currency" value={listing.currency} />
      <ShowWhen {...mode} values={priceModes.filter((m) => m !== "ask" && m !== "menu")}>
        <MoneyField
          locale={locale}
          name="priceMin:money"
          label={t("fields.priceMin")}
          hint={t("fields.priceMin-hint")}
          defaultValue={typed(listing.priceMin)}
        />
      </ShowWhen>
      <ShowWhen {...mode} values={["menu"]}>
        <MenuFields locale={locale} listing={listing} />
      </ShowWhen>
    </FieldGroup>
  );
}

/** Words and codes by which it is found and matched. */
export function FindFields({ locale, listing }: Props) {
  const t = words(locale);
  const filled = filledAt(locale, listing, "ipc");
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
        <SelectField
          name="sei"
          label={t("fields.sei")}
          placeholder={t("edit.none")}
          options={withStored(seiOptions(locale), listing.sei)}
          defaultValue={listing.sei ?? ""}
        />
      </Found>
      {filled ? <p className="hint">{filled}</p> : null}
    </FieldGroup>
  );
}
