import type { Locale } from "./locale.ts";

/**
 * An amount in minor units with its asset, for example 1,200,000.00 yuan is { amount: 120000000n, asset: "CNY/2" }.
 * The asset is `<ISO 4217 code>/<exponent>`; structurally the same as Money of the domain.
 */
export type Money<A extends string = string> = { readonly amount: bigint; readonly asset: A };

const units = {
  CNY: { zh: "元" },
  USD: { zh: "美元" },
  EUR: { zh: "欧元" },
  JPY: { zh: "日元" },
} as const satisfies Record<string, { zh: string }>;

const isKnown = (code: string): code is keyof typeof units => Object.hasOwn(units, code);

/** Currency code and exponent of an asset. Throws on anything but `<three capitals>/<0-4>`. */
export function assetParts(asset: string): { code: string; exponent: number } {
  const match = /^([A-Z]{3})\/([0-4])$/.exec(asset);
  if (!match?.[1] || !match[2]) throw new Error(`not an asset: ${asset}`);
  return { code: match[1], exponent: Number(match[2]) };
}

/**
 * `full`: every minor unit shown, for contracts, payments and statements: `¥1,200,000.00`, `CNY 1,200,000.00`.
 * `short`: for lists: `120 万元`, `1.5 亿元`, `8,000 元`, `CNY 1.2 million`. Never rounds: an amount that the short
 * unit cannot say in two decimals is written out in full digits. The short form never feeds a sum.
 */
export function formatMoney(money: Money, locale: Locale, form: "short" | "full" = "short"): string {
  if (form === "full") return full(money, locale);
  const { digits, scale } = short(money, locale);
  return withUnit(money.asset, digits, scale, locale);
}

/**
 * A range in the short form: `60–120 万元`, `CNY 1.5–2.6 million`; two ends in different units keep both.
 * An open end reads `120 万元起`, `不超过 120 万元`, `from CNY 1.2 million`, `up to CNY 1.2 million`.
 */
export function formatRange(range: { min: Money | null; max: Money | null }, locale: Locale): string {
  const { min, max } = range;
  if (!min || !max) {
    if (min) return locale === "zh" ? `${formatMoney(min, locale)}起` : `from ${formatMoney(min, locale)}`;
    if (max) return locale === "zh" ? `不超过 ${formatMoney(max, locale)}` : `up to ${formatMoney(max, locale)}`;
    return locale === "zh" ? "面议" : "On request";
  }
  if (min.asset !== max.asset) throw new Error(`range of two assets: ${min.asset}, ${max.asset}`);
  if (min.amount === max.amount) return formatMoney(min, locale);
  const from = short(min, locale);
  const to = short(max, locale);
  const shared = sharedScale(min, from.scale, to.scale);
  if (shared === null) return `${formatMoney(min, locale)}–${formatMoney(max, locale)}`;
  return withUnit(max.asset, `${inScale(min, shared)}–${to.digits}`, shared, locale);
}

/** Digits with grouping and all decimals, no currency: `1,200,000.00`. For table columns whose head names the currency. */
export function formatAmount(money: Money): string {
  const { exponent } = assetParts(money.asset);
  const negative = money.amount < 0n;
  const text = (negative ? -money.amount : money.amount).toString().padStart(exponent + 1, "0");
  const whole = group(exponent === 0 ? text : text.slice(0, -exponent));
  const rest = exponent === 0 ? "" : `.${text.slice(-exponent)}`;
  return `${negative ? "−" : ""}${whole}${rest}`;
}

function full(money: Money, locale: Locale): string {
  const { code } = assetParts(money.asset);
  const digits = formatAmount(money);
  if (locale === "zh" && code === "CNY") {
    return digits.startsWith("−") ? `−¥${digits.slice(1)}` : `¥${digits}`;
  }
  return `${code} ${digits}`;
}

type Scale = { power: number; zh: string; en: string };
const plain: Scale = { power: 0, zh: "", en: "" };
const scales: Record<Locale, readonly Scale[]> = {
  zh: [
    { power: 8, zh: "亿", en: "" },
    { power: 4, zh: "万", en: "" },
  ],
  en: [
    { power: 9, zh: "", en: "billion" },
    { power: 6, zh: "", en: "million" },
  ],
};

/** The largest unit that says the amount exactly in two decimals, else plain digits. */
function short(money: Money, locale: Locale): { digits: string; scale: Scale } {
  const size = money.amount < 0n ? -money.amount : money.amount;
  const scale = scales[locale].find((s) => size >= oneHundredth(money, s) * 100n && isExact(money, s)) ?? plain;
  return { digits: inScale(money, scale), scale };
}

/** A smaller lower end takes the upper end's unit when it is exact there: 0.5–1.2 亿元. */
function sharedScale(min: Money, from: Scale, to: Scale): Scale | null {
  if (from === to) return to;
  return to.power > 0 && min.amount !== 0n && isExact(min, to) ? to : null;
}

const oneHundredth = (money: Money, scale: Scale): bigint =>
  10n ** BigInt(scale.power + assetParts(money.asset).exponent) / 100n;

const isExact = (money: Money, scale: Scale): boolean => money.amount % oneHundredth(money, scale) === 0n;

function inScale(money: Money, scale: Scale): string {
  if (scale.power === 0) return formatAmount(money).replace(/\.0+$/, "");
  const hundredths = money.amount / oneHundredth(money, scale);
  return formatAmount({ amount: hundredths, asset: "XXX/2" }).replace(/\.?0+$/, "");
}

function withUnit(asset: string, digits: string, scale: Scale, locale: Locale): string {
  const { code } = assetParts(asset);
  if (locale === "en") return `${code} ${digits}${scale.en ? ` ${scale.en}` : ""}`;
  const unit = isKnown(code) ? units[code].zh : code;
  return `${digits} ${scale.zh}${unit}`;
}

function group(whole: string): string {
  return whole.replace(/\B(?=(\d{3})+$)/g, ",");
}
