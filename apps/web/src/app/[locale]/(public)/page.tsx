import { translator } from "@peony/i18n";
import type { Metadata } from "next";
import { readHome } from "#features/home/home-data.ts";
import { HomeView } from "#features/home/home-view.tsx";
import { requestCtx } from "#server/ctx.ts";
import { requestNow } from "#server/now.ts";
import { type LocaleParams, pageLocale, pageMetadata } from "../../../i18n/page.ts";

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const locale = await pageLocale(params);
  const t = translator(locale, "home");
  return pageMetadata(locale, "/", t("title"), t("description"));
}

export default async function HomePage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  return <HomeView locale={locale} {...(await readHome(await requestCtx(), locale, await requestNow()))} />;
}
