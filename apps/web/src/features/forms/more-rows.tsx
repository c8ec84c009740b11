import { type Locale, translator } from "@peony/i18n";
import type { ReactNode } from "react";
import { KeptRows } from "./kept-rows.tsx";

const spare = 4;

/** Rows of a list in a form: those that are there and one more; a few further ones fold open, which works without scripts. */
export function MoreRows({
  locale,
  count,
  least = 1,
  most,
  row,
}: {
  locale: Locale;
  count: number;
  /** Rows that are always open. */
  least?: number;
  most: number;
  row: (i: number) => ReactNode;
}) {
  const open = Math.min(most, Math.max(least, count + 1));
  return (
    <KeptRows
      open={open}
      more={translator(locale, "forms")("more-rows")}
      rows={Array.from({ length: Math.min(most, open + spare) }, (_, i) => row(i))}
    />
  );
}
