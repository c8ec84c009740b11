import { formatPatentNumber, type Locale, translator } from "@peony/i18n";
import { Breadcrumb, PageHead } from "@peony/ui/Layout";
import { href } from "../../i18n/page.ts";
import { saidTitle } from "./said.ts";
import { SaidText } from "./said-text.tsx";
import { words } from "./words.ts";

/** Head of an own listing's pages in the desk: the list, the listing, and the part that is open. */
export function ListingPageHead({
  locale,
  listing,
  part,
  lead,
}: {
  locale: Locale;
  listing: { id: string; titleZh: string; titleEn: string; number?: string | null };
  /** Name of the page beside the editor. */
  part?: string;
  lead?: string;
}) {
  const t = words(locale);
  const title = saidTitle(locale, listing);
  const name = title.text ? <SaidText said={title} /> : t("desk.untitled");
  const last = listing.number ? formatPatentNumber(listing.number) : t("edit.title");
  return (
    <PageHead
      title={part ?? name}
      lead={lead}
      crumb={
        <Breadcrumb
          label={translator(locale, "shell")("breadcrumb")}
          items={[
            { label: t("desk.title"), href: href(locale, "/listings") },
            ...(part
              ? [{ label: name, href: href(locale, `/listings/${listing.id}`) }, { label: part }]
              : [{ label: last, mono: !!listing.number }]),
          ]}
        />
      }
    />
  );
}
