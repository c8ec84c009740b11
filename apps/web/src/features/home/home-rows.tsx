import { RowLink } from "@peony/ui/Lists";
import { Facts, Gap } from "@peony/ui/Marks";
import type { ReactNode } from "react";

/** A new listing in words that are ready to show: the page formats amounts and dates. */
export type HomeListing = {
  href: string;
  title: string;
  lang?: string;
  benefit?: string;
  facts: readonly (ReactNode | null | undefined | false)[];
};

/** An open demand: what is measured, where it is, where it must be. */
export type HomeDemand = {
  href: string;
  title: string;
  lang?: string;
  metric: string;
  current?: string;
  target: string;
  facts: readonly (ReactNode | null | undefined | false)[];
};

export function HomeListingRow({ listing }: { listing: HomeListing }) {
  return (
    <>
      <RowLink href={listing.href} lang={listing.lang}>
        {listing.title}
      </RowLink>
      {listing.benefit ? <p className="second">{listing.benefit}</p> : null}
      <Facts items={listing.facts} />
    </>
  );
}

export function HomeDemandRow({ demand }: { demand: HomeDemand }) {
  return (
    <>
      <RowLink href={demand.href} lang={demand.lang}>
        {demand.title}
      </RowLink>
      <Gap label={demand.metric} from={demand.current} to={demand.target} />
      <Facts items={demand.facts} />
    </>
  );
}
