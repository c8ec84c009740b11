import { mostCriteria, scales } from "@peony/domain/proposals";
import type { Board } from "@peony/features/proposals";
import type { Locale } from "@peony/i18n";
import { SelectField, TextField } from "@peony/ui/Field";
import { FieldGroup, FieldRow } from "@peony/ui/FieldGroup";
import { Form } from "@peony/ui/Form";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { Bilingual } from "#features/forms/bilingual.tsx";
import { setJudgingAction } from "./board-actions.ts";
import { CriteriaCard } from "./criteria-card.tsx";
import { words } from "./words.ts";

/** How the challenge is judged; a form for officers until the window closes. */
export function BoardCriteria({ locale, board, officer }: { locale: Locale; board: Board; officer: boolean }) {
  const t = words(locale);
  const { judging } = board;
  const rows = Array.from(
    { length: Math.min(mostCriteria, judging.criteria.length + 2) },
    (_, i) => judging.criteria[i],
  );
  return (
    <>
      <CriteriaCard locale={locale} judging={judging} />
      {board.judgingOpen && officer ? (
        <details className="card">
          <summary className="card-head">{t("board.criteria-edit")}</summary>
          <div className="card-in">
            <Form key={judging.version} action={setJudgingAction} label={t("board.criteria-edit")}>
              <p className="hint">{t("board.criteria-hint")}</p>
              <input type="hidden" name="demand" value={board.number} />
              <input type="hidden" name="version:number" value={judging.version} />
              {rows.map((c, i) => (
                <FieldGroup key={`c${i + 1}`} legend={t("board.criterion", { n: i + 1 })}>
                  <Bilingual locale={locale} name={`criteria.${i}.name`} label={t("board.name")} value={c?.name} />
                  <TextField
                    name={`criteria.${i}.weight:number`}
                    label={t("criteria.weight")}
                    unit="%"
                    inputMode="decimal"
                    mono
                    defaultValue={c ? `${c.weight}` : undefined}
                  />
                </FieldGroup>
              ))}
              <FieldRow>
                <SelectField
                  name="scale:number"
                  label={t("criteria.scale")}
                  defaultValue={`${judging.scale}`}
                  options={scales.map((s) => ({ value: `${s}`, label: t(`criteria.scale-${s}`) }))}
                />
                <TextField
                  name="assessDays:number"
                  label={t("board.assess-days")}
                  inputMode="numeric"
                  defaultValue={`${judging.assessDays}`}
                />
              </FieldRow>
              <SubmitButton variant="outline">{t("board.save-criteria")}</SubmitButton>
            </Form>
          </div>
        </details>
      ) : null}
    </>
  );
}
