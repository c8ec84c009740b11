import { previewListing, previewReaders, readOwnListing } from "@peony/features/listings";
import { WithSide } from "@peony/ui/Layout";
import { Note } from "@peony/ui/Note";
import { Segmented } from "@peony/ui/Search";
import type { Metadata } from "next";
import { AskPanel } from "#features/listings/ask-panel.tsx";
import { ListingHead } from "#features/listings/listing-head.tsx";
import { ListingPageHead } from "#features/listings/listing-page-head.tsx";
import { PublicText } from "#features/listings/public-text.tsx";
import { words } from "#features/listings/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { found } from "#server/page.ts";
import { href, pageLocale } from "../../../../../../i18n/page.ts";

type Props = { params: Promise<{ locale: string; id: string }>; searchParams: Promise<{ as?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await pageLocale(params))("preview.title") };
}

export default async function PreviewPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const { id } = await params;
  const asked = (await searchParams).as;
  const reader = previewReaders.find((r) => r === asked) ?? "visitor";
  const ctx = await requestCtx();
  const own = await found(locale, readOwnListing(ctx, id));
  const view = await found(locale, previewListing(ctx, id, reader));
  const exportClass = t(`export-class.${own.exportClass}`);
  return (
    <>
      <ListingPageHead locale={locale} listing={own} part={t("preview.title")} lead={t("preview.lead")} />
      <div className="stack">
        <Segmented
          label={t("preview.as")}
          items={previewReaders.map((r) => ({
            label: t(`preview.reader.${r}`),
            href: href(locale, `/listings/${id}/preview`, { as: r }),
            current: r === reader,
          }))}
        />
        <Note tone={view?.gate === "open" ? "info" : "warn"}>
          {t(`preview.gate.${view?.gate ?? "closed"}`, { class: exportClass })}
        </Note>
        {view ? (
          <div className="preview">
            <ListingHead locale={locale} listing={view} />
            <WithSide
              sideLabel={t("ask.title")}
              side={<AskPanel locale={locale} listing={view} visitor={reader === "visitor"} />}
            >
              <PublicText locale={locale} listing={view} />
            </WithSide>
          </div>
        ) : null}
      </div>
    </>
  );
}
