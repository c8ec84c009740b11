import type { Locale } from "@peony/domain/shared";
import type { DemandView } from "@peony/features/demands";
import { htmlLang } from "@peony/i18n";
import { decimal } from "#features/listings/json-ld.ts";
import { said, saidTitle } from "#features/listings/said.ts";

/** A demand in the words of schema.org; it says nothing that the page does not show. `origin` is the public address of the site. */
export const demandJsonLd = (d: DemandView, locale: Locale, origin: string): Record<string, unknown> => {
  const url = `${origin}/${locale}/demands/${d.number}`;
  return {
    "@context": "https://schema.org",
    "@type": "Demand",
    "@id": url,
    url,
    identifier: d.number,
    inLanguage: htmlLang[locale],
    name: saidTitle(locale, d).text,
    description: said(locale, d.background).text || undefined,
    availabilityStarts: d.publishedAt?.toISOString(),
    availabilityEnds: d.deadline ?? undefined,
    priceSpecification:
      d.budgetMin === null && d.budgetMax === null
        ? undefined
        : {
            "@type": "PriceSpecification",
            priceCurrency: d.currency,
            minPrice: d.budgetMin === null ? undefined : decimal(d.budgetMin, d.currency),
            maxPrice: d.budgetMax === null ? undefined : decimal(d.budgetMax, d.currency),
          },
  };
};
