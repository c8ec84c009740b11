import { workingDaysBetween } from "@peony/domain/shared";
import { type DateLike, formatTimeLeft, type Locale } from "@peony/i18n";

/** How long there is until a deadline, or since: counted in Chinese working days. */
export const timeLeft = (deadline: DateLike, now: Date, locale: Locale): string =>
  formatTimeLeft(deadline, now, locale, workingDaysBetween);
