import type { Locale } from "@peony/i18n";
import { PageHead, Stack } from "@peony/ui/Layout";
import { Tabs } from "@peony/ui/Search";
import type { ReactNode } from "react";
import { href } from "../../i18n/page.ts";
import { words } from "./words.ts";

export const settingsPages = ["profile", "organisation", "members", "payout", "keys", "sessions"] as const;
type SettingsPage = (typeof settingsPages)[number];

/** Head and tabs shared by the settings pages; `only` leaves out what a person without an organisation has no use for. */
export function SettingsFrame({
  locale,
  page,
  seated,
  children,
}: {
  locale: Locale;
  page: SettingsPage;
  seated: boolean;
  children: ReactNode;
}) {
  const t = words(locale);
  const shown = settingsPages.filter((p) => seated || (p !== "organisation" && p !== "members" && p !== "payout"));
  return (
    <>
      <PageHead title={t("settings.title")} lead={t("settings.lead")} />
      <Stack>
        <Tabs
          label={t("settings.title")}
          grid
          items={shown.map((p) => ({
            label: t(`settings.${p}`),
            href: href(locale, p === "profile" ? "/settings" : `/settings/${p}`),
            current: p === page,
          }))}
        />
        {children}
      </Stack>
    </>
  );
}
