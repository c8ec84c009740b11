import { assetParts, type Money } from "./money.ts";

/** Why a typed amount was not understood; each is a key of the namespace `validation`. */
export type MoneyProblem = "required" | "not-an-amount" | "negative" | "too-precise" | "too-large" | "wrong-currency";

export type ParsedMoney<A extends string> =
  | { readonly ok: true; readonly money: Money<A> }
  | { readonly ok: false; readonly problem: MoneyProblem };

/** Powers of ten of the words people type; the longest is tried first. */
const words: readonly (readonly [string, number])[] = [
  ["billion", 9],
  ["million", 6],
  ["thousand", 3],
  ["千万", 7],
  ["百万", 6],
  ["十万", 5],
  ["亿", 8],
  ["億", 8],
  ["万", 4],
  ["萬", 4],
  ["千", 3],
  ["w", 4],
  ["m", 6],
  ["k", 3],
];

const currencies: readonly (readonly [string, RegExp])[] = [
  ["CNY", /^(cny|rmb|人民币|¥)|(cny|rmb|人民币|元整|元|块)$/],
  ["USD", /^(usd|us\$|\$)|(usd|美元|美金)$/],
  ["EUR", /^(eur|€)|(eur|欧元)$/],
  ["JPY", /^(jpy)|(jpy|日元)$/],
];

/** 10^15 minor units: more than any contract, far below what a bigint column holds. */
const limit = 10n ** 15n;

/**
 * An amount as people type it, in the given asset: `120w`, `120万`, `1.2亿`, `1,200,000`, `¥8,000.50`,
 * `1.2 million`, full-width digits and signs. Exact: nothing is rounded. Zero is allowed, negative is not.
 */
export function parseMoney<A extends string>(input: string, asset: A): ParsedMoney<A> {
  const { code, exponent } = assetParts(asset);
  const text = input.normalize("NFKC").replace(/\s+/g, "").toLowerCase();
  if (text === "") return { ok: false, problem: "required" };
  const bare = withoutCurrency(text, code);
  if (bare === null) return { ok: false, problem: "wrong-currency" };
  const word = words.find(([w]) => bare.endsWith(w));
  const digits = word ? bare.slice(0, -word[0].length) : bare;
  const match = /^(-|−)?(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/.exec(digits);
  if (!match?.[2]) return { ok: false, problem: "not-an-amount" };
  if (match[1]) return { ok: false, problem: "negative" };
  const fraction = (match[3] ?? "").replace(/0+$/, "");
  const power = (word?.[1] ?? 0) + exponent;
  if (fraction.length > power) return { ok: false, problem: "too-precise" };
  const amount = BigInt(match[2].replaceAll(",", "") + fraction.padEnd(power, "0"));
  if (amount > limit) return { ok: false, problem: "too-large" };
  return { ok: true, money: { amount, asset } };
}

/** The text without its currency; null when it names another one. `万元` and `万美元` lose only the currency. */
function withoutCurrency(text: string, code: string): string | null {
  let bare = text;
  // Longest names first: 美元 must not be read as 元.
  for (const [named, pattern] of [...currencies].reverse()) {
    const stripped = bare.replace(pattern, "").replace(pattern, "");
    if (stripped === bare) continue;
    if (named !== code) return null;
    bare = stripped;
  }
  return bare;
}
