import type { Locale } from "./locale.ts";

const intlLocale = { zh: "zh-CN", en: "en-GB" } as const satisfies Record<Locale, string>;

/** A plain number with grouping, at most `digits` decimals (default 3): 1,250.5. */
export function formatNumber(value: number | bigint, locale: Locale, digits = 3): string {
  return new Intl.NumberFormat(intlLocale[locale], { maximumFractionDigits: digits }).format(value);
}

/** Basis points as percent without trailing zeros: 2835 -> 28.35%, 500 -> 5%. */
export function formatBasisPoints(basisPoints: number): string {
  return `${(basisPoints / 100).toFixed(2).replace(/\.?0+$/, "")}%`;
}

const steps = ["B", "kB", "MB", "GB"] as const;

/** Size of a file in decimal units: 980 B, 1.2 MB. */
export function formatBytes(bytes: number, locale: Locale): string {
  let value = bytes;
  let step = 0;
  while (value >= 1000 && step < steps.length - 1) {
    value /= 1000;
    step += 1;
  }
  return `${formatNumber(value, locale, value < 10 && step > 0 ? 1 : 0)} ${steps[step]}`;
}
