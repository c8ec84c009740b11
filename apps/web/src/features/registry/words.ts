import type { RegistryField } from "@peony/domain/listings";
import { type Locale, translator } from "@peony/i18n";

/** Words of filling in a listing by number. */
export const words = (locale: Locale) => translator(locale, "registry");

/** Name of a field; the dot of its place would part the name of a message. */
export const fieldName = (locale: Locale, field: RegistryField): string =>
  words(locale)(`fields.${field.replace(".", "-")}` as Parameters<ReturnType<typeof words>>[0]);
