import { htmlLang, translator } from "@peony/i18n";
import { PetalShapes } from "@peony/ui/PetalMark";
import { DemoBanner, SkipLink } from "@peony/ui/Shell";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { displayAttributes } from "../../features/shell/display.ts";
import { pageLocale } from "../../i18n/page.ts";
import { env } from "../../server/env.ts";
import "../globals.css";

type Props = { params: Promise<{ locale: string }>; children: ReactNode };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = translator(await pageLocale(params), "shell");
  return {
    metadataBase: new URL(env().PEONY_URL),
    title: { default: `${t("name")} ${t("tagline")}`, template: `%s · ${t("name")}` },
    applicationName: t("name"),
    formatDetection: { telephone: false, email: false, address: false },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  colorScheme: "light dark",
  themeColor: "#fbfaf8",
};

export default async function LocaleLayout({ params, children }: Props) {
  const locale = await pageLocale(params);
  const t = translator(locale, "shell");
  return (
    <html lang={htmlLang[locale]} {...(await displayAttributes())}>
      <body>
        <PetalShapes />
        <SkipLink>{t("skip")}</SkipLink>
        {env().PEONY_DEMO === "1" ? <DemoBanner label={t("demo-label")}>{t("demo")}</DemoBanner> : null}
        {children}
      </body>
    </html>
  );
}
