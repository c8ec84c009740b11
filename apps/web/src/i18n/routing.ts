import { defaultLocale, locales } from "@peony/i18n";
import { defineRouting } from "next-intl/routing";

/** Both languages carry their prefix; `/` goes to the remembered language, else to the browser's, else to Chinese. */
export const routing = defineRouting({
  locales: [...locales],
  defaultLocale,
  localePrefix: "always",
  localeCookie: { name: "peony-locale", maxAge: 31_536_000, sameSite: "lax" },
  alternateLinks: false,
});
