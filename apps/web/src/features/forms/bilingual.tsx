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
  prevails,
  below,
  children,
}: {
  locale: Locale;
  name: string;
  label: string;
  hint?: string;
  value?: { zh?: string; en?: string };
  rows?: number;
  /** Said at the text that counts where the two differ. */
  prevails?: { readonly language: Locale; readonly text: string };
  /** A sentence under either text, such as where it is from. */
  below?: { readonly zh?: ReactNode; readonly en?: ReactNode };
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
                {prevails?.language === l ? <span className="field-optional">{prevails.text}</span> : null}
              </>
            ),
            lang: l === "zh" ? "zh-CN" : "en",
            defaultValue: value?.[l],
            below: below?.[l],
          };
          return rows ? <TextArea key={l} {...field} rows={rows} /> : <TextField key={l} {...field} />;
        })}
        {children}
      </FieldRow>
    </Question>
  );
}
