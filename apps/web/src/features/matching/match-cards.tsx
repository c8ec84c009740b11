import type { DemandMatch, ListingMatch } from "@peony/features/matching";
import { type Locale, translator } from "@peony/i18n";
import { RowLink } from "@peony/ui/Lists";
import { Facts } from "@peony/ui/Marks";
import { ResultCard } from "@peony/ui/Search";
import { DemandCard } from "#features/demands/demand-card.tsx";
import { benefitText } from "#features/listings/benefit-text.ts";
import { OwnerName } from "#features/listings/owner-name.tsx";
import { priceText } from "#features/listings/price-text.ts";
import { saidTitle } from "#features/listings/said.ts";
import { href } from "../../i18n/page.ts";
import { reasonSentence } from "./reason-sentence.ts";
import { words } from "./words.ts";

/** The score as a whole number with its name, so that it is read as what it is. */
function Score({ locale, score }: { locale: Locale; score: number }) {
  return (
    <small>
      {words(locale)("score")} <b>{Math.round(score)}</b>
    </small>
  );
}

/** A listing that may answer a demand, with the reasons. */
export function ListingMatchCard({ locale, match }: { locale: Locale; match: ListingMatch }) {
  const term = translator(locale, "terms");
  const { listing } = match;
  const title = saidTitle(locale, listing);
  const price = priceText(locale, listing);
  return (
    <ResultCard
      href={href(locale, `/t/${listing.slug}`)}
      title={title.text}
      lang={title.lang}
      ipc={listing.ipc[0] ?? listing.field}
      benefit={benefitText(locale, listing)}
      facts={[
        listing.trl === null ? null : term("trl_level", { level: listing.trl }),
        ...listing.rights.map((r) => term(`deal_type.${r}`)),
        <OwnerName key="owner" locale={locale} owner={listing.owner} />,
      ]}
      why={reasonSentence(locale, match.reason)}
      price={price.short}
      side={<Score locale={locale} score={match.score} />}
    />
  );
}

/** A demand that a listing may answer, with the reasons. */
export function DemandMatchCard({ locale, match, now }: { locale: Locale; match: DemandMatch; now: Date }) {
  return (
    <DemandCard
      locale={locale}
      demand={match.demand}
      now={now}
      why={reasonSentence(locale, match.reason)}
      side={<Score locale={locale} score={match.score} />}
    />
  );
}

/** The same in a narrow column: title, facts, why. */
export function ListingMatchRow({ locale, match }: { locale: Locale; match: ListingMatch }) {
  const term = translator(locale, "terms");
  const { listing } = match;
  const title = saidTitle(locale, listing);
  return (
    <>
      <RowLink href={href(locale, `/t/${listing.slug}`)} lang={title.lang}>
        {title.text}
      </RowLink>
      <Facts
        items={[
          listing.trl === null ? null : term("trl_level", { level: listing.trl }),
          priceText(locale, listing).short,
          <Score key="score" locale={locale} score={match.score} />,
        ]}
      />
      <p className="second">{reasonSentence(locale, match.reason)}</p>
    </>
  );
}
