import type { readOwnListing } from "@peony/features/listings";
import { type Locale, translator } from "@peony/i18n";
import { FieldGroup } from "@peony/ui/FieldGroup";
import { Form } from "@peony/ui/Form";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { Bilingual } from "#features/forms/bilingual.tsx";
import { saveListingAction } from "./actions.ts";
import { FindFields, OfferFields, RightFields } from "./form-rights.tsx";
import { BenefitFields, IdentityFields, ProblemFields, ReadinessFields } from "./form-text.tsx";
import { words } from "./words.ts";

export type OwnListing = Awaited<ReturnType<typeof readOwnListing>>;

/** Name of the editor's form; the list of what is missing links to its fields. */
export const editorForm = "listing";

/** A listing as questions, in the order a buyer asks them; each text in both languages side by side. */
export function ListingEditor({ locale, listing }: { locale: Locale; listing: OwnListing }) {
  const t = words(locale);
  const part = { locale, listing };
  return (
    <Form action={saveListingAction} id={editorForm} className="form form-wide" label={t("edit.title")}>
      <input type="hidden" name="id" value={listing.id} />
      <input type="hidden" name="version:number" value={listing.version} />
      <FieldGroup legend={t("edit.part.what")}>
        <IdentityFields {...part} />
        <Bilingual
          locale={locale}
          name="summary"
          label={t("fields.summary")}
          hint={t("fields.summary-hint")}
          value={listing.summary}
          rows={2}
        />
      </FieldGroup>
      <ProblemFields {...part} />
      <BenefitFields {...part} />
      <ReadinessFields {...part} />
      <RightFields {...part} />
      <OfferFields {...part} />
      <FindFields {...part} />
      <div className="actions">
        <SubmitButton large variant="outline" pendingLabel={translator(locale, "shell")("saving")}>
          {t("edit.save")}
        </SubmitButton>
      </div>
    </Form>
  );
}
