import { searchableListingStates } from "@peony/domain/listings";
import { listOwnDemands } from "@peony/features/demands";
import { readListing } from "@peony/features/listings";
import { translator } from "@peony/i18n";
import { Breadcrumb, PageHead } from "@peony/ui/Layout";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { NewDeal } from "#features/deals/new-deal.tsx";
import { titleOf, words } from "#features/deals/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { newId } from "#server/ids.ts";
import { found } from "#server/page.ts";
import { href, type LocaleParams, pageLocale } from "../../../../../i18n/page.ts";

type Props = LocaleParams & { searchParams: Promise<{ listing?: string | string[] }> };

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  return { title: words(await pageLocale(params))("new.title") };
}

export default async function NewDealPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const asked = (await searchParams).listing;
  const name = typeof asked === "string" ? asked : "";
  const ctx = await requestCtx();
  if (ctx.actor.kind !== "person") redirect(href(locale, "/sign-in", { back: `/deals/new?listing=${name}` }));
  const listing = await found(locale, readListing(ctx, name));
  if (listing.own) redirect(href(locale, `/listings/${listing.id}`));
  // What was sold meanwhile says so on its own page.
  if (!searchableListingStates.some((s) => s === listing.state)) redirect(href(locale, `/t/${listing.slug}`));
  const demands = ctx.actor.orgId ? await found(locale, listOwnDemands(ctx)) : [];
  return (
    <>
      <PageHead
        title={t("new.title")}
        lead={t("new.lead")}
        crumb={
          <Breadcrumb
            label={translator(locale, "shell")("breadcrumb")}
            items={[
              { label: titleOf(locale, listing), href: href(locale, `/t/${listing.slug}`) },
              { label: t("new.title") },
            ]}
          />
        }
      />
      <NewDeal
        locale={locale}
        listing={listing}
        dealId={newId("deal")}
        demands={demands.filter((d) => d.state === "published")}
        verified={ctx.actor.orgVerified}
      />
    </>
  );
}
