import { translator } from "@peony/i18n";
import { Desk } from "@peony/ui/Shell";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { wayIn } from "#server/way-in.ts";
import { deskGroups } from "../../../features/shell/desk-links.ts";
import { displayAttributes } from "../../../features/shell/display.ts";
import { SiteRail } from "../../../features/shell/navigation.tsx";
import { SiteFooter } from "../../../features/shell/site-footer.tsx";
import { SiteHeader } from "../../../features/shell/site-header.tsx";
import { currentViewer } from "../../../features/shell/viewer.ts";
import { pageLocale } from "../../../i18n/page.ts";

/** Head, rail and foot around the work of members. Rights are checked by each page; here a visitor is only shown the way in. */
export default async function DeskLayout({
  params,
  children,
}: {
  params: Promise<{ locale: string }>;
  children: ReactNode;
}) {
  const locale = await pageLocale(params);
  const [viewer, display] = await Promise.all([currentViewer(), displayAttributes()]);
  if (!viewer) redirect(await wayIn(locale));
  const t = translator(locale, "shell");
  return (
    <>
      <SiteHeader locale={locale} viewer={viewer} display={display} />
      <Desk rail={<SiteRail label={t("desk.label")} groups={deskGroups(locale, viewer)} />}>{children}</Desk>
      <SiteFooter locale={locale} desk />
    </>
  );
}
