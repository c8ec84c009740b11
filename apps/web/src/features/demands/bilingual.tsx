import { type Locale, localeName, locales } from "@peony/i18n";
import { TextArea, TextField } from "@peony/ui/Field";
import { FieldRow } from "@peony/ui/FieldGroup";
import { fieldIdOf } from "./field-id.ts";

/** One fact in both languages side by side under one question, the reader's own first; `rows` makes it a text of several lines. */
export function Bilingual({
  locale,
  name,
  label,
  hint,
  value,
  rows,
}: {
  locale: Locale;
  name: string;
  label: string;
  hint?: string;
  value?: { zh: string; en: string };
  rows?: number;
}) {
  const order = locale === "zh" ? locales : [...locales].reverse();
  // The whole question is what the list of changed fields leads to.
  const id = fieldIdOf(name);
  const hintId = `${id}-hint`;
  return (
    <fieldset className="field" id={id} aria-describedby={hint ? hintId : undefined}>
      <legend className="field-label" data-names={id}>
        {label}
      </legend>
      {hint ? (
        <p className="hint" id={hintId}>
          {hint}
        </p>
      ) : null}
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
      </FieldRow>
    </fieldset>
  );
}
