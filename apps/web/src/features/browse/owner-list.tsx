import type { Lister } from "@peony/features/search";
import { formatNumber, type Locale } from "@peony/i18n";
import { Branches, BranchItem } from "@peony/ui/Branches";
import { OwnerTag } from "#features/listings/owner-name.tsx";
import { regionName } from "#features/listings/region-name.ts";
import { saidName } from "#features/listings/said.ts";
import { href } from "../../i18n/page.ts";
import { sortedByName } from "./by-name.ts";

/** Verified organisations by name, with where they are and how much they have on offer. */
export function OwnerList({ locale, owners }: { locale: Locale; owners: readonly Lister[] }) {
  return (
    <Branches>
      {sortedByName(locale, owners).map((one) => {
        const name = saidName(locale, one);
        return (
          <BranchItem
            key={one.slug}
            href={href(locale, `/org/${one.slug}`)}
            label={name.text}
            lang={name.lang}
            note={
              <>
                {one.region ? regionName(locale, one.region) : null}
                <OwnerTag locale={locale} owner={one} />
              </>
            }
            count={formatNumber(one.count, locale)}
          />
        );
      })}
    </Branches>
  );
}
