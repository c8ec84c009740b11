import type { ImportRowView } from "@peony/features/imports";
import type { Locale } from "@peony/i18n";
import { Confirm } from "@peony/ui/Confirm";
import { TextField } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { teachImportAction } from "./actions.ts";
import { WhichRow } from "./which-row.tsx";
import { words } from "./words.ts";

/**
 * One click says that a stranger's name is the organisation's own. Where an organisation here bears it, the page says whose it is and asks
 * for a reason; where that one is verified, nothing can be said.
 */
export function ApplicantIsUs({ locale, importId, row }: { locale: Locale; importId: string; row: ImportRowView }) {
  const t = words(locale);
  if (row.claim === null) return null;
  const { others, taken } = row.claim;
  const name = others.map((o) => o.name).join(" / ");
  if (taken) return <p>{t("check.theirs", { name })}</p>;
  const asked = (
    <>
      <WhichRow importId={importId} line={row.line} />
      <input type="hidden" name="kind" value="applicant" />
    </>
  );
  if (others.length === 0)
    return (
      <Form action={teachImportAction} className="form-inline">
        {asked}
        <SubmitButton variant="quiet">
          {row.values.applicant === undefined
            ? t("check.empty-ours")
            : t("check.ours", { name: row.values.applicant.slice(0, 40) })}
        </SubmitButton>
      </Form>
    );
  return (
    <Confirm trigger={t("check.ours-though")} variant="quiet">
      <p>{t("check.whose", { name })}</p>
      <Form action={teachImportAction} className="form">
        {asked}
        <TextField name="reason" label={t("check.ours-reason")} required maxLength={500} />
        <SubmitButton variant="outline">{t("check.ours-confirm")}</SubmitButton>
      </Form>
    </Confirm>
  );
}
