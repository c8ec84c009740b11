import { type ImportField, importFields } from "@peony/domain/imports";
import { legalStatuses } from "@peony/domain/listings";
import type { ImportRowView } from "@peony/features/imports";
import type { Locale } from "@peony/i18n";
import { SelectField, TextField } from "@peony/ui/Field";
import { FieldRow } from "@peony/ui/FieldGroup";
import { Form } from "@peony/ui/Form";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { href } from "../../i18n/page.ts";
import { fixImportRowAction, teachImportAction } from "./actions.ts";
import { ApplicantIsUs } from "./applicant-is-us.tsx";
import { WhichRow } from "./which-row.tsx";
import { words } from "./words.ts";

type Props = { locale: Locale; importId: string; row: ImportRowView };

/** Cells of a row that can be typed over: those with something wrong, or all. */
export function RowFields({ locale, importId, row, all = false }: Props & { all?: boolean }) {
  const t = words(locale);
  const wrong = new Set<ImportField>(row.problems.flatMap((p) => p.field ?? []));
  if (row.result === "duplicate") wrong.add(row.values.number === undefined ? "title_zh" : "number");
  const fields = importFields.filter((field) => all || wrong.has(field));
  if (fields.length === 0) return null;
  const inputs = fields.map((field) => (
    <TextField
      key={field}
      name={`values.${field}`}
      label={t(`field.${field}`)}
      defaultValue={row.values[field] ?? ""}
      mono={field === "number"}
    />
  ));
  return (
    <Form
      action={fixImportRowAction}
      className={all ? "form form-wide" : "check-row-form"}
      label={t("check.row", { line: row.line })}
    >
      <WhichRow importId={importId} line={row.line} />
      {all ? <FieldRow>{inputs}</FieldRow> : inputs}
      <SubmitButton variant="outline" pendingLabel={t("check.saving")}>
        {t("check.save")}
      </SubmitButton>
    </Form>
  );
}

/** One click: the number with its right check digit; the applicant is us; the word means this status. */
export function RowShortcuts({ locale, importId, row }: Props) {
  const t = words(locale);
  const suggest = row.problems.find((p) => p.suggest !== undefined);
  const unknown = row.problems.some((p) => p.field === "legal_status");
  const word = row.values.legal_status?.slice(0, 40);
  return (
    <>
      {suggest?.field ? (
        <Form action={fixImportRowAction} className="form-inline" keepMessage={false}>
          <WhichRow importId={importId} line={row.line} />
          <input type="hidden" name={`values.${suggest.field}`} value={suggest.suggest} />
          <SubmitButton variant="outline" icon="check">
            {t("check.suggest", { value: suggest.suggest ?? "" })}
          </SubmitButton>
        </Form>
      ) : null}
      <ApplicantIsUs locale={locale} importId={importId} row={row} />
      {unknown ? (
        <Form action={teachImportAction} className="form-inline">
          <WhichRow importId={importId} line={row.line} />
          <input type="hidden" name="kind" value="status" />
          <SelectField
            name="status"
            label={word === undefined ? t("check.empty-means") : t("check.means", { word })}
            options={legalStatuses.map((s) => ({ value: s, label: t(`status.${s}`) }))}
            placeholder={t("check.choose")}
            required
          />
          <SubmitButton variant="quiet">{t("check.teach")}</SubmitButton>
        </Form>
      ) : null}
      {row.result === "duplicate" && row.values.number === undefined ? (
        <Form action={fixImportRowAction} className="form-inline" keepMessage={false}>
          <WhichRow importId={importId} line={row.line} />
          <input type="hidden" name="another:boolean" value="true" />
          <SubmitButton variant="outline">{t("check.another")}</SubmitButton>
        </Form>
      ) : null}
      {row.twinId ? <a href={href(locale, `/listings/${row.twinId}`)}>{t("check.listing")}</a> : null}
      {row.twinLine ? (
        <a href={href(locale, `/import/${importId}`, { row: String(row.twinLine) })}>
          {t("check.twin", { line: row.twinLine })}
        </a>
      ) : null}
    </>
  );
}
