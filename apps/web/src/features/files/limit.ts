import { maxFileBytes } from "@peony/domain/files";
import { formatBytes, type Locale, translator } from "@peony/i18n";
import type { FilesLimit } from "@peony/ui/field-parts";

/** What one form may send at once: the body limit of the framework, less the rest of the form. */
export const maxFormBytes = 50_000_000;

/** The limit of a file field in the reader's words, so that the browser refuses what the server would, before anything is sent. */
export const filesLimit = (locale: Locale): FilesLimit => {
  const t = translator(locale, "validation");
  return {
    eachBytes: maxFileBytes,
    togetherBytes: maxFormBytes,
    each: t("file-too-large", { max: formatBytes(maxFileBytes, locale) }),
    together: t("files-too-large", { max: formatBytes(maxFormBytes, locale) }),
    refused: translator(locale, "errors")("invalid"),
  };
};
