/** Stripe's currencies without minor units (ISK and UGX are sent with two decimals all the same). */
const WITHOUT_MINOR_UNITS = new Set([
  "bif",
  "clp",
  "djf",
  "gnf",
  "jpy",
  "kmf",
  "krw",
  "mga",
  "pyg",
  "rwf",
  "vnd",
  "vuv",
  "xaf",
  "xof",
  "xpf",
]);
const WITH_THREE = new Set(["bhd", "jod", "kwd", "omr", "tnd"]);

/** The fixed part of a card fee in minor units, close to what Stripe publishes per settlement currency. */
const FIXED_FEE: Readonly<Record<string, bigint>> = {
  cny: 200n,
  eur: 25n,
  gbp: 20n,
  hkd: 235n,
  jpy: 0n,
  sgd: 50n,
  usd: 30n,
};

/** The smallest charge in minor units. */
const SMALLEST: Readonly<Record<string, number>> = { cny: 400, eur: 50, gbp: 30, hkd: 400, jpy: 50, sgd: 50, usd: 50 };

/** Twelve digits. Wider than the eight of most live accounts, because one milestone of a licence can exceed them. */
export const LARGEST_AMOUNT = 999_999_999_999;

export const smallestCharge = (currency: string): number => SMALLEST[currency] ?? 1;

export const exponentOf = (currency: string): number =>
  WITHOUT_MINOR_UNITS.has(currency) ? 0 : WITH_THREE.has(currency) ? 3 : 2;

/** Fee of a card charge: basis points rounded half up, plus the fixed part; never more than the charge itself. */
export const chargeFee = (amount: number, currency: string, bps: number): number => {
  if (bps === 0) return 0;
  const share = (BigInt(amount) * BigInt(bps) + 5_000n) / 10_000n;
  const fee = share + (FIXED_FEE[currency] ?? 0n);
  return Number(fee < BigInt(amount) ? fee : BigInt(amount));
};

/** `¥1,234.50`; exact for every amount, because digits are placed as text and never divided. */
export const formatAmount = (amount: number, currency: string, locale: "en" | "zh"): string => {
  const exponent = exponentOf(currency);
  const digits = String(amount).padStart(exponent + 1, "0");
  const decimal = exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
  const format = new Intl.NumberFormat(locale === "zh" ? "zh-CN" : "en-US", {
    style: "currency",
    currency: currency.toUpperCase(),
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  });
  return format.format(decimal as Intl.StringNumericLiteral);
};
