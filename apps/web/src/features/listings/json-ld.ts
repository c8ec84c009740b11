import { menuOf } from "@peony/domain/listings";
import { assets, type Currency, type Locale } from "@peony/domain/shared";
import type { ListingView } from "@peony/features/listings";
import { htmlLang } from "@peony/i18n";
import { said, saidName, saidTitle } from "./said.ts";

/** Minor units as a decimal number in plain digits, as schema.org wants it: 1500000.00. */
export const decimal = (minor: bigint, currency: string): string => {
  const exponent = Number(assets[currency as Currency].slice(-1));
  const digits = minor.toString().padStart(exponent + 1, "0");
  return exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
};

const availability: Partial<Record<ListingView["state"], string>> = {
  published: "https://schema.org/InStock",
  under_option: "https://schema.org/LimitedAvailability",
  under_notice: "https://schema.org/LimitedAvailability",
  licensed_exclusive: "https://schema.org/SoldOut",
  assigned: "https://schema.org/SoldOut",
  lapsed: "https://schema.org/Discontinued",
};

const offerOf = (l: ListingView, url: string) => {
  const { priceMin, priceMax, currency } = l;
  const low = priceMin ?? priceMax;
  if (l.priceMode === "ask" || low === null) return undefined;
  const shared = { url, priceCurrency: currency, availability: availability[l.state] };
  return priceMax === null || priceMin === null || priceMin === priceMax
    ? { "@type": "Offer", price: decimal(low, currency), ...shared }
    : {
        "@type": "AggregateOffer",
        lowPrice: decimal(priceMin, currency),
        highPrice: decimal(priceMax, currency),
        offerCount: menuOf(l).length || undefined,
        ...shared,
      };
};

/** A listing in the words of schema.org; it says nothing that the page does not show. `origin` is the public address of the site. */
export const listingJsonLd = (l: ListingView, locale: Locale, origin: string): Record<string, unknown> => {
  const url = `${origin}/${locale}/t/${l.slug}`;
  const summary = said(locale, l.summary).text || said(locale, l.problem).text;
  return {
    "@context": "https://schema.org",
    "@type": ["Product", "CreativeWork"],
    "@id": url,
    url,
    inLanguage: htmlLang[locale],
    name: saidTitle(locale, l).text,
    description: summary || undefined,
    identifier: l.number ? { "@type": "PropertyValue", propertyID: "patent", value: l.number } : l.id,
    keywords: [...l.keywordsZh, ...l.keywordsEn].join(", ") || undefined,
    category: l.ipc.length > 0 ? l.ipc : undefined,
    datePublished: l.publishedAt?.toISOString(),
    dateModified: l.updatedAt.toISOString(),
    provider: {
      "@type": "Organization",
      name: saidName(locale, l.owner).text,
      url: `${origin}/${locale}/org/${l.owner.slug}`,
    },
    offers: offerOf(l, url),
  };
};

/** Data as the text of a script element: nothing in it can end the element or begin a comment. */
export const scriptText = (data: unknown): string =>
  JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
