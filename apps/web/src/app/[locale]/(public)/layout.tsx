import type { ReactNode } from "react";
import { displayAttributes } from "../../../features/shell/display.ts";
import { SiteFooter } from "../../../features/shell/site-footer.tsx";
import { SiteHeader } from "../../../features/shell/site-header.tsx";
import { currentViewer } from "../../../features/shell/viewer.ts";
import { pageLocale } from "../../../i18n/page.ts";

/** Head, main and foot of the pages anyone may read. Pages bring their own width: `wrap page` for most. */
export default async function PublicLayout({
  params,
  children,
}: {
  params: Promise<{ locale: string }>;
  children: ReactNode;
}) {
  const locale = await pageLocale(params);
  const [viewer, display] = await Promise.all([currentViewer(), displayAttributes()]);
  return (
    <>
      <SiteHeader locale={locale} viewer={viewer} display={display} />
      <main id="main">{children}</main>
      <SiteFooter locale={locale} />
    </>
  );
}
