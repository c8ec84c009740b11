import { translator } from "@peony/i18n";
import type { Metadata } from "next";
import { TextPage } from "../../../../features/statics/text-page.tsx";
import { type LocaleParams, pageLocale, pageMetadata } from "../../../../i18n/page.ts";

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const locale = await pageLocale(params);
  const t = translator(locale, "statics");
  return pageMetadata(locale, "/help", t("help.title"), t("help.intro"));
}

export default async function HelpPage({ params }: LocaleParams) {
  return <TextPage locale={await pageLocale(params)} page="help" />;
}
