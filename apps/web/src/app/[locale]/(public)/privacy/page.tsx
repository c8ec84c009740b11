import { translator } from "@peony/i18n";
import type { Metadata } from "next";
import { TextPage } from "../../../../features/statics/text-page.tsx";
import { type LocaleParams, pageLocale, pageMetadata } from "../../../../i18n/page.ts";

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const locale = await pageLocale(params);
  const t = translator(locale, "statics");
  return pageMetadata(locale, "/privacy", t("privacy.title"), t("privacy.intro"));
}

export default async function PrivacyPage({ params }: LocaleParams) {
  return <TextPage locale={await pageLocale(params)} page="privacy" />;
}
