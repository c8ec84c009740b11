import type { Locale } from "@peony/i18n";
import { Note } from "@peony/ui/Note";
import { href } from "../../i18n/page.ts";
import { words } from "./words.ts";

/** What an unverified organisation can do here, and where the rest opens. */
export function UnverifiedNote({ locale }: { locale: Locale }) {
  const t = words(locale);
  return (
    <Note tone="warn">
      {t("form.unverified")} <a href={href(locale, "/start")}>{t("form.verify")}</a>
    </Note>
  );
}
