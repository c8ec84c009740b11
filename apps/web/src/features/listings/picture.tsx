import { inLocale } from "@peony/domain/shared";
import type { ListingFile } from "@peony/features/listings";
import type { Locale } from "@peony/i18n";

/** Kinds that every browser draws. */
const drawn: readonly string[] = ["image/png", "image/jpeg"];
export const isPicture = (file: Pick<ListingFile, "mediaType">): boolean => drawn.includes(file.mediaType);

/** A picture of a listing; its words stand for it where it is not seen, and its name where it has none. */
export function Picture({ locale, file }: { locale: Locale; file: ListingFile }) {
  return (
    <img
      className="picture"
      src={`/api/files/${file.id}`}
      alt={inLocale(file.alt, locale) || file.name}
      loading="lazy"
    />
  );
}
