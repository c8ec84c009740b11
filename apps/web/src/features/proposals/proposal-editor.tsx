import type { Currency } from "@peony/domain/shared";
import type { OwnProposal } from "@peony/features/proposals";
import { formatDateTime, type Locale } from "@peony/i18n";
import { Form } from "@peony/ui/Form";
import { Note } from "@peony/ui/Note";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { Autosave } from "#features/forms/autosave.tsx";
import { autosaveProposalAction, saveProposalAction } from "./actions.ts";
import { ProposalFields } from "./proposal-fields.tsx";
import { words } from "./words.ts";

/** Id of the form; ids of its fields begin with it, so that what is missing leads to its field. */
export const proposalFormId = "proposal";

/** The editor saves itself; what was submitted stays in the competition as it is until its button submits it again. */
export function ProposalEditor({
  locale,
  proposal,
  verified,
}: {
  locale: Locale;
  proposal: OwnProposal;
  verified: boolean;
}) {
  const t = words(locale);
  const draft = proposal.state === "draft";
  return (
    <Form id={proposalFormId} action={saveProposalAction} className="form form-wide">
      <input type="hidden" name="id" value={proposal.id} />
      <input type="hidden" name="version:number" value={proposal.version} />
      <ProposalFields locale={locale} values={proposal.fields} currency={proposal.demand.currency as Currency} />
      {draft ? null : (
        <Note>
          {proposal.revisedAt
            ? t("form.revised", { at: formatDateTime(proposal.revisedAt, locale) })
            : t("form.submitted-stands")}
        </Note>
      )}
      <Autosave locale={locale} save={autosaveProposalAction} draft={proposal.id} version={proposal.version} />
      <div className="actions">
        {verified ? (
          <SubmitButton large name="step" value="submit" pendingLabel={t("form.submitting")}>
            {draft ? t("form.submit") : t("form.resubmit")}
          </SubmitButton>
        ) : null}
        {draft ? (
          <SubmitButton
            large
            variant={verified ? "outline" : "primary"}
            name="step"
            value="save"
            pendingLabel={t("form.saving")}
          >
            {t("form.save")}
          </SubmitButton>
        ) : null}
      </div>
    </Form>
  );
}
