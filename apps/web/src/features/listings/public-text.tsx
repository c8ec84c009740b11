import type { ListingFile, ListingView } from "@peony/features/listings";
import type { Locale } from "@peony/i18n";
import { Section } from "@peony/ui/Layout";
import { ListingClaim } from "./listing-claim.tsx";
import { ListingRights } from "./listing-rights.tsx";
import { ListingFiles, ListingReadiness, ListingTexts } from "./listing-sections.tsx";
import { words } from "./words.ts";

/** What a reader may have of a listing, in the order of its public page. */
export function PublicText({
  locale,
  listing,
}: {
  locale: Locale;
  listing: ListingView & { readonly files: readonly ListingFile[] };
}) {
  return (
    <>
      <ListingClaim locale={locale} listing={listing} />
      <ListingTexts locale={locale} listing={listing} />
      <ListingReadiness locale={locale} listing={listing} />
      <Section title={words(locale)("rights")}>
        <ListingRights locale={locale} listing={listing} />
      </Section>
      <ListingFiles locale={locale} files={listing.files} />
    </>
  );
}
