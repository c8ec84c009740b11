import { readOwnListing } from "@peony/features/listings";
import { formatPatentNumber, translator } from "@peony/i18n";
import { Breadcrumb, PageHead, WithSide } from "@peony/ui/Layout";
import { Note } from "@peony/ui/Note";
import type { Metadata } from "next";
import { ListingEditor } from "#features/listings/listing-editor.tsx";
import { EditFiles } from "#features/listings/listing-files.tsx";
import { ListingStanding } from "#features/listings/listing-standing.tsx";
import { saidTitle } from "#features/listings/said.ts";
import { SaidText } from "#features/listings/said-text.tsx";
import { words } from "#features/listings/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { found } from "#server/page.ts";
import { href, pageLocale } from "../../../../../i18n/page.ts";

type Props = { params: Promise<{ locale: string; id: string }>; searchParams: Promise<{ done?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await pageLocale(params))("edit.title") };
}

export default async function EditListingPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const ctx = await requestCtx();
  const listing = await found(locale, readOwnListing(ctx, (await params).id));
  const { done } = await searchParams;
  const editable = listing.state === "draft" || listing.state === "published";
  const title = saidTitle(locale, listing);
  return (
    <>
      <PageHead
        title={title.text ? <SaidText said={title} /> : t("desk.untitled")}
        crumb={
          <Breadcrumb
            label={translator(locale, "shell")("breadcrumb")}
            items={[
              { label: t("desk.title"), href: href(locale, "/listings") },
              { label: listing.number ? formatPatentNumber(listing.number) : t("edit.title"), mono: !!listing.number },
            ]}
          />
        }
      />
      {done === "published" && listing.state === "published" ? (
        <Note tone="done" live>
          {t("edit.published")}
        </Note>
      ) : null}
      <WithSide
        sideLabel={t("desk.state")}
        side={
          <>
            <ListingStanding
              locale={locale}
              listing={listing}
              verified={ctx.actor.kind === "person" && ctx.actor.orgVerified}
            />
            {editable ? <EditFiles locale={locale} listing={listing} /> : null}
          </>
        }
      >
        {editable ? (
          <ListingEditor locale={locale} listing={listing} />
        ) : (
          <Note>{listing.state === "withdrawn" ? t("edit.redraft-note") : t("edit.closed")}</Note>
        )}
      </WithSide>
    </>
  );
}
