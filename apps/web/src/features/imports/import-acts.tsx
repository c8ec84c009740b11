import type { ImportPage } from "@peony/features/imports";
import type { Locale } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { Confirm } from "@peony/ui/Confirm";
import { Form } from "@peony/ui/Form";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { href } from "../../i18n/page.ts";
import { startImportAction, undoImportAction } from "./actions.ts";
import { redOf } from "./import-list.tsx";
import { words } from "./words.ts";

/** Good rows that are not drafts yet. */
export const openGood = (page: ImportPage): number => Math.max(0, page.counts.ok - page.created);

/** What can be done with an import that stands still: bring its good rows in, fetch the others, take it back. */
export function ImportActs({ locale, page }: { locale: Locale; page: ImportPage }) {
  const t = words(locale);
  const count = openGood(page);
  const begun = page.created > 0;
  const label =
    page.state === "stopped" ? t("run.resume") : begun ? t("check.start-rest", { count }) : t("check.start", { count });
  return (
    <div className="actions">
      {count > 0 && page.state !== "uploaded" ? (
        <Form action={startImportAction} className="form-inline">
          <input type="hidden" name="id" value={page.id} />
          <SubmitButton pendingLabel={t("check.starting")}>{label}</SubmitButton>
        </Form>
      ) : null}
      {redOf(page.counts) > 0 ? (
        <ButtonLink href={href(locale, `/import/${page.id}/errors`)} icon="download" download>
          {t("check.errors")}
        </ButtonLink>
      ) : null}
      <Confirm trigger={begun ? t("undo.button") : t("undo.put-away")} variant="quiet">
        <Form action={undoImportAction}>
          {begun ? <p>{t("undo.text")}</p> : null}
          <input type="hidden" name="id" value={page.id} />
          <SubmitButton variant="danger" pendingLabel={t("undo.undoing")}>
            {begun ? t("undo.confirm") : t("undo.put-away")}
          </SubmitButton>
        </Form>
      </Confirm>
    </div>
  );
}
