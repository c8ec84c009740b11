import { isOfficer } from "@peony/domain/identity";
import { isEditable } from "@peony/domain/listings";
import { listPartChoices, readOwnListing } from "@peony/features/listings";
import { WithSide } from "@peony/ui/Layout";
import { Note } from "@peony/ui/Note";
import type { Metadata } from "next";
import { ListingEditor } from "#features/listings/listing-editor.tsx";
import { EditFiles } from "#features/listings/listing-files.tsx";
import { ListingPageHead } from "#features/listings/listing-page-head.tsx";
import { ListingScore } from "#features/listings/listing-score.tsx";
import { ListingStanding } from "#features/listings/listing-standing.tsx";
import { PublicText } from "#features/listings/public-text.tsx";
import { words } from "#features/listings/words.ts";
import { FillByNumber } from "#features/registry/fill-by-number.tsx";
import { requestCtx } from "#server/ctx.ts";
import { found } from "#server/page.ts";
import { pageLocale } from "../../../../../i18n/page.ts";

type Props = {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<{ done?: string; patent?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await pageLocale(params))("edit.title") };
}

export default async function EditListingPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const ctx = await requestCtx();
  const { id } = await params;
  const listing = await found(locale, readOwnListing(ctx, id));
  const { done, patent } = await searchParams;
  const officer = isOfficer(ctx.actor);
  const editable = officer && isEditable(listing.state);
  const parts = editable && listing.assetKind === "bundle" ? await listPartChoices(ctx, id) : [];
  const said = done === "published" && listing.state === "published" ? t("edit.published") : null;
  return (
    <>
      <ListingPageHead locale={locale} listing={listing} />
      {said || done === "restored" ? (
        <Note tone="done" live>
          {said ?? t("versions.restored")}
        </Note>
      ) : null}
      <WithSide
        sideLabel={t("desk.state")}
        side={
          <>
            <ListingStanding
              locale={locale}
              listing={listing}
              officer={officer}
              verified={ctx.actor.kind === "person" && ctx.actor.orgVerified}
            />
            {editable ? <ListingScore locale={locale} listing={listing} /> : null}
            {editable ? <EditFiles locale={locale} listing={listing} /> : null}
          </>
        }
      >
        {editable ? (
          <>
            <FillByNumber locale={locale} listing={listing} patent={patent} />
            <ListingEditor locale={locale} listing={listing} parts={parts} />
          </>
        ) : (
          <PublicText locale={locale} listing={listing} />
        )}
      </WithSide>
    </>
  );
}
