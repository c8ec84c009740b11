import { formatPatentNumber } from "./identifiers.ts";
import type { Locale } from "./locale.ts";
import { translator } from "./translator.ts";
import { type Day, type DayCount, dayOf } from "./working-days.ts";

export const beijing = "Asia/Shanghai";

/** An instant, or a calendar day `YYYY-MM-DD` that has no zone. */
export type DateLike = Date | Day;

const intlLocale = { zh: "zh-CN", en: "en-GB" } as const satisfies Record<Locale, string>;

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/**
 * `prose`: 2026年11月23日, 23 November 2026. `table`: 2026-11-23 in both languages. An instant in words, as stored JSON keeps it, is said as
 * the day it falls on.
 */
export function formatDate(
  date: DateLike,
  locale: Locale,
  form: "prose" | "table" = "table",
  timeZone = beijing,
): string {
  const at = typeof date === "string" && instant.test(date) ? new Date(date) : date;
  const day = typeof at === "string" ? at : dayOf(at, timeZone);
  if (form === "table") return day;
  return onDay(day, locale, { year: "numeric", month: "long", day: "numeric" });
}

/**
 * Arguments of a stored message as its reader sees them: an instant is said as a day in prose, a number that stands for a result as it is
 * printed, everything else as it is.
 */
export function sayInstants(args: Readonly<Record<string, string>>, locale: Locale): Record<string, string> {
  return Object.fromEntries(
    Object.entries(args).map(([k, v]) => [
      k,
      instant.test(v) ? formatDate(new Date(v), locale, "prose") : k === "result" ? formatPatentNumber(v) : v,
    ]),
  );
}

/** 2026-11-23 15:02 in both languages; 北京时间 is added when the viewer's own zone differs from it. */
export function formatDateTime(instant: Date, locale: Locale, viewerZone = beijing): string {
  const text = `${dayOf(instant, beijing)} ${clock(instant)}`;
  if (viewerZone === beijing) return text;
  return translator(locale, "formats")("beijing-time", { text });
}

/** A deadline with its weekday: 11月27日 周五 18:00, Friday 27 November 18:00; the year only when it is not `now`'s. */
export function formatDeadline(deadline: DateLike, now: Date, locale: Locale): string {
  const day = typeof deadline === "string" ? deadline : dayOf(deadline);
  const otherYear = day.slice(0, 4) !== dayOf(now).slice(0, 4);
  const date = onDay(day, locale, { ...(otherYear ? { year: "numeric" } : {}), month: "long", day: "numeric" });
  const weekday = onDay(day, locale, { weekday: locale === "zh" ? "short" : "long" });
  const words = locale === "zh" ? `${date} ${weekday}` : `${weekday} ${date}`;
  return typeof deadline === "string" ? words : `${words} ${clock(deadline)}`;
}

/** 还剩 3 个工作日, 今天截止, 已过期 2 个工作日: in working days as `between` counts them. */
export function formatTimeLeft(deadline: DateLike, now: Date, locale: Locale, between: DayCount): string {
  const t = translator(locale, "formats");
  const today = dayOf(now);
  const day = typeof deadline === "string" ? deadline : dayOf(deadline);
  const over = typeof deadline === "string" ? day < today : deadline.getTime() < now.getTime();
  if (!over && day === today) return t("due-today");
  const count = between(today, day);
  return over ? t("overdue", { count: Math.abs(count) }) : t("working-days-left", { count });
}

function clock(instant: Date): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone: beijing, hour: "2-digit", minute: "2-digit" }).format(instant);
}

function onDay(day: Day, locale: Locale, options: Intl.DateTimeFormatOptions): string {
  const noon = new Date(`${day}T12:00:00Z`);
  return new Intl.DateTimeFormat(intlLocale[locale], { ...options, timeZone: "UTC" }).format(noon);
}
