import { fileExtensions } from "@peony/domain/files";
import type { ListingFile } from "@peony/features/listings";
import { formatBytes, type Locale } from "@peony/i18n";
import { FileField } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { Card } from "@peony/ui/Layout";
import { LineRows } from "@peony/ui/Lists";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { filesLimit } from "#features/files/limit.ts";
import { Bilingual } from "#features/forms/bilingual.tsx";
import { attachListingFilesAction, describeListingFileAction, removeListingFileAction } from "./actions.ts";
import { isPicture, Picture } from "./picture.tsx";
import { words } from "./words.ts";

type Props = { locale: Locale; listing: { id: string; files: readonly ListingFile[] } };

/** Pictures and papers that come with a listing; everybody can take them along once it is published. */
export function EditFiles({ locale, listing }: Props) {
  const t = words(locale);
  const papers = listing.files.filter((f) => !isPicture(f));
  return (
    <Card title={t("edit.files")}>
      <div className="stack-small">
        <p className="hint">{t("edit.files-lead")}</p>
        {listing.files.length === 0 ? <p className="second">{t("edit.files-none")}</p> : null}
        {listing.files.filter(isPicture).map((file) => (
          <EditPicture key={file.id} locale={locale} listing={listing} file={file} />
        ))}
        {papers.length > 0 ? (
          <LineRows
            items={papers.map((f) => ({
              key: f.id,
              content: (
                <>
                  <a href={`/api/files/${f.id}`} download>
                    {f.name}
                  </a>{" "}
                  <span className="quiet">{formatBytes(f.size, locale)}</span>
                </>
              ),
              aside: <Remove locale={locale} listing={listing} file={f} />,
            }))}
          />
        ) : null}
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

/** A picture with the words that stand for it where it is not seen. */
function EditPicture({ locale, listing, file }: Props & { file: ListingFile }) {
  const t = words(locale);
  const named = file.alt.zh !== "" || file.alt.en !== "";
  return (
    <div className="stack-small">
      <Picture locale={locale} file={file} />
      <p className="hint">
        <a href={`/api/files/${file.id}`} download>
          {file.name}
        </a>{" "}
        {formatBytes(file.size, locale)}
        {named ? null : ` · ${t("edit.picture-none")}`}
      </p>
      <details className="more-rows">
        <summary>{t("edit.picture-alt")}</summary>
        <Form action={describeListingFileAction} label={`${t("edit.picture-alt")} ${file.name}`}>
          <input type="hidden" name="id" value={listing.id} />
          <input type="hidden" name="fileId" value={file.id} />
          <Bilingual
            locale={locale}
            name="alt"
            label={t("edit.picture-alt")}
            hint={t("edit.picture-alt-hint")}
            value={file.alt}
          />
          <SubmitButton variant="outline">{t("edit.picture-save")}</SubmitButton>
        </Form>
      </details>
      <Remove locale={locale} listing={listing} file={file} />
    </div>
  );
}

function Remove({ locale, listing, file }: Props & { file: ListingFile }) {
  return (
    <Form action={removeListingFileAction} className="form-inline" label={file.name}>
      <input type="hidden" name="id" value={listing.id} />
      <input type="hidden" name="fileId" value={file.id} />
      <SubmitButton variant="quiet">{words(locale)("edit.files-remove")}</SubmitButton>
    </Form>
  );
}
