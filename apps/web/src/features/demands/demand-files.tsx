import { editableDemandStates } from "@peony/domain/demands";
import type { DemandFile, DemandView } from "@peony/features/demands";
import { formatBytes, type Locale } from "@peony/i18n";
import { FileField } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { Card, Section } from "@peony/ui/Layout";
import { LineRows } from "@peony/ui/Lists";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { filesLimit } from "#features/files/limit.ts";
import { attachDemandFilesAction, removeDemandFileAction } from "./actions.ts";
import { HiddenFields } from "./hidden-fields.tsx";
import { words } from "./words.ts";

type Props = {
  locale: Locale;
  demand: Pick<DemandView, "id" | "number" | "state" | "visibility">;
  files: readonly DemandFile[];
};

function FileLink({ locale, file }: { locale: Locale; file: DemandFile }) {
  return (
    <>
      <a href={`/api/files/${file.id}`} download>
        {words(locale)("file", { n: file.position })}
      </a>{" "}
      <span className="quiet">{formatBytes(file.size, locale)}</span>
    </>
  );
}

/** Attachments on the public page: numbered, without names. */
export function PublicDemandFiles({ locale, files }: Pick<Props, "locale" | "files">) {
  if (files.length === 0) return null;
  return (
    <Section title={words(locale)("files")}>
      <LineRows items={files.map((f) => ({ key: f.id, content: <FileLink locale={locale} file={f} /> }))} />
    </Section>
  );
}

/** Attachments beside the form of the demand, for its officers to add and take off. */
export function DemandFiles({ locale, demand, files, officer }: Props & { officer: boolean }) {
  const t = words(locale);
  const edit = officer && editableDemandStates.some((s) => s === demand.state);
  const hides = demand.visibility === "hidden_name";
  const hidden = { no: demand.number, id: demand.id };
  return (
    <Card title={t("files")} id="files">
      <div className="stack-small">
        <p className="hint">{t(hides ? "form.files-lead-hidden" : "form.files-lead")}</p>
        {files.length === 0 ? <p className="second">{t("form.files-none")}</p> : null}
        <LineRows
          items={files.map((f) => ({
            key: f.id,
            content: <FileLink locale={locale} file={f} />,
            aside: edit ? (
              <Form action={removeDemandFileAction} className="form-inline" label={t("file", { n: f.position })}>
                <HiddenFields values={{ ...hidden, fileId: f.id }} />
                <SubmitButton variant="quiet">{t("form.files-remove")}</SubmitButton>
              </Form>
            ) : null,
          }))}
        />
        {edit ? (
          <Form action={attachDemandFilesAction} label={t("form.files-add")}>
            <HiddenFields values={hidden} />
            <FileField
              name="files:files"
              label={t("form.files-field")}
              accept={hides ? ".png,.jpg,.jpeg" : ".pdf,.png,.jpg,.jpeg"}
              multiple
              limit={filesLimit(locale)}
            />
            <SubmitButton variant="outline">{t("form.files-add")}</SubmitButton>
          </Form>
        ) : null}
      </div>
    </Card>
  );
}
