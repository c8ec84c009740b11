import { editableDemandStates } from "@peony/domain/demands";
import type { DemandView } from "@peony/features/demands";
import type { Locale } from "@peony/i18n";
import { Form } from "@peony/ui/Form";
import { Note } from "@peony/ui/Note";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { Autosave } from "#features/forms/autosave.tsx";
import { autosaveDemandAction, saveDemandAction } from "./actions.ts";
import { DemandAdjust } from "./demand-adjust.tsx";
import { DemandDetail } from "./demand-detail.tsx";
import { DemandFields } from "./demand-fields.tsx";
import { demandFormId } from "./field-id.ts";
import { words } from "./words.ts";

/** The form of a demand for officers until it is published; to others, and afterwards, it is shown as it stands. A draft saves itself. */
export function DemandEditor({
  locale,
  demand,
  officer,
  verified,
}: {
  locale: Locale;
  demand: DemandView;
  officer: boolean;
  verified: boolean;
}) {
  const t = words(locale);
  if (!officer || !editableDemandStates.some((s) => s === demand.state))
    return (
      <>
        {officer && demand.state === "published" ? <DemandAdjust locale={locale} demand={demand} /> : null}
        <DemandDetail locale={locale} demand={demand} />
      </>
    );
  const draft = demand.state === "draft";
  const returned = draft && demand.returnReason !== "" ? demand.returnReason : null;
  return (
    <Form id={demandFormId} action={saveDemandAction} className="form form-wide">
      <input type="hidden" name="no" value={demand.number} />
      <input type="hidden" name="id" value={demand.id} />
      <input type="hidden" name="version:number" value={demand.version} />
      {returned === null ? null : <Note tone="warn">{t("form.returned-why", { reason: returned })}</Note>}
      <DemandFields locale={locale} values={demand} />
      {draft ? (
        <Autosave locale={locale} save={autosaveDemandAction} draft={demand.id} version={demand.version} />
      ) : null}
      <div className="actions">
        {draft && verified ? (
          <SubmitButton large name="step" value="publish" pendingLabel={t("form.saving")}>
            {t("form.publish")}
          </SubmitButton>
        ) : null}
        <SubmitButton
          large
          variant={draft && verified ? "outline" : "primary"}
          name="step"
          value="save"
          pendingLabel={t("form.saving")}
        >
          {t("form.save")}
        </SubmitButton>
        {draft && verified ? (
          <SubmitButton large variant="quiet" name="step" value="submit" pendingLabel={t("form.saving")}>
            {t("form.submit")}
          </SubmitButton>
        ) : null}
      </div>
    </Form>
  );
}
