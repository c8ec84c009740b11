import { type AssetKind, grantedKinds, legalStatuses, registeredKinds } from "@peony/domain/listings";
import type { listPartChoices } from "@peony/features/listings";
import { formatPatentNumber, type Locale } from "@peony/i18n";
import { ChoiceGroup } from "@peony/ui/Choice";
import { SelectField, TextField } from "@peony/ui/Field";
import { FieldGroup, FieldRow } from "@peony/ui/FieldGroup";
import { officeOptions, withStored } from "#features/forms/code-options.ts";
import { optionsOf } from "#features/forms/options.ts";
import { ShowWhen } from "#features/forms/show-when.tsx";
import { InventorFields } from "./form-people.tsx";
import { ListingText } from "./listing-bilingual.tsx";
import type { OwnListing } from "./listing-editor.tsx";
import { filledAt } from "./marks.ts";
import { saidTitle } from "./said.ts";
import { words } from "./words.ts";

type Props = { locale: Locale; listing: OwnListing };
export type PartChoices = Awaited<ReturnType<typeof listPartChoices>>;

const patents: readonly AssetKind[] = ["patent", "application"];
const days = ["filingDate", "grantDate", "annuityDue"] as const;

function DayField({ locale, listing, day }: Props & { day: "legalCheckedOn" | (typeof days)[number] }) {
  return (
    <TextField
      name={day}
      type="date"
      label={words(locale)(`fields.${day}`)}
      defaultValue={listing[day] ?? undefined}
      below={filledAt(locale, listing, day)}
    />
  );
}

/** The number that tells this right from others: each kind of asset has its own, and a service has none. */
function NumberFields({ locale, listing, parts }: Props & { parts: PartChoices }) {
  const t = words(locale);
  const kind = { control: "assetKind", now: listing.assetKind };
  return (
    <>
      <ShowWhen {...kind} values={patents}>
        <TextField
          name="number"
          label={t("fields.number")}
          hint={t("fields.number-hint")}
          mono
          defaultValue={listing.number ? formatPatentNumber(listing.number) : undefined}
          below={filledAt(locale, listing, "number")}
        />
      </ShowWhen>
      <ShowWhen {...kind} values={registeredKinds}>
        <TextField
          name="registrationNo"
          label={t("fields.registrationNo")}
          hint={t("fields.registrationNo-hint")}
          mono
          maxLength={60}
          defaultValue={listing.registrationNo ?? undefined}
        />
      </ShowWhen>
      <ShowWhen {...kind} values={["bundle"]}>
        <Parts locale={locale} listing={listing} parts={parts} />
      </ShowWhen>
    </>
  );
}

function Parts({ locale, listing, parts }: Props & { parts: PartChoices }) {
  const t = words(locale);
  if (listing.assetKind !== "bundle") return <p className="hint">{t("edit.parts-save")}</p>;
  if (parts.length === 0) return <p className="hint">{t("edit.parts-none")}</p>;
  return (
    <ChoiceGroup
      name="parts:list"
      kind="checkbox"
      label={t("fields.parts")}
      hint={t("fields.parts-hint")}
      defaultValue={listing.parts}
      options={parts.map((p) => ({
        value: p.id,
        label: saidTitle(locale, p).text || t("desk.untitled"),
        ...(p.number ? { hint: formatPatentNumber(p.number) } : {}),
      }))}
    />
  );
}

/** Whose it is, how that was checked, who made it, and what stands in the way. */
export function RightFields({ locale, listing, parts }: Props & { parts: PartChoices }) {
  const t = words(locale);
  const kind = { control: "assetKind", now: listing.assetKind };
  return (
    <FieldGroup legend={t("edit.part.right")}>
      <NumberFields locale={locale} listing={listing} parts={parts} />
      <SelectField
        name="country"
        label={t("fields.country")}
        options={withStored(officeOptions(locale), listing.country)}
        defaultValue={listing.country}
        below={filledAt(locale, listing, "country")}
      />
      <FieldRow>
        <SelectField
          name="legalStatus"
          label={t("fields.legalStatus")}
          defaultValue={listing.legalStatus}
          options={optionsOf(locale, legalStatuses, "legal_status")}
          below={filledAt(locale, listing, "legalStatus")}
        />
        <DayField locale={locale} listing={listing} day="legalCheckedOn" />
      </FieldRow>
      <ShowWhen {...kind} values={grantedKinds}>
        <FieldRow>
          {days.map((day) => (
            <DayField key={day} locale={locale} listing={listing} day={day} />
          ))}
        </FieldRow>
      </ShowWhen>
      <InventorFields locale={locale} listing={listing} />
      <ListingText locale={locale} listing={listing} name="encumbrances" rows={2} />
      <ListingText locale={locale} listing={listing} name="fundingSource" />
      <TextField
        name="projectNo"
        label={t("fields.projectNo")}
        hint={t("fields.projectNo-hint")}
        mono
        defaultValue={listing.projectNo ?? undefined}
      />
      <ListingText locale={locale} listing={listing} name="contactTeam" />
    </FieldGroup>
  );
}
