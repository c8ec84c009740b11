import type { Bilingual } from "@peony/domain/shared";
import type { OrganisationFigures } from "@peony/features/deals";
import type { readPublicOrganisation } from "@peony/features/identity";
import type { BrowsedDemands, BrowsedListings } from "@peony/features/search";
import { countryName, formatDate, formatNumber, type Locale, translator } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { ActionBar } from "@peony/ui/Layout";
import { KeyValue, LineRows } from "@peony/ui/Lists";
import { Facts, Status } from "@peony/ui/Marks";
import { regionName } from "#features/listings/region-name.ts";
import { said } from "#features/listings/said.ts";
import { SaidText } from "#features/listings/said-text.tsx";
import { href } from "../../i18n/page.ts";
import { replyText } from "./reply-text.ts";

export type PublicOrganisation = Awaited<ReturnType<typeof readPublicOrganisation>>;
export type Standing = {
  readonly locale: Locale;
  readonly organisation: PublicOrganisation;
  readonly figures: OrganisationFigures;
  /** Who answers about what is on the market. */
  readonly teams: readonly Bilingual[];
  /** The reader's own organisation. */
  readonly own: boolean;
};
type Shown = Standing & {
  readonly listings: Pick<BrowsedListings, "total" | "rows">;
  readonly demands: Pick<BrowsedDemands, "total">;
};

/** The one next step: the own page is edited; a single technology is asked about at once, of several one is chosen first. */
const nextStep = ({ locale, organisation, listings, demands, own }: Shown): { href: string; label: string } | null => {
  const t = translator(locale, "organisation-page");
  const [first] = listings.rows;
  if (own) return { href: href(locale, "/settings/organisation"), label: t("edit") };
  if (first && listings.total === 1)
    return { href: href(locale, "/deals/new", { listing: first.id }), label: t("ask") };
  const here = href(locale, `/org/${organisation.slug}`);
  if (first) return { href: `${here}#listings`, label: t("ask-choose") };
  return demands.total > 0 ? { href: `${here}#demands`, label: t("answer") } : null;
};

/** Whether it can be relied on, first of all: verified when, how much it offers, how fast it answers, what it brought to an end. */
export function OrganisationTrust({ locale, organisation: o, figures, listings }: Shown) {
  const t = translator(locale, "organisation-page");
  const fact = (term: "listings" | "reply" | "closed", value: string) => t("fact", { term: t(term), value });
  return (
    <Facts
      items={[
        o.verifiedAt && o.verification === "verified" ? (
          <Status key="verified" tone="done">
            {t("verified", { date: formatDate(o.verifiedAt, locale) })}
          </Status>
        ) : (
          <Status key="verified" tone="wait">
            {t("unverified")}
          </Status>
        ),
        fact("listings", formatNumber(listings.total, locale)),
        fact("reply", figures.reply ? replyText(locale, figures.reply) : t("reply-few")),
        fact("closed", formatNumber(figures.closed, locale)),
      ]}
    />
  );
}

/** The one next step at the foot of a phone, where the column beside the lists comes last. */
export function OrganisationBar(props: Shown) {
  const next = nextStep(props);
  if (next === null) return null;
  return (
    <ActionBar>
      <ButtonLink href={next.href} variant="primary">
        {next.label}
      </ButtonLink>
    </ActionBar>
  );
}

/** The one next step, what kind of organisation it is and where, and who answers. */
export function OrganisationStanding(props: Shown) {
  const { locale, organisation: o, teams } = props;
  const t = translator(locale, "organisation-page");
  const next = nextStep(props);
  return (
    <div className="stack-small">
      {next ? (
        <ButtonLink href={next.href} variant="primary" large wide>
          {next.label}
        </ButtonLink>
      ) : null}
      <KeyValue
        items={[
          { term: t("kind"), value: translator(locale, "terms")(`organisation_kind.${o.kind}`) },
          { term: t("region"), value: o.region ? regionName(locale, o.region) : null },
          // a Chinese organisation says its place; one from abroad at least its country
          { term: t("country"), value: o.country === "CN" ? null : countryName(o.country, locale) },
          { term: t("team"), value: teams.length > 0 ? <Teams locale={locale} teams={teams} /> : null },
        ]}
      />
      <LineRows
        items={[
          ...(o.region
            ? [{ key: "place", content: <a href={href(locale, `/regions/${o.region}`)}>{t("place-link")}</a> }]
            : []),
          { key: "others", content: <a href={href(locale, "/universities")}>{t("others")}</a> },
        ]}
      />
    </div>
  );
}

function Teams({ locale, teams }: Pick<Standing, "locale" | "teams">) {
  return (
    <ul className="classes">
      {teams.map((team) => (
        <li key={`${team.zh}|${team.en}`}>
          <SaidText said={said(locale, team)} />
        </li>
      ))}
    </ul>
  );
}
