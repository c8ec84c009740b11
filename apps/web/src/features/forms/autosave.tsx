import { htmlLang, type Locale, translator } from "@peony/i18n";
import { AutosaveBox } from "./autosave-box.tsx";
import type { Autosaved } from "./autosaving.ts";

/** Sentences with a place for what only the browser knows. */
const sentences = (locale: Locale) => {
  const t = translator(locale, "forms");
  return {
    idle: t("autosave.idle"),
    unsaved: t("autosave.unsaved"),
    saving: t("autosave.saving"),
    saved: t("autosave.saved", { time: "{time}" }),
    left: t("autosave.left", { time: "{time}" }),
    offline: t("autosave.offline"),
    refused: t("autosave.refused", { reason: "{reason}" }),
    stale: t("autosave.stale"),
    kept: t("autosave.kept", { time: "{time}" }),
    putBack: t("autosave.put-back"),
    discard: t("autosave.discard"),
  };
};

/** Stands inside the form of a draft, which then saves itself while somebody writes. The form has a hidden `version:number`. */
export function Autosave({
  locale,
  save,
  draft,
  version,
}: {
  locale: Locale;
  save: (form: FormData) => Promise<Autosaved>;
  /** Id of what is written. */
  draft: string;
  version: number;
}) {
  return <AutosaveBox save={save} draft={draft} version={version} words={sentences(locale)} lang={htmlLang[locale]} />;
}
