import { type ListingState, listingStates } from "@peony/domain/listings";
import { type Locale, translator } from "@peony/i18n";
import { Tabs } from "@peony/ui/Search";
import { href } from "../../i18n/page.ts";
import { words } from "./words.ts";

/** Own listings by state, each with how many there are. */
export function StateTabs({
  locale,
  counts,
  state,
}: {
  locale: Locale;
  counts: Partial<Record<ListingState, number>>;
  state: ListingState | undefined;
}) {
  const t = words(locale);
  const status = translator(locale, "status");
  const count = (s: ListingState) => counts[s] ?? 0;
  return (
    <Tabs
      grid
      label={t("desk.tabs")}
      items={[
        {
          label: t("desk.all"),
          href: href(locale, "/listings"),
          count: listingStates.reduce((sum, s) => sum + count(s), 0),
          current: !state,
        },
        ...listingStates.map((s) => ({
          label: status(`listing.${s}`),
          href: href(locale, "/listings", { state: s }),
          count: count(s),
          current: s === state,
        })),
      ]}
    />
  );
}
