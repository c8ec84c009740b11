import { publicListingStates } from "@peony/domain/listings";
import { readListings, similarListings } from "@peony/features/listings";
import { ButtonLink } from "@peony/ui/Button";
import { ActionBar, Section, WithSide } from "@peony/ui/Layout";
import type { Metadata } from "next";
import { AskPanel, askLink } from "#features/listings/ask-panel.tsx";
import { listingJsonLd } from "#features/listings/json-ld.ts";
import { ListingClaim } from "#features/listings/listing-claim.tsx";
import { ListingHead } from "#features/listings/listing-head.tsx";
import { ListingRights } from "#features/listings/listing-rights.tsx";
import {
  BundleParts,
  ListingFiles,
  ListingReadiness,
  ListingTexts,
  SimilarListings,
} from "#features/listings/listing-sections.tsx";
import { PriceMenu } from "#features/listings/price-menu.tsx";
import { priceText } from "#features/listings/price-text.ts";
import { readForPage } from "#features/listings/read.ts";
import { said, saidTitle } from "#features/listings/said.ts";
import { StructuredData } from "#features/listings/structured-data.tsx";
import { words } from "#features/listings/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { env } from "#server/env.ts";
import { pageLocale, pageMetadata } from "../../../../../i18n/page.ts";

type Props = { params: Promise<{ locale: string; slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  const listing = await readForPage(locale, (await params).slug);
  const title = saidTitle(locale, listing).text;
  const text = said(locale, listing.summary).text || said(locale, listing.problem).text;
  const description = [...text].slice(0, 160).join("");
  return {
    ...pageMetadata(locale, `/t/${listing.slug}`, title, description),
    ...(publicListingStates.some((state) => state === listing.state) ? {} : { robots: { index: false } }),
  };
}

export default async function ListingPage({ params }: Props) {
  const locale = await pageLocale(params);
  const [listing, ctx] = await Promise.all([readForPage(locale, (await params).slug), requestCtx()]);
  const t = words(locale);
  const asked = { locale, listing, visitor: ctx.actor.kind !== "person" };
  const next = askLink(asked);
  return (
    <div className="wrap page">
      <StructuredData data={listingJsonLd(listing, locale, env().PEONY_URL)} />
      <ListingHead locale={locale} listing={listing} />
      <WithSide sideLabel={t("ask.title")} side={<AskPanel {...asked} />}>
        <ListingClaim locale={locale} listing={listing} />
        <ListingTexts locale={locale} listing={listing} />
        <BundleParts locale={locale} rows={await readListings(ctx, listing.parts)} />
        <ListingReadiness locale={locale} listing={listing} />
        <PriceMenu locale={locale} listing={listing} />
        <Section title={t("rights")}>
          <ListingRights locale={locale} listing={listing} />
        </Section>
        <ListingFiles locale={locale} files={listing.files} />
        <SimilarListings locale={locale} rows={await similarListings(ctx, listing)} />
      </WithSide>
      <ActionBar>
        <span>{priceText(locale, listing).short}</span>
        <ButtonLink variant="primary" href={next.href}>
          {next.label}
        </ButtonLink>
      </ActionBar>
    </div>
  );
}
