import type { Locale } from "@peony/i18n";
import { FileField } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { Card } from "@peony/ui/Layout";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { filesLimit } from "#features/files/limit.ts";
import { newId } from "#server/ids.ts";
import { uploadSheetAction } from "./actions.ts";
import { words } from "./words.ts";

/** Takes a sheet; the id it carries makes a double submit one import. */
export function UploadForm({ locale }: { locale: Locale }) {
  const t = words(locale);
  return (
    <Card title={t("upload.legend")} id="upload">
      <Form action={uploadSheetAction} label={t("upload.legend")}>
        <input type="hidden" name="id" value={newId("import")} />
        <FileField
          name="file:files"
          label={t("upload.file")}
          hint={t("upload.hint")}
          accept=".xlsx,.csv,.tsv,.txt,.json,.jsonl,.ndjson"
          limit={filesLimit(locale)}
        />
        <SubmitButton icon="upload" pendingLabel={t("upload.sending")}>
          {t("upload.send")}
        </SubmitButton>
      </Form>
    </Card>
  );
}
