import { fileExtensions } from "@peony/domain/files";
import type { ListingFile } from "@peony/features/listings";
import { formatBytes, type Locale } from "@peony/i18n";
import { FileField } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { Card } from "@peony/ui/Layout";
import { LineRows } from "@peony/ui/Lists";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { filesLimit } from "#features/files/limit.ts";
import { attachListingFilesAction, removeListingFileAction } from "./actions.ts";
import { words } from "./words.ts";

/** Papers that come with a listing; everybody can take them along once it is published. */
export function EditFiles({
  locale,
  listing,
}: {
  locale: Locale;
  listing: { id: string; files: readonly ListingFile[] };
}) {
  const t = words(locale);
  return (
    <Card title={t("edit.files")}>
      <div className="stack-small">
        <p className="hint">{t("edit.files-lead")}</p>
        {listing.files.length === 0 ? (
          <p className="second">{t("edit.files-none")}</p>
        ) : (
          <LineRows
            items={listing.files.map((f) => ({
              key: f.id,
              content: (
                <>
                  <a href={`/api/files/${f.id}`} download>
                    {f.name}
                  </a>{" "}
                  <span className="quiet">{formatBytes(f.size, locale)}</span>
                </>
              ),
              aside: (
                <Form action={removeListingFileAction} className="form-inline" label={f.name}>
                  <input type="hidden" name="id" value={listing.id} />
                  <input type="hidden" name="fileId" value={f.id} />
                  <SubmitButton variant="quiet">{t("edit.files-remove")}</SubmitButton>
                </Form>
              ),
            }))}
          />
        )}
        <Form action={attachListingFilesAction} label={t("edit.files-add")}>
          <input type="hidden" name="id" value={listing.id} />
          <FileField
            name="files:files"
            label={t("edit.files-field")}
            hint={t("edit.files-hint")}
            accept={fileExtensions.map((e) => `.${e}`).join(",")}
            multiple
            limit={filesLimit(locale)}
          />
          <SubmitButton variant="outline">{t("edit.files-add")}</SubmitButton>
        </Form>
      </div>
    </Card>
  );
}
