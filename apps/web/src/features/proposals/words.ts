import { type Currency, money } from "@peony/domain/shared";
import { beijing, formatMoney, type Locale, translator } from "@peony/i18n";

/** Words of the pages about proposals and their review. */
export const words = (locale: Locale) => translator(locale, "proposals");

/** An amount in the currency of the demand, in full. */
export const moneyText = (locale: Locale, amount: bigint, currency: string): string =>
  formatMoney(money(amount, currency as Currency), locale, "full");

/** The time of day in Chinese time, `15:02`, for what happened a moment ago. */
export const timeText = (at: Date): string =>
  new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: beijing }).format(at);
