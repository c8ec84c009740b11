import { inLocale } from "@peony/domain/shared";
import type { readPublicOrganisation } from "@peony/features/identity";
import type { OrganisationCatalogue } from "@peony/features/search";
import { formatDate, htmlLang, type Locale, translator } from "@peony/i18n";
import { PageHead, Section, WithSide } from "@peony/ui/Layout";
import { KeyValue } from "@peony/ui/Lists";
import { Status } from "@peony/ui/Marks";
import { DemandCard } from "#features/demands/demand-card.tsx";
import { OwnerTag } from "#features/listings/owner-name.tsx";
import { regionName } from "#features/listings/region-name.ts";
import { said, saidName } from "#features/listings/said.ts";
import { SaidParagraphs, SaidText } from "#features/listings/said-text.tsx";
import { ResultList } from "#features/search/result-list.tsx";
import { href } from "../../i18n/page.ts";

export type PublicOrganisation = Awaited<ReturnType<typeof readPublicOrganisation>>;

/** Whether the reader can rely on this organisation: when it was verified, what it offers, what it looks for. */
export function OrganisationView({
  locale,
  organisation: o,
  catalogue,
  now,
}: {
  locale: Locale;
  organisation: PublicOrganisation;
  catalogue: OrganisationCatalogue;
  now: Date;
}) {
  const t = translator(locale, "organisation-page");
  const term = translator(locale, "terms");
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
      <WithSide
        sideLabel={t("facts")}
        side={
          <>
            {o.verifiedAt && o.verification === "verified" ? (
              <Status tone="done">{t("verified", { date: formatDate(o.verifiedAt, locale) })}</Status>
            ) : (
              <Status tone="wait">{t("unverified")}</Status>
            )}
            <KeyValue
              items={[
                { term: t("kind"), value: term(`organisation_kind.${o.kind}`) },
                { term: t("region"), value: o.region ? regionName(locale, o.region) : null },
              ]}
            />
          </>
        }
      >
        {intro.text ? <SaidParagraphs said={intro} /> : null}
        <Section
          title={t("listings")}
          more={{
            href: href(locale, "/search", { q: inLocale({ zh: o.shortZh || o.nameZh, en: o.nameEn }, locale) }),
            label: t("all-listings"),
          }}
        >
          {catalogue.listings.length > 0 ? (
            <ResultList locale={locale} rows={catalogue.listings} q="" />
          ) : (
            <p className="second">{t("no-listings")}</p>
          )}
        </Section>
        {catalogue.demands.length > 0 ? (
          <Section
            title={t("demands")}
            more={{ href: href(locale, "/demands"), label: translator(locale, "home")("all-demands") }}
          >
            <ul className="results">
              {catalogue.demands.map((d) => (
                <li key={d.id}>
                  <DemandCard locale={locale} demand={d} now={now} />
                </li>
              ))}
            </ul>
          </Section>
        ) : null}
      </WithSide>
    </>
  );
}
