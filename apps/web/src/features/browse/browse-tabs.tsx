import type { Locale } from "@peony/i18n";
import { Tabs } from "@peony/ui/Search";
import { href } from "../../i18n/page.ts";
import { type Way, ways, words } from "./words.ts";

/** The ways through the catalogue, and which one the reader is on. */
export function BrowseTabs({ locale, current }: { locale: Locale; current: Way }) {
  const t = words(locale);
  return (
    <Tabs
      label={t("nav")}
      items={ways.map((way) => ({ label: t(`tab.${way}`), href: href(locale, `/${way}`), current: way === current }))}
    />
  );
}
