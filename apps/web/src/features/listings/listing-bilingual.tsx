import type { Bilingual as BilingualText } from "@peony/domain/shared";
import type { Locale } from "@peony/i18n";
import type { ReactNode } from "react";
import { Bilingual } from "#features/forms/bilingual.tsx";
import type { OwnListing } from "./listing-editor.tsx";
import { filledAt, prevailsAt } from "./marks.ts";
import { words } from "./words.ts";

/** A text of a listing in both languages, with the mark of the one that prevails and of what a register filled in. */
export function ListingBilingual({
  locale,
  listing,
  name,
  label,
  hint,
  value,
  rows,
  children,
}: {
  locale: Locale;
  listing: OwnListing | undefined;
  name: string;
  label: string;
  hint?: string | undefined;
  value?: BilingualText | undefined;
  rows?: number | undefined;
  children?: ReactNode;
}) {
  return (
    <Bilingual
      locale={locale}
      name={name}
      label={label}
      hint={hint}
      value={value}
      rows={rows}
      prevails={prevailsAt(locale, listing, value)}
      below={{ zh: filledAt(locale, listing, `${name}.zh`), en: filledAt(locale, listing, `${name}.en`) }}
    >
      {children}
    </Bilingual>
  );
}

const hinted: readonly string[] = ["summary", "problem", "encumbrances"];
type Named = "summary" | "problem" | "solution" | "rival" | "encumbrances" | "fundingSource" | "contactTeam";

/** A text that is called as its column is; `rows` makes it one of several lines. */
export function ListingText({
  locale,
  listing,
  name,
  rows,
}: {
  locale: Locale;
  listing: OwnListing;
  name: Named;
  rows?: number;
}) {
  const t = words(locale);
  return (
    <ListingBilingual
      locale={locale}
      listing={listing}
      name={name}
      label={t(`fields.${name}`)}
      hint={hinted.includes(name) ? t(`fields.${name as "summary"}-hint`) : undefined}
      value={listing[name]}
      rows={rows}
    />
  );
}
