import { z } from "zod";

/** Currencies and their ISO 4217 minor-unit exponents. The asset name carries the exponent, so an amount can never be read in the wrong unit. */
export const assets = { CNY: "CNY/2", USD: "USD/2", EUR: "EUR/2", JPY: "JPY/0" } as const;
export type Currency = keyof typeof assets;
export type Asset = (typeof assets)[Currency];
export const currencies = Object.keys(assets) as [Currency, ...Currency[]];

/** An amount in minor units (分, cent) with its asset. Never a float. */
export type Money = { readonly amount: bigint; readonly asset: Asset };

export const money = (amount: bigint, currency: Currency = "CNY"): Money => ({ amount, asset: assets[currency] });
export const currencyOf = (asset: Asset): Currency => asset.slice(0, 3) as Currency;

const sameAsset = (a: Money, b: Money): void => {
  if (a.asset !== b.asset) throw new TypeError(`mixed assets ${a.asset} and ${b.asset}`);
};
export const add = (a: Money, b: Money): Money => {
  sameAsset(a, b);
  return { amount: a.amount + b.amount, asset: a.asset };
};
export const subtract = (a: Money, b: Money): Money => {
  sameAsset(a, b);
  return { amount: a.amount - b.amount, asset: a.asset };
};

/** `numerator/denominator` rounded half up (away from zero on .5); operands are non-negative. */
export const halfUp = (numerator: bigint, denominator: bigint): bigint =>
  (numerator * 2n + denominator) / (denominator * 2n);

/** `numerator/denominator` rounded up; operands are non-negative. */
export const ceil = (numerator: bigint, denominator: bigint): bigint => (numerator + denominator - 1n) / denominator;

/** `amount` × `bps` / 10,000, rounded half up (payments rule 5.1). */
export const basisPoints = (amount: bigint, bps: number): bigint => halfUp(amount * BigInt(bps), 10_000n);

/**
 * Splits `total` by weights with the largest remainder; ties go to the larger weight, then to the earlier position.
 * The parts sum exactly to the total. All weights are non-negative and not all are zero.
 */
export const largestRemainder = (total: bigint, weights: readonly bigint[]): bigint[] => {
  const sum = weights.reduce((a, b) => a + b, 0n);
  if (sum <= 0n || weights.some((w) => w < 0n)) throw new RangeError("weights must be non-negative and not all zero");
  if (total < 0n) throw new RangeError("total must be non-negative");
  const parts = weights.map((w) => (total * w) / sum);
  const rest = weights.map((w, i) => ({ i, w, remainder: (total * w) % sum }));
  rest.sort((a, b) => {
    if (a.remainder !== b.remainder) return a.remainder > b.remainder ? -1 : 1;
    if (a.w !== b.w) return a.w > b.w ? -1 : 1;
    return a.i - b.i;
  });
  let left = total - parts.reduce((a, b) => a + b, 0n);
  for (const { i } of rest) {
    if (left === 0n) break;
    parts[i] = (parts[i] ?? 0n) + 1n;
    left -= 1n;
  }
  return parts;
};

/** An amount that a form could not read. It is no string, so that no schema takes what was typed for minor units. */
export type UnreadAmount = { readonly problem: string };
const isUnread = (input: unknown): input is UnreadAmount =>
  typeof input === "object" && input !== null && "problem" in input && typeof input.problem === "string";

/** What is wrong with a text that is not minor units. */
const problemOf = (text: unknown): string => {
  if (typeof text !== "string" || !/^[-−]?\d+$/.test(text)) return "amount";
  if (!/^\d/.test(text)) return "negative";
  return /^[1-9]\d{18,}$/.test(text) ? "too-large" : "amount";
};

/** Minor units as JSON carries them: a decimal string, so that no reader loses digits. */
export const amountSchema = z
  .string({ error: ({ input }) => (isUnread(input) ? input.problem : undefined) })
  .regex(/^(0|[1-9]\d{0,17})$/, { error: ({ input }) => problemOf(input) })
  .transform((s) => BigInt(s));
