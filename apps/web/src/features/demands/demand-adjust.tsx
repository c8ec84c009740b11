import { openings } from "@peony/domain/demands";
import type { DemandView } from "@peony/features/demands";
import type { Locale } from "@peony/i18n";
import { ChoiceGroup } from "@peony/ui/Choice";
import { TextField } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { Card } from "@peony/ui/Layout";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { optionsOf } from "#features/forms/options.ts";
import { adjustDemandAction } from "./actions.ts";
import { demandFormId } from "./field-id.ts";
import { HiddenFields } from "./hidden-fields.tsx";
import { words } from "./words.ts";

/** All that may still change of a published demand, for its officers: its last day, its day of feedback, and that it is opened. */
export function DemandAdjust({ locale, demand }: { locale: Locale; demand: DemandView }) {
  const t = words(locale);
  const challenge = demand.kind === "challenge";
  const choices = openings[demand.visibility];
  return (
    <Card title={t("adjust.title")} id="adjust">
      <Form id={demandFormId} action={adjustDemandAction} className="form form-wide" label={t("adjust.title")}>
        <p className="second">{t(challenge ? "adjust.lead-challenge" : "adjust.lead")}</p>
        <HiddenFields values={{ no: demand.number, id: demand.id, "version:number": demand.version }} />
        <TextField
          name="deadline"
          type="date"
          label={t("form.deadline")}
          hint={t("adjust.deadline-hint")}
          min={demand.deadline ?? undefined}
          defaultValue={demand.deadline ?? undefined}
        />
        {challenge ? (
          <TextField
            name="feedbackDue"
            type="date"
            label={t("form.feedback-due")}
            hint={t("adjust.feedback-hint")}
            defaultValue={demand.feedbackDue ?? undefined}
          />
        ) : null}
        {choices.length > 1 ? (
          <ChoiceGroup
            kind="radio"
            name="visibility"
            label={t("form.visibility")}
            hint={t("adjust.visibility-hint")}
            defaultValue={demand.visibility}
            options={optionsOf(locale, choices, "demand_visibility")}
          />
        ) : (
          <HiddenFields values={{ visibility: demand.visibility }} />
        )}
        <SubmitButton>{t("form.save")}</SubmitButton>
      </Form>
    </Card>
  );
}
