import { importFields } from "@peony/domain/imports";
import type { ImportPage } from "@peony/features/imports";
import type { Locale } from "@peony/i18n";
import { SelectField } from "@peony/ui/Field";
import { FieldRow } from "@peony/ui/FieldGroup";
import { Form } from "@peony/ui/Form";
import { Card, Stack } from "@peony/ui/Layout";
import { Note } from "@peony/ui/Note";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { Table } from "@peony/ui/Table";
import { mapImportAction } from "./actions.ts";
import { words } from "./words.ts";

/** Which column is what, guessed or remembered, with the first rows as they are read under it. */
export function MapForm({ locale, page }: { locale: Locale; page: ImportPage }) {
  const t = words(locale);
  const total = page.total ?? 0;
  const columns = page.headers.map((header) => ({ value: header, label: header }));
  const mapped = importFields.filter((field) => page.mapping[field] !== undefined);
  return (
    <Stack>
      <Card title={t("map.preview")} id="preview">
        <Table
          caption={t("map.preview")}
          rows={page.preview}
          rowKey={(r) => String(r.line)}
          density="dense"
          columns={[
            { key: "line", head: t("map.line"), numeric: true, cell: (r) => r.line },
            ...mapped.map((field) => ({
              key: field,
              head: t(`field.${field}`),
              cell: (r: ImportPage["preview"][number]) => r.values[field] ?? "",
            })),
          ]}
        />
      </Card>
      <Card title={t("map.title")} id="mapping">
        <p>{t("map.lead", { total })}</p>
        {page.unused.length > 0 ? <Note>{t("map.unused", { columns: page.unused.join(t("comma")) })}</Note> : null}
        <Form action={mapImportAction} className="form form-wide" label={t("map.title")}>
          <input type="hidden" name="id" value={page.id} />
          <FieldRow>
            {importFields.map((field) => (
              <SelectField
                key={field}
                name={`mapping.${field}`}
                label={t(`field.${field}`)}
                options={columns}
                placeholder={t("map.none")}
                defaultValue={page.mapping[field] ?? ""}
              />
            ))}
          </FieldRow>
          <SubmitButton pendingLabel={t("map.checking")}>{t("map.check", { total })}</SubmitButton>
        </Form>
      </Card>
    </Stack>
  );
}
