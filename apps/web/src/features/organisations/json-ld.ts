import type { Locale } from "@peony/domain/shared";
import { regionName } from "#features/listings/region-name.ts";
import { said, saidName } from "#features/listings/said.ts";
import type { PublicOrganisation } from "./organisation-standing.tsx";

/** An organisation in the words of schema.org; it says nothing that the page does not show. `origin` is the public address of the site. */
export const organisationJsonLd = (o: PublicOrganisation, locale: Locale, origin: string): Record<string, unknown> => {
  const name = saidName(locale, o).text;
  const others = [...new Set([o.nameZh, o.nameEn, o.shortZh])].filter((other) => other !== "" && other !== name);
  const url = `${origin}/${locale}/org/${o.slug}`;
  return {
    "@context": "https://schema.org",
    "@type": "Organization",
    "@id": url,
    url,
    name,
    alternateName: others.length > 0 ? others : undefined,
    description: said(locale, { zh: o.introZh, en: o.introEn }).text || undefined,
    address: {
      "@type": "PostalAddress",
      addressCountry: o.country,
      addressRegion: o.region ? regionName(locale, `${o.region.slice(0, 2)}0000`) : undefined,
      addressLocality: o.region ? regionName(locale, o.region) : undefined,
    },
  };
};
