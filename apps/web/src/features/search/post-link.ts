import type { Locale } from "@peony/domain/shared";
import { href } from "../../i18n/page.ts";

/** Where the words searched for become a demand; a visitor is asked in first and comes back to it. */
export const postLink = (locale: Locale, q: string, visitor: boolean): string => {
  const page = `/desk/demands/new${q ? `?title=${encodeURIComponent(q).replace(/[!'()*~]/g, "")}` : ""}`;
  return visitor ? href(locale, "/sign-in", { back: page }) : `/${locale}${page}`;
};
