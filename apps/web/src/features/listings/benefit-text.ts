import { inLocale, type Locale } from "@peony/domain/shared";
import type { ListingView } from "@peony/features/listings";
import { translator } from "@peony/i18n";
import { said } from "./said.ts";

type Benefit = ListingView["benefits"][number];

/** A figure with its unit; signs that belong to the figure (%, ×, °) stand close, words apart. */
export const figureText = (locale: Locale, b: Benefit): string => {
  const unit = inLocale(b.unit, locale);
  return unit === "" || /^[%‰×°]/.test(unit) ? `${b.figure}${unit}` : `${b.figure} ${unit}`;
};

/** The benefit of a listing in one sentence with its figure and condition; where there is none yet, that is said. */
export const benefitText = (
  locale: Locale,
  l: Pick<ListingView, "benefits" | "noDataYet" | "summary">,
): string | undefined => {
  const t = translator(locale, "listings");
  const first = l.benefits[0];
  if (first)
    return t("benefit-sentence", {
      name: inLocale(first.name, locale),
      figure: figureText(locale, first),
      condition: inLocale(first.condition, locale),
    });
  const summary = said(locale, l.summary).text;
  return l.noDataYet ? t("no-data-sentence", { summary }) : summary || undefined;
};
