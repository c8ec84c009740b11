import type { ReviewDesk } from "@peony/features/proposals";
import type { Locale } from "@peony/i18n";
import { CheckboxField, ChoiceGroup } from "@peony/ui/Choice";
import { TextArea } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { Card } from "@peony/ui/Layout";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { saidName } from "#features/listings/said.ts";
import { confideReviewAction, stateConflictsAction } from "./review-actions.ts";
import { words } from "./words.ts";

type Said = Pick<ReviewDesk, "number" | "statement" | "conflicts" | "proposers">;

/** The statement of a reviewer, or of somebody who decides for the demander: who proposes is told here, and nothing of what. */
export function StatementForm({
  locale,
  desk,
  again,
  lead,
  action = stateConflictsAction,
}: {
  locale: Locale;
  desk: Said;
  again: boolean;
  lead?: string;
  action?: typeof stateConflictsAction;
}) {
  const t = words(locale);
  return (
    <Card title={again ? t("review.again") : t("review.statement-title")}>
      <Form action={action} label={t("review.statement-title")}>
        <p>{lead ?? t("review.statement-lead")}</p>
        <input type="hidden" name="demand" value={desk.number} />
        {desk.proposers.length > 0 ? (
          <ChoiceGroup
            kind="checkbox"
            name="conflicts:list"
            label={t("review.conflicts")}
            defaultValue={desk.conflicts}
            options={desk.proposers.map((p) => ({ value: p.id, label: saidName(locale, p).text }))}
          />
        ) : null}
        <TextArea
          name="statement"
          label={t("review.statement")}
          hint={t("review.statement-hint")}
          rows={2}
          defaultValue={desk.statement}
        />
        <CheckboxField name="confirmed:boolean" label={t("review.confirm")} />
        <SubmitButton>{again ? t("review.again") : t("review.state")}</SubmitButton>
      </Form>
    </Card>
  );
}

/** The duty of confidence, before a demander who hides its name is told. */
export function ConfideForm({ locale, number }: { locale: Locale; number: string }) {
  const t = words(locale);
  return (
    <Card title={t("review.confide")}>
      <Form action={confideReviewAction} label={t("review.confide")}>
        <p>{t("review.confide-lead")}</p>
        <input type="hidden" name="demand" value={number} />
        <CheckboxField name="accepted:boolean" label={t("review.confide-accept")} />
        <SubmitButton>{t("review.confide-send")}</SubmitButton>
      </Form>
    </Card>
  );
}
