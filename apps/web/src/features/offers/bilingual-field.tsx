import { type Locale, localeName, locales } from "@peony/i18n";
import { TextField } from "@peony/ui/Field";
import { FieldRow } from "@peony/ui/FieldGroup";

/** One fact in both languages side by side; the reader's own comes first, the other may stay empty. */
export function BilingualField({
  locale,
  name,
  label,
  value,
}: {
  locale: Locale;
  name: string;
  label: string;
  value?: { zh?: string; en?: string };
}) {
  const order = locale === "zh" ? locales : [...locales].reverse();
  return (
    <FieldRow>
      {order.map((l) => (
        <TextField
          key={l}
          name={`${name}.${l}`}
          label={`${label} · ${localeName[l]}`}
          lang={l === "zh" ? "zh-CN" : "en"}
          defaultValue={value?.[l]}
        />
      ))}
    </FieldRow>
  );
}
