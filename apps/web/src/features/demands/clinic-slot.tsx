import type { ClinicView } from "@peony/features/demands";
import { formatDate, formatDateTime, type Locale } from "@peony/i18n";
import { TextArea, TextField } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { closeSlotAction, fillSlotAction } from "./clinic-actions.ts";
import { HiddenFields } from "./hidden-fields.tsx";
import { clinicWords } from "./words.ts";

type Invitation = ClinicView["invitations"][number];
type Props = { locale: Locale; invitation: Invitation };

/** What the slot of a broker holds: the time it proposed with its note, and at the end what came of it. */
export function SlotFacts({ locale, invitation: i }: Props) {
  const t = clinicWords(locale);
  return (
    <>
      {i.meetAt ? (
        <p>
          {t("slot.time", { at: formatDateTime(i.meetAt, locale) })} {i.note}
        </p>
      ) : null}
      {i.doneAt ? (
        <p>
          {t("slot.done", { day: formatDate(i.doneAt, locale) })} {i.result}
        </p>
      ) : null}
    </>
  );
}

/** For the broker that took the slot: a time with a note, then the result that ends it. */
export function SlotForms({ locale, invitation: i, number }: Props & { number: string }) {
  const t = clinicWords(locale);
  if (i.doneAt) return null;
  return (
    <>
      <Form action={fillSlotAction} className="form form-wide" label={t("slot.propose")}>
        <HiddenFields values={{ no: number, invitationId: i.id }} />
        <TextField name="meetAt" type="datetime-local" label={t("slot.at")} hint={t("slot.at-hint")} />
        <TextArea name="note" label={t("slot.note")} hint={t("slot.note-hint")} maxLength={500} defaultValue={i.note} />
        <SubmitButton>{t("slot.propose")}</SubmitButton>
      </Form>
      <Form action={closeSlotAction} className="form form-wide" label={t("slot.close")}>
        <HiddenFields values={{ no: number, invitationId: i.id }} />
        <TextArea name="result" label={t("slot.result")} hint={t("slot.result-hint")} maxLength={1000} />
        <SubmitButton variant="outline">{t("slot.close")}</SubmitButton>
      </Form>
    </>
  );
}
