import { mostStepDays, timedSteps } from "@peony/domain/disclosures";
import type { readStepDays } from "@peony/features/disclosures";
import { formatDate, type Locale } from "@peony/i18n";
import { TextField } from "@peony/ui/Field";
import { FieldRow } from "@peony/ui/FieldGroup";
import { Form } from "@peony/ui/Form";
import { Card } from "@peony/ui/Layout";
import { KeyValue } from "@peony/ui/Lists";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { saveStepDaysAction } from "./actions.ts";
import { words } from "./words.ts";

type Read = Awaited<ReturnType<typeof readStepDays>>;

/** How long each step of a disclosure may take in the own unit; those who manage the unit set it. */
export function StepDaysCard({ locale, read, manager }: { locale: Locale; read: Read; manager: boolean }) {
  const t = words(locale);
  const { days, version, set } = read;
  return (
    <Card id="days" title={t("step-days.title")}>
      <p>{t("step-days.lead")}</p>
      <p className="hint">
        {set ? t("step-days.set", { name: set.by ?? "", day: formatDate(set.at, locale) }) : t("step-days.default")}
      </p>
      {manager ? (
        <Form action={saveStepDaysAction} label={t("step-days.title")}>
          <input type="hidden" name="version:number" value={version} />
          <FieldRow>
            {timedSteps.map((step) => (
              <TextField
                key={step}
                name={`${step}:number`}
                type="number"
                min={1}
                max={mostStepDays}
                label={t(`step-days.${step}`)}
                unit={t("step-days.unit")}
                defaultValue={`${days[step]}`}
              />
            ))}
          </FieldRow>
          <SubmitButton variant="outline">{t("step-days.save")}</SubmitButton>
        </Form>
      ) : (
        <KeyValue
          items={timedSteps.map((step) => ({
            term: t(`step-days.${step}`),
            value: `${days[step]} ${t("step-days.unit")}`,
          }))}
        />
      )}
    </Card>
  );
}
