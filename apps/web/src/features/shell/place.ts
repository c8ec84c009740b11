import type { Locale } from "@peony/domain/shared";

/** Header in which the proxy hands the page's own address on: path and query, as the browser asked for it. */
export const placeHeader = "x-place";

/** Path and query as a reader would write them down; the framework's own marks are left out. */
export const placeOf = ({ pathname, search }: { readonly pathname: string; readonly search: string }): string => {
  const query = new URLSearchParams(search);
  query.delete("_rsc");
  return `${pathname}${query.size > 0 ? `?${query}` : ""}`;
};

/**
 * Where somebody signs in who must first: afterwards they are back where they were, and who was signed in before is told that the session
 * ended. @param place path with its language and query; null where it is not known
 */
export const signInAddress = (locale: Locale, place: string | null, hadSession: boolean): string => {
  const back = place?.replace(/^\/(zh|en)(?=\/|\?|$)/, "") ?? "";
  const query = new URLSearchParams();
  if (/^\/(?!\/)[\w\-./?=&%]+$/.test(back)) query.set("back", back);
  if (hadSession) query.set("ended", "1");
  return `/${locale}/sign-in${query.size > 0 ? `?${query}` : ""}`;
};
