import type { readOwnListing } from "@peony/features/listings";
import { type Locale, translator } from "@peony/i18n";
import { Form } from "@peony/ui/Form";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { Autosave } from "#features/forms/autosave.tsx";
import { autosaveListingAction, saveListingAction } from "./actions.ts";
import { WhatFields } from "./form-identity.tsx";
import { FindFields, OfferFields } from "./form-offer.tsx";
import { type PartChoices, RightFields } from "./form-rights.tsx";
import { BenefitFields, ProblemFields, ReadinessFields } from "./form-text.tsx";
import { LiveSave } from "./live-save.tsx";
import { words } from "./words.ts";

export type OwnListing = Awaited<ReturnType<typeof readOwnListing>>;

/** Name of the editor's form; the list of what is missing links to its fields. */
export const editorForm = "listing";

/** A listing as questions, in the order a buyer asks them; each text in both languages side by side. A draft saves itself. */
export function ListingEditor({ locale, listing, parts }: { locale: Locale; listing: OwnListing; parts: PartChoices }) {
  const t = words(locale);
  const part = { locale, listing };
  return (
    <Form action={saveListingAction} id={editorForm} className="form form-wide" label={t("edit.title")}>
      <input type="hidden" name="id" value={listing.id} />
      <input type="hidden" name="version:number" value={listing.version} />
      <WhatFields {...part} />
      <ProblemFields {...part} />
      <BenefitFields {...part} />
      <ReadinessFields {...part} />
      <RightFields {...part} parts={parts} />
      <OfferFields {...part} />
      <FindFields {...part} />
      {listing.state === "draft" ? (
        <Autosave locale={locale} save={autosaveListingAction} draft={listing.id} version={listing.version} />
      ) : (
        <LiveSave locale={locale} />
      )}
      <div className="actions">
        <SubmitButton large variant="outline" pendingLabel={translator(locale, "shell")("saving")}>
          {t("edit.save")}
        </SubmitButton>
      </div>
    </Form>
  );
}
