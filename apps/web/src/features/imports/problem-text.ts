import type { ImportRowView } from "@peony/features/imports";
import { type Locale, translator } from "@peony/i18n";
import { words } from "./words.ts";

type Said = Pick<ImportRowView, "problems" | "result" | "twinLine" | "twinId">;

/** What is wrong with a row, a sentence for each thing, with its field before it. */
export const problemTexts = (locale: Locale, row: Said): string[] => {
  const t = words(locale);
  const says = translator(locale, "validation");
  const text = (code: string, args: Readonly<Record<string, string | number>>): string => {
    const key = code as Parameters<typeof says>[0];
    return says.has(key) ? says(key, args) : says("invalid");
  };
  const texts = row.problems.map(({ field, code, args }) =>
    field === null
      ? text(code, args ?? {})
      : t("at-field", { field: t(`field.${field}`), text: text(code, args ?? {}) }),
  );
  if (row.result === "duplicate")
    texts.push(
      row.twinLine === null ? text("import-twin-listing", {}) : text("import-twin-line", { line: row.twinLine }),
    );
  return texts;
};
