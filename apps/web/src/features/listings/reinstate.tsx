import type { Locale } from "@peony/i18n";
import { Confirm } from "@peony/ui/Confirm";
import { TextArea } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { SubmitButton } from "@peony/ui/SubmitButton";
import type { OwnListing } from "./listing-editor.tsx";
import { Named } from "./listing-moves.tsx";
import { reinstateListingAction } from "./step-actions.ts";
import { words } from "./words.ts";

/** A lapse that was a slip, corrected by somebody else with the reason. */
export function Reinstate({ locale, listing }: { locale: Locale; listing: OwnListing }) {
  const t = words(locale);
  const label = t("move.reinstate.label");
  return (
    <Confirm trigger={label} variant="outline">
      <p>{t("move.reinstate.ask")}</p>
      <Form action={reinstateListingAction} label={label}>
        <Named listing={listing} />
        <TextArea name="reason" label={t("move.reinstate.reason")} hint={t("move.reinstate.reason-hint")} rows={3} />
        <SubmitButton>{label}</SubmitButton>
      </Form>
    </Confirm>
  );
}
