import type { BrowsedDemands, BrowsedListings } from "@peony/features/search";
import { htmlLang, type Locale, translator } from "@peony/i18n";
import { PageHead, Section, WithSide } from "@peony/ui/Layout";
import { Pagination } from "@peony/ui/Search";
import { pageQuery } from "#features/browse/paging.ts";
import { DemandCard } from "#features/demands/demand-card.tsx";
import { OwnerTag } from "#features/listings/owner-name.tsx";
import { said, saidName } from "#features/listings/said.ts";
import { SaidParagraphs, SaidText } from "#features/listings/said-text.tsx";
import { ResultList } from "#features/search/result-list.tsx";
import { href } from "../../i18n/page.ts";
import { OrganisationBar, OrganisationStanding, OrganisationTrust, type Standing } from "./organisation-standing.tsx";

type Shown = Standing & { listings: BrowsedListings; demands: BrowsedDemands };

/** Whether the reader can rely on this organisation: when it was verified, what it offers, what it looks for. */
export function OrganisationView({ now, ...shown }: Shown & { now: Date }) {
  const { locale, organisation: o, listings, demands } = shown;
  const t = translator(locale, "organisation-page");
  const name = saidName(locale, o);
  const other: Locale = locale === "zh" ? "en" : "zh";
  const second = name.lang ? "" : locale === "zh" ? o.nameEn : o.nameZh;
  const intro = said(locale, { zh: o.introZh, en: o.introEn });
  return (
    <>
      <PageHead
        title={
          <>
            <SaidText said={name} /> <OwnerTag locale={locale} owner={o} />
          </>
        }
        sub={second ? <span lang={htmlLang[other]}>{second}</span> : null}
      />
      <OrganisationTrust {...shown} />
      <WithSide sideLabel={t("facts")} side={<OrganisationStanding {...shown} />}>
        {intro.text ? <SaidParagraphs said={intro} /> : null}
        <Section id="listings" title={t("listings")} more={{ href: href(locale, "/search"), label: t("all-listings") }}>
          {listings.total > 0 ? (
            <ResultList locale={locale} rows={listings.rows} q="" />
          ) : (
            <p className="second">{t("no-listings")}</p>
          )}
          <Pages {...shown} list="listings" />
        </Section>
        {demands.total > 0 ? (
          <Section
            id="demands"
            title={t("demands")}
            more={{ href: href(locale, "/demands"), label: translator(locale, "home")("all-demands") }}
          >
            <ul className="results">
              {demands.rows.map((d) => (
                <li key={d.id}>
                  <DemandCard locale={locale} demand={d} now={now} />
                </li>
              ))}
            </ul>
            <Pages {...shown} list="demands" />
          </Section>
        ) : null}
      </WithSide>
      <OrganisationBar {...shown} />
    </>
  );
}

/** Both lists are turned on their own: turning one leaves the other where it is. */
function Pages({ locale, organisation, listings, demands, list }: Shown & { list: "listings" | "demands" }) {
  const shell = translator(locale, "shell");
  const { page, pages } = list === "listings" ? listings : demands;
  const to = (wanted: number) => {
    const query =
      list === "listings"
        ? { ...pageQuery(wanted), ...pageQuery(demands.page, "demands") }
        : { ...pageQuery(listings.page), ...pageQuery(wanted, "demands") };
    return `${href(locale, `/org/${organisation.slug}`, query)}#${list}`;
  };
  return (
    <Pagination
      label={shell("pagination")}
      previous={page > 1 ? { href: to(page - 1), label: shell("previous") } : undefined}
      next={page < pages ? { href: to(page + 1), label: shell("next") } : undefined}
      summary={translator(locale, "organisation-page")("page", { page, pages })}
    />
  );
}
