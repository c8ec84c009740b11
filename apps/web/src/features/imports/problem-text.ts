import type { ImportRowView } from "@peony/features/imports";
import { type Locale, translator } from "@peony/i18n";
import { words } from "./words.ts";

type Said = Pick<ImportRowView, "problems" | "result" | "twinLine" | "twinId" | "values">;
type Text = (code: string, args: Readonly<Record<string, string | number>>) => string;

/** Where it stands already; without a number things are the same by what they are called. */
const twinText = ({ twinLine }: Said, how: "same" | "twin", text: Text): string =>
  twinLine === null ? text(`import-${how}-listing`, {}) : text(`import-${how}-line`, { line: twinLine });

/** What is wrong with a row, a sentence for each thing, with its field before it. */
export const problemTexts = (locale: Locale, row: Said): string[] => {
  const t = words(locale);
  const says = translator(locale, "validation");
  const text: Text = (code, args) => {
    const key = code as Parameters<typeof says>[0];
    return says.has(key) ? says(key, args) : says("invalid");
  };
  const texts = row.problems.map(({ field, code, args }) =>
    field === null
      ? text(code, args ?? {})
      : t("at-field", { field: t(`field.${field}`), text: text(code, args ?? {}) }),
  );
  if (row.result === "duplicate") texts.push(twinText(row, row.values.number === undefined ? "same" : "twin", text));
  return texts;
};
