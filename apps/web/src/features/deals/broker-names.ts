import type { Locale } from "@peony/i18n";

/** Names of broker agencies by id, in the reader's language. */
export const brokerNames = (
  locale: Locale,
  brokers: readonly { id: string; nameZh: string; nameEn: string }[],
): Record<string, string> =>
  Object.fromEntries(brokers.map((b) => [b.id, locale === "en" && b.nameEn ? b.nameEn : b.nameZh]));
