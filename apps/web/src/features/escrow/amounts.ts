import type { Money } from "@peony/domain/shared";
import { formatMoney, type Locale, moneyInCapitals } from "@peony/i18n";

/** An amount as payments state it, every minor unit shown; a dash where the reader may not know it. */
export const exact = (money: Money | null, locale: Locale): string =>
  money === null ? "—" : formatMoney(money, locale, "full");

/** The capitals that go with an amount in yuan, or null for other currencies. */
export const capitals = (money: Money | null): string | null =>
  money !== null && money.asset === "CNY/2" ? moneyInCapitals(money) : null;

/** A part of a whole in basis points, half up, for showing only. A whole of nothing has no parts. */
export const shareOf = (part: Money, whole: Money): number =>
  whole.amount <= 0n ? 0 : Number((part.amount * 20_000n + whole.amount) / (whole.amount * 2n));
