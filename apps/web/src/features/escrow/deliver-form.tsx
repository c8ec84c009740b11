import { fileExtensions, maxFileBytes } from "@peony/domain/files";
import { inLocale } from "@peony/domain/shared";
import type { MoneyItem } from "@peony/features/escrow";
import { formatBytes, type Locale, translator } from "@peony/i18n";
import { FileField, TextArea } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { Card, Stack } from "@peony/ui/Layout";
import { Note } from "@peony/ui/Note";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { filesLimit, maxFormBytes } from "#features/files/limit.ts";
import { deliverItemAction } from "./actions.ts";
import { words } from "./words.ts";

/** Handing over what the money is held for: words and files, which the buyer reads. */
export function DeliverForm({ locale, number, item }: { locale: Locale; number: string; item: MoneyItem }) {
  const t = words(locale);
  const title = t("deliver.title", { item: inLocale(item.name, locale) });
  return (
    <Card title={title}>
      <Stack small>
        <p>
          {t("deliver.lead", {
            deliverable: inLocale(item.deliverable, locale) || "—",
            method: inLocale(item.testMethod, locale) || "—",
            days: item.inspectionDays,
          })}
        </p>
        {item.can.deliver ? (
          <Form action={deliverItemAction} label={title}>
            <input type="hidden" name="no" value={number} />
            <input type="hidden" name="itemId" value={item.id} />
            <TextArea name="note" label={t("deliver.note")} hint={t("deliver.note-hint")} rows={5} required />
            <FileField
              name="files:files"
              label={t("deliver.files")}
              optional={translator(locale, "shell")("optional")}
              hint={t("deliver.files-hint", {
                size: formatBytes(maxFileBytes, locale),
                total: formatBytes(maxFormBytes, locale),
                kinds: fileExtensions.join(" "),
              })}
              accept={fileExtensions.map((e) => `.${e}`).join(",")}
              multiple
              limit={filesLimit(locale)}
            />
            <SubmitButton large pendingLabel={t("deliver.busy")}>
              {t("deliver.submit")}
            </SubmitButton>
          </Form>
        ) : (
          <Note>{t("deliver.who")}</Note>
        )}
      </Stack>
    </Card>
  );
}
