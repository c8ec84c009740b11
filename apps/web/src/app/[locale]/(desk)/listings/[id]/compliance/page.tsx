import { readCompliance } from "@peony/features/listings";
import { Note } from "@peony/ui/Note";
import type { Metadata } from "next";
import { ComplianceSheet } from "#features/listings/compliance-sheet.tsx";
import { ListingPageHead } from "#features/listings/listing-page-head.tsx";
import { words } from "#features/listings/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { found } from "#server/page.ts";
import { href, pageLocale } from "../../../../../../i18n/page.ts";

type Props = { params: Promise<{ locale: string; id: string }>; searchParams: Promise<{ done?: string }> };
const said = ["saved", "cleared", "returned"] as const;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await pageLocale(params))("compliance.title") };
}

export default async function CompliancePage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const { id } = await params;
  const sheet = await found(locale, readCompliance(await requestCtx(), id));
  const { done } = await searchParams;
  const word = said.find((w) => w === done);
  return (
    <>
      <ListingPageHead locale={locale} listing={sheet.text} part={t("compliance.title")} lead={t("compliance.lead")} />
      <div className="stack">
        {word ? (
          <Note tone="done" live>
            {t(`compliance.${word}`)}{" "}
            {sheet.ours ? <a href={href(locale, `/listings/${id}`)}>{t("compliance.back")}</a> : null}
          </Note>
        ) : null}
        <ComplianceSheet locale={locale} sheet={sheet} />
      </div>
    </>
  );
}
