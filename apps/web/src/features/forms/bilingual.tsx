import { type Locale, localeName, locales } from "@peony/i18n";
import { TextArea, TextField } from "@peony/ui/Field";
import { FieldRow } from "@peony/ui/FieldGroup";
import { Question } from "@peony/ui/Question";
import type { ReactNode } from "react";

/**
 * One fact in both languages side by side under one question, the reader's own first. `rows` makes it a text of several lines;
 * `children` stand beside.
 */
export function Bilingual({
  locale,
  name,
  label,
  hint,
  value,
  rows,
  children,
}: {
  locale: Locale;
  name: string;
  label: string;
  hint?: string;
  value?: { zh?: string; en?: string };
  rows?: number;
  children?: ReactNode;
}) {
  const order = locale === "zh" ? locales : [...locales].reverse();
  return (
    <Question name={name} label={label} hint={hint}>
      <FieldRow>
        {order.map((l) => {
          const field = {
            name: `${name}.${l}`,
            // The question is said again to readers, and gives the field its name in the list of errors.
            label: (
              <>
                <span className="visually-hidden">{label}</span> {localeName[l]}
              </>
            ),
            lang: l === "zh" ? "zh-CN" : "en",
            defaultValue: value?.[l],
          };
          return rows ? <TextArea key={l} {...field} rows={rows} /> : <TextField key={l} {...field} />;
        })}
        {children}
      </FieldRow>
    </Question>
  );
}
