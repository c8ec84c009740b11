import type { Locale } from "@peony/i18n";
import { CheckboxField } from "@peony/ui/Choice";
import { Note } from "@peony/ui/Note";
import { words } from "./words.ts";

/** What saving a live listing does, said before it is pressed, and the word without which what was confirmed stays as it is. */
export function LiveSave({ locale }: { locale: Locale }) {
  const t = words(locale);
  return (
    <>
      <Note>{t("edit.live-note")}</Note>
      <CheckboxField name="takeBack:boolean" label={t("edit.take-back")} hint={t("edit.take-back-hint")} />
    </>
  );
}
