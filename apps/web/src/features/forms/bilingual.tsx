import { type Locale, localeName, locales } from "@peony/i18n";
import { TextArea, TextField } from "@peony/ui/Field";
import { FieldRow } from "@peony/ui/FieldGroup";
import type { ReactNode } from "react";

/** One fact in both languages side by side, the reader's own first; `rows` makes it a text of several lines; `children` stand beside. */
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
    <FieldRow>
      {order.map((l, i) => {
        const field = {
          name: `${name}.${l}`,
          label: `${label} · ${localeName[l]}`,
          lang: l === "zh" ? "zh-CN" : "en",
          // Said once: the second field is the same question.
          hint: i === 0 ? hint : undefined,
          defaultValue: value?.[l],
        };
        return rows ? <TextArea key={l} {...field} rows={rows} /> : <TextField key={l} {...field} />;
      })}
      {children}
    </FieldRow>
  );
}
