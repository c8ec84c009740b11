import type { OrgMatches } from "@peony/features/matching";
import type { Locale } from "@peony/i18n";
import { Card, Stack } from "@peony/ui/Layout";
import { saidTitle } from "#features/listings/said.ts";
import { href } from "../../i18n/page.ts";
import { DemandMatchCard, ListingMatchCard } from "./match-cards.tsx";
import { words } from "./words.ts";

/** One card for each own demand or listing, with what was found for it, best first. */
export function MatchGroups({ locale, matches, now }: { locale: Locale; matches: OrgMatches; now: Date }) {
  const t = words(locale);
  return (
    <Stack>
      {matches.byDemand.map(({ demand, matches: found }) => {
        const title = saidTitle(locale, demand);
        return (
          <Card
            key={demand.id}
            note={t("for-demand")}
            title={
              <a href={href(locale, `/desk/demands/${demand.number}`)} lang={title.lang}>
                {title.text}
              </a>
            }
          >
            {found.map((m) => (
              <ListingMatchCard key={m.listing.id} locale={locale} match={m} />
            ))}
          </Card>
        );
      })}
      {matches.byListing.map(({ listing, matches: found }) => {
        const title = saidTitle(locale, listing);
        return (
          <Card
            key={listing.id}
            note={t("for-listing")}
            title={
              <a href={href(locale, `/t/${listing.slug}`)} lang={title.lang}>
                {title.text}
              </a>
            }
          >
            {found.map((m) => (
              <DemandMatchCard key={m.demand.id} locale={locale} match={m} now={now} />
            ))}
          </Card>
        );
      })}
    </Stack>
  );
}
