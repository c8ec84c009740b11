import { isLocale, type Locale, locales } from "@peony/i18n";
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

/** An address inside the site: language, path, and search parameters; empty ones are left out. */
export function href(locale: Locale, path: string, query: Readonly<Record<string, string | undefined>> = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value) search.set(key, value);
  const text = search.toString();
  return `/${locale}${path === "/" ? "" : path}${text ? `?${text}` : ""}`;
}

/** Title, description and the address of the page in both languages, for search engines. */
export function pageMetadata(locale: Locale, path: string, title: string, description?: string): Metadata {
  return {
    title,
    description,
    alternates: {
      canonical: href(locale, path),
      languages: Object.fromEntries(locales.map((l) => [l === "zh" ? "zh-CN" : l, href(l, path)])),
    },
  };
}
