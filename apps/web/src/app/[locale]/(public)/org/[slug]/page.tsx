import type { Locale } from "@peony/domain/shared";
import { readPublicOrganisation } from "@peony/features/identity";
import { readOrganisationCatalogue } from "@peony/features/search";
import { translator } from "@peony/i18n";
import type { Metadata } from "next";
import { cache } from "react";
import { saidName } from "#features/listings/said.ts";
import { OrganisationView } from "#features/organisations/organisation-view.tsx";
import { requestCtx } from "#server/ctx.ts";
import { found } from "#server/page.ts";
import { pageLocale, pageMetadata } from "../../../../../i18n/page.ts";

type Props = { params: Promise<{ locale: string; slug: string }> };

const read = cache(async (locale: Locale, slug: string) =>
  found(locale, readPublicOrganisation(await requestCtx(), slug)),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  const organisation = await read(locale, (await params).slug);
  const name = saidName(locale, organisation).text;
  const description = translator(locale, "organisation-page")("description", { name });
  return pageMetadata(locale, `/org/${organisation.slug}`, name, description);
}

export default async function OrganisationPage({ params }: Props) {
  const locale = await pageLocale(params);
  const organisation = await read(locale, (await params).slug);
  const catalogue = await readOrganisationCatalogue(await requestCtx(), organisation.id);
  return (
    <div className="wrap page">
      <OrganisationView locale={locale} organisation={organisation} catalogue={catalogue} now={new Date()} />
    </div>
  );
}
