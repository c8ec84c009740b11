import { translator } from "@peony/i18n";
import type { Metadata } from "next";
import { HomeView } from "../../../features/home/home-view.tsx";
import { type LocaleParams, pageLocale, pageMetadata } from "../../../i18n/page.ts";

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const locale = await pageLocale(params);
  const t = translator(locale, "home");
  return pageMetadata(locale, "/", t("title"), t("description"));
}

export default async function HomePage({ params }: LocaleParams) {
  return <HomeView locale={await pageLocale(params)} />;
}
