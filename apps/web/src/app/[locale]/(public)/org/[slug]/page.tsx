import type { Locale } from "@peony/domain/shared";
import { readOrganisationFigures } from "@peony/features/deals";
import { readPublicOrganisation } from "@peony/features/identity";
import { contactTeamsOf } from "@peony/features/listings";
import { browseDemandsOf, browseListings } from "@peony/features/search";
import { translator } from "@peony/i18n";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { pageQuery, readPage } from "#features/browse/paging.ts";
import { saidName } from "#features/listings/said.ts";
import { StructuredData } from "#features/listings/structured-data.tsx";
import { organisationJsonLd } from "#features/organisations/json-ld.ts";
import { OrganisationView } from "#features/organisations/organisation-view.tsx";
import { requestCtx } from "#server/ctx.ts";
import { env } from "#server/env.ts";
import { requestNow } from "#server/now.ts";
import { found } from "#server/page.ts";
import { pageLocale, pageMetadata } from "../../../../../i18n/page.ts";

type Props = {
  params: Promise<{ locale: string; slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const read = cache(async (locale: Locale, slug: string) =>
  found(locale, readPublicOrganisation(await requestCtx(), slug)),
);

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  const organisation = await read(locale, (await params).slug);
  const page = readPage(await searchParams);
  const name = saidName(locale, organisation).text;
  const title = page > 1 ? translator(locale, "browse")("title-page", { title: name, page }) : name;
  const description = translator(locale, "organisation-page")("description", { name });
  return {
    ...pageMetadata(locale, `/org/${organisation.slug}`, title, description, pageQuery(page)),
    ...(organisation.verification === "verified" ? {} : { robots: { index: false } }),
  };
}

export default async function OrganisationPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const query = await searchParams;
  const [organisation, ctx] = await Promise.all([read(locale, (await params).slug), requestCtx()]);
  const [figures, teams, listings, demands] = await Promise.all([
    readOrganisationFigures(ctx, organisation.id),
    contactTeamsOf(ctx, organisation.id),
    browseListings(ctx, { kind: "owner", orgId: organisation.id }, readPage(query)),
    browseDemandsOf(ctx, organisation.id, readPage(query, "demands")),
  ]);
  if (listings.page > listings.pages || demands.page > demands.pages) notFound();
  const own = ctx.actor.kind === "person" && ctx.actor.orgId === organisation.id;
  return (
    <div className="wrap page">
      <StructuredData data={organisationJsonLd(organisation, locale, env().PEONY_URL)} />
      <OrganisationView
        {...{ locale, organisation, figures, teams, own, listings, demands, now: await requestNow() }}
      />
    </div>
  );
}
