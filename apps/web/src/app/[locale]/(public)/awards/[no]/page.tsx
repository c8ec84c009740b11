import { readAward } from "@peony/features/proposals";
import type { Metadata } from "next";
import { saidTitle } from "#features/listings/said.ts";
import { AwardView } from "#features/proposals/award-view.tsx";
import { words } from "#features/proposals/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { found } from "#server/page.ts";
import { pageLocale, pageMetadata } from "../../../../../i18n/page.ts";

type Props = { params: Promise<{ locale: string; no: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  const { no } = await params;
  const award = await found(locale, readAward(await requestCtx(), no));
  return {
    ...pageMetadata(locale, `/awards/${no}`, `${words(locale)("award.title")} · ${saidTitle(locale, award).text}`),
    ...(award.visibility === "named" ? { robots: { index: false } } : {}),
  };
}

export default async function AwardPage({ params }: Props) {
  const locale = await pageLocale(params);
  const { no } = await params;
  const award = await found(locale, readAward(await requestCtx(), no));
  return (
    <div className="wrap page stack">
      <AwardView locale={locale} award={award} />
    </div>
  );
}
