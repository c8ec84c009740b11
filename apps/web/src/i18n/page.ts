import { defaultLocale, htmlLang, isLocale, type Locale, locales } from "@peony/i18n";
import type { Metadata } from "next";
import { notFound } from "next/navigation";

export type LocaleParams = { params: Promise<{ locale: string }> };

/**
 * The language of a page from its address. Called first in every page and every generateMetadata: `/favicon.ico` and other
 * one-part paths reach the pages too, and must end as "not found".
 */
export async function pageLocale(params: Promise<{ locale: string }>): Promise<Locale> {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  return locale;
}

type Query = Readonly<Record<string, string | undefined>>;

/** An address inside the site: language, path, and search parameters; empty ones are left out. */
export function href(locale: Locale, path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value) search.set(key, value);
  const text = search.toString();
  return `/${locale}${path === "/" ? "" : path}${text ? `?${text}` : ""}`;
}

/** This page in every language, by the names search engines know; whoever reads neither gets the default one. */
export const languageAddresses = (path: string, query: Query = {}): Record<string, string> => ({
  ...Object.fromEntries(locales.map((l) => [htmlLang[l], href(l, path, query)])),
  "x-default": href(defaultLocale, path, query),
});

/** Pages with a picture of their own for links to them; the others share the one of the site. */
const pictured =
  /^\/(t|demands|org|fields|industries|regions)\/[^/]+$|^\/(demands|fields|industries|universities|regions)$/;
/** Languages as Open Graph writes them. */
const territories = { zh: "zh_CN", en: "en_GB" } as const satisfies Record<Locale, string>;
const isArticle = /^\/(t|demands)\/[^/]+$/;

/**
 * Title, description, the address of the page in both languages, and what a link to it looks like when it is shared. A page of a list
 * is an address of its own (`query` = its number); filters are not, so they are left out of `query`.
 */
export function pageMetadata(
  locale: Locale,
  path: string,
  title: string,
  description?: string,
  query: Query = {},
): Metadata {
  const card = `/api/cards${href(locale, pictured.test(path) ? path : "/")}`;
  return {
    title,
    description,
    alternates: {
      canonical: href(locale, path, query),
      languages: languageAddresses(path, query),
      types: { "application/atom+xml": href(locale, "/feed.xml") },
    },
    openGraph: {
      type: isArticle.test(path) ? "article" : "website",
      title,
      description,
      url: href(locale, path, query),
      locale: territories[locale],
      alternateLocale: locales.filter((l) => l !== locale).map((l) => territories[l]),
      images: [{ url: card, width: 1200, height: 630, type: "image/png", alt: title }],
    },
    twitter: { card: "summary_large_image" },
  };
}
