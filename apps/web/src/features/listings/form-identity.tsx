import { assetKinds, technologyFields } from "@peony/domain/listings";
import { locales } from "@peony/domain/shared";
import type { Locale } from "@peony/i18n";
import { SelectField } from "@peony/ui/Field";
import { FieldGroup, FieldRow } from "@peony/ui/FieldGroup";
import { optionsOf } from "#features/forms/options.ts";
import { ListingBilingual, ListingText } from "./listing-bilingual.tsx";
import type { OwnListing } from "./listing-editor.tsx";
import { filledAt } from "./marks.ts";
import { words } from "./words.ts";

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
          below={filledAt(locale, listing, "assetKind")}
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
      <ListingBilingual
        locale={locale}
        listing={listing}
        name="title"
        label={t("fields.title")}
        value={listing ? { zh: listing.titleZh, en: listing.titleEn } : undefined}
      />
    </>
  );
}

/** What it is, in one sentence too, and which language counts. */
export function WhatFields({ locale, listing }: { locale: Locale; listing: OwnListing }) {
  const t = words(locale);
  return (
    <FieldGroup legend={t("edit.part.what")}>
      <IdentityFields locale={locale} listing={listing} />
      <SelectField
        name="prevailing"
        label={t("fields.prevailing")}
        hint={t("fields.prevailing-hint")}
        defaultValue={listing.prevailing}
        options={locales.map((l) => ({ value: l, label: t(`fields.language.${l}`) }))}
      />
      <ListingText locale={locale} listing={listing} name="summary" rows={2} />
    </FieldGroup>
  );
}
