import { type Actor, isOfficer } from "@peony/domain/identity";
import type { Locale } from "@peony/domain/shared";
import { href } from "../../i18n/page.ts";

export type Poster = "visitor" | "officer" | "nobody";

/** Who may make a demand of what was not found: a visitor is asked in first, whoever is not an officer cannot. */
export const posterOf = (actor: Actor): Poster =>
  actor.kind !== "person" ? "visitor" : isOfficer(actor) ? "officer" : "nobody";

/** Where the words searched for become a demand; a visitor is asked in first and comes back to it. Null where the reader posts none. */
export const postLink = (locale: Locale, q: string, poster: Poster): string | null => {
  const page = `/desk/demands/new${q ? `?title=${encodeURIComponent(q).replace(/[!'()*~]/g, "")}` : ""}`;
  if (poster === "nobody") return null;
  return poster === "visitor" ? href(locale, "/sign-in", { back: page }) : `/${locale}${page}`;
};
