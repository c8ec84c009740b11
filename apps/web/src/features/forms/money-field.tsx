"use client";

import { moneyInCapitals } from "@peony/i18n/capitals";
import { formatMoney } from "@peony/i18n/money";
import { parseMoney } from "@peony/i18n/parse-money";
import { TextField, type TextFieldProps } from "@peony/ui/Field";
import { useState } from "react";

/**
 * An amount as people write it (`120w`, `1.2亿`, `1,200,000`); below the field it is read back in full and, for yuan in
 * Chinese, in capitals. `name` ends in `:money`. Nothing is shown for text that is not an amount yet.
 */
export function MoneyField({
  asset = "CNY/2",
  locale,
  defaultValue,
  ...field
}: Omit<TextFieldProps, "type" | "below" | "onInput" | "inputMode"> & { asset?: string; locale: "zh" | "en" }) {
  const [text, setText] = useState(defaultValue ?? "");
  return (
    <TextField
      {...field}
      defaultValue={defaultValue}
      onInput={setText}
      below={readBack(text, asset, locale)}
      autoComplete="off"
    />
  );
}

function readBack(text: string, asset: string, locale: "zh" | "en"): string | undefined {
  const parsed = parseMoney(text, asset);
  if (!parsed.ok) return undefined;
  const full = formatMoney(parsed.money, locale, "full");
  return locale === "zh" && asset === "CNY/2" ? `${full} · ${moneyInCapitals(parsed.money)}` : full;
}
