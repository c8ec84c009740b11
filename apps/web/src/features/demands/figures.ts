import { type assets, type Currency, inLocale, type Locale, money } from "@peony/domain/shared";
import type { DemandView } from "@peony/features/demands";
import { dayOf, formatDate, formatMoney, formatRange } from "@peony/i18n";
import { words } from "./words.ts";

type Target = DemandView["targets"][number];

/** A digit string with grouping, its decimals as they were written. */
const grouped = (figure: string): string =>
  figure.replace(/^(-?\d+)/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));

/** A figure with its unit; a per cent or degree sign stands close, words and symbols apart. */
const withUnit = (locale: Locale, figure: string, target: Target): string => {
  const unit = inLocale(target.unit, locale);
  if (unit === "" || /^[%‰°]/.test(unit)) return `${grouped(figure)}${unit}`;
  return words(locale)("figure", { figure: grouped(figure), unit });
};

/** Where it must be: `≤ 8 μm`. */
export const targetText = (locale: Locale, target: Target): string =>
  words(locale)(target.direction, { figure: withUnit(locale, target.target, target) });

/** Where it is: `25 μm`; undefined where nobody said. */
export const currentText = (locale: Locale, target: Target): string | undefined =>
  target.current === "" ? undefined : withUnit(locale, target.current, target);

type Priced = Pick<DemandView, "budgetMin" | "budgetMax"> & { currency: string };

/** `60–120 万元`; 面议 where nothing is said. */
export const budgetText = (locale: Locale, d: Priced): string => {
  const inAsset = (n: bigint | null) => (n === null ? null : money(n, d.currency as keyof typeof assets as Currency));
  return formatRange({ min: inAsset(d.budgetMin), max: inAsset(d.budgetMax) }, locale);
};

/** The deposit that was agreed, with its share of the upper budget; null where none is asked for. */
export const depositText = (
  locale: Locale,
  d: Pick<DemandView, "depositState" | "depositBps" | "depositAmount" | "currency">,
): string | null => {
  const t = words(locale);
  if (d.depositState === "waived") return t("deposit-waived");
  if (d.depositState !== "agreed" || d.depositAmount === null) return null;
  const amount = formatMoney(money(d.depositAmount, d.currency as keyof typeof assets as Currency), locale);
  return t("deposit-value", { amount, share: `${(d.depositBps ?? 0) / 100}%` });
};

const dayMs = 86_400_000;

/** Whole days from today to the deadline, both in Chinese time; negative once it has passed. */
export const daysLeft = (deadline: string, now: Date): number => {
  return Math.round((Date.parse(deadline) - Date.parse(dayOf(now))) / dayMs);
};

/** 还剩 32 天, or that it is over. */
export const leftText = (locale: Locale, d: Pick<DemandView, "deadline" | "state">, now: Date): string | null => {
  const t = words(locale);
  if (d.state !== "published") return t("ended");
  if (!d.deadline) return null;
  const days = daysLeft(d.deadline, now);
  return days < 0 ? t("ended") : t("days-left", { days });
};

/** From the day it was published to its last day, with the number of days between; null before that. */
export const windowText = (locale: Locale, d: Pick<DemandView, "publishedAt" | "closesOn" | "kind">): string | null => {
  if (d.kind !== "challenge" || !d.publishedAt || !d.closesOn) return null;
  const from = dayOf(d.publishedAt);
  const days = Math.round((Date.parse(d.closesOn) - Date.parse(from)) / dayMs);
  return words(locale)("window-value", { from: formatDate(from, locale), to: formatDate(d.closesOn, locale), days });
};
