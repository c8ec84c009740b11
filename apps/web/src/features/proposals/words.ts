import { type Currency, money } from "@peony/domain/shared";
import { formatMoney, type Locale, translator } from "@peony/i18n";

/** Words of the pages about proposals and their review. */
export const words = (locale: Locale) => translator(locale, "proposals");

/** An amount in the currency of the demand, in full. */
export const moneyText = (locale: Locale, amount: bigint, currency: string): string =>
  formatMoney(money(amount, currency as Currency), locale, "full");
