import { assets, type Currency } from "@peony/domain/shared";

/** Minor units as a person would type them again: `1,200,000` or `8,000.50`; nothing for nothing. */
export const amountText = (minor: string | undefined, currency: Currency): string | undefined => {
  if (minor === undefined) return undefined;
  const exponent = Number(assets[currency].slice(-1));
  const digits = minor.padStart(exponent + 1, "0");
  const whole = (exponent ? digits.slice(0, -exponent) : digits).replace(/\B(?=(\d{3})+$)/g, ",");
  const cents = exponent ? digits.slice(-exponent) : "";
  return /^0*$/.test(cents) ? whole : `${whole}.${cents}`;
};
