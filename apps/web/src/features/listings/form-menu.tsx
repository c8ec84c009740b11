import { dealTypes } from "@peony/domain/contracts";
import { mostMenuItems } from "@peony/domain/listings";
import type { Currency } from "@peony/domain/shared";
import type { Locale } from "@peony/i18n";
import { CheckboxField } from "@peony/ui/Choice";
import { SelectField, TextField } from "@peony/ui/Field";
import { FieldGroup, FieldRow } from "@peony/ui/FieldGroup";
import { MoneyField } from "#features/forms/money-field.tsx";
import { MoreRows } from "#features/forms/more-rows.tsx";
import { optionsOf } from "#features/forms/options.ts";
import { amountText } from "#features/offers/amount-text.ts";
import { ListingBilingual } from "./listing-bilingual.tsx";
import type { OwnListing } from "./listing-editor.tsx";
import { words } from "./words.ts";

type Props = { locale: Locale; listing: OwnListing };

function MenuRow({ locale, listing, i }: Props & { i: number }) {
  const t = words(locale);
  const item = listing.priceMenu[i];
  const at = `priceMenu.${i}`;
  const part = { locale, listing };
  return (
    <FieldGroup legend={t("fields.menu-item", { n: i + 1 })}>
      <ListingBilingual {...part} name={`${at}.name`} label={t("fields.menu-name")} value={item?.name} />
      <FieldRow>
        <SelectField
          name={`${at}.right`}
          label={t("fields.menu-right")}
          defaultValue={item?.right ?? listing.rights[0] ?? "ordinary"}
          options={optionsOf(locale, dealTypes, "deal_type")}
        />
        <MoneyField
          locale={locale}
          name={`${at}.price:money`}
          label={t("fields.menu-price")}
          defaultValue={item ? amountText(item.price, listing.currency as Currency) : undefined}
        />
        <TextField
          name={`${at}.months:number`}
          label={t("fields.menu-months")}
          hint={t("fields.menu-months-hint")}
          unit={t("fields.menu-months-unit")}
          inputMode="numeric"
          defaultValue={item?.months?.toString()}
        />
      </FieldRow>
      <CheckboxField name={`${at}.sales:boolean`} label={t("fields.menu-sales")} defaultChecked={item?.sales ?? true} />
      <ListingBilingual {...part} name={`${at}.note`} label={t("fields.menu-note")} value={item?.note} />
    </FieldGroup>
  );
}

/** The entries of a menu of prices; a row nobody filled in is none. */
export function MenuFields({ locale, listing }: Props) {
  return (
    <MoreRows
      locale={locale}
      count={listing.priceMenu.length}
      most={mostMenuItems}
      row={(i) => <MenuRow key={`m${i + 1}`} locale={locale} listing={listing} i={i} />}
    />
  );
}
