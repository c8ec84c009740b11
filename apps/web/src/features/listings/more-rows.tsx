import type { Locale } from "@peony/i18n";
import type { ReactNode } from "react";
import { words } from "./words.ts";

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
  const all = Math.min(most, open + spare);
  const from = (start: number, end: number) => Array.from({ length: end - start }, (_, i) => row(start + i));
  return (
    <>
      {from(0, open)}
      {all > open ? (
        <details className="more-rows">
          <summary>{words(locale)("edit.more-rows")}</summary>
          <div className="form">{from(open, all)}</div>
        </details>
      ) : null}
    </>
  );
}
