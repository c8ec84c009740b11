import type { OrganisationFigures } from "@peony/features/deals";
import { type Locale, translator } from "@peony/i18n";

const hour = 3_600;

/** How long a first answer takes: minutes within the hour, hours up to three days, days beyond; with how many it is the middle of. */
export const replyText = (
  locale: Locale,
  { medianSeconds, count }: NonNullable<OrganisationFigures["reply"]>,
): string => {
  const t = translator(locale, "organisation-page");
  const hours = Math.round(medianSeconds / hour);
  const time =
    medianSeconds < hour
      ? t("within-hour")
      : hours <= 72
        ? t("hours", { n: hours })
        : t("days", { n: Math.round(hours / 24) });
  return t("reply-of", { time, count });
};
