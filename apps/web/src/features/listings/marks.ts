import type { Bilingual } from "@peony/domain/shared";
import { formatDate, type Locale, translator } from "@peony/i18n";
import type { OwnListing } from "./listing-editor.tsx";
import { words } from "./words.ts";

/** Which of the two texts counts, said at the one that does; nothing where there is only one. */
export const prevailsAt = (locale: Locale, listing: OwnListing | undefined, value: Bilingual | undefined) => {
  if (!listing || !value?.zh || !value.en) return undefined;
  const { prevailing } = listing;
  return { language: prevailing, text: words(locale)(`edit.prevails.${prevailing}`) };
};

/** Registers that have a name in the reader's language. */
const sources = ["sample", "epo-ops"] as const;

/** Where a register filled a field in, and of which day its data is. */
export const filledAt = (locale: Locale, listing: OwnListing | undefined, place: string): string | undefined => {
  const filled = listing?.filledFrom;
  if (!filled?.fields.includes(place)) return undefined;
  const day = filled.dataOf ?? filled.retrievedAt.slice(0, 10);
  const known = sources.find((source) => source === filled.source);
  const source = known ? translator(locale, "registry")(`sources.${known}`) : filled.source;
  return words(locale)("edit.filled", { source, date: formatDate(day, locale) });
};
