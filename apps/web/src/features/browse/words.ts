import { type Locale, translator } from "@peony/i18n";

/** The ways through the catalogue; each is the first part of an address. */
export const ways = ["fields", "industries", "universities", "regions"] as const;
export type Way = (typeof ways)[number];
export const isWay = (part: string): part is Way => ways.some((way) => way === part);

/** Words of the pages that lead through the catalogue. */
export const words = (locale: Locale) => translator(locale, "browse");
