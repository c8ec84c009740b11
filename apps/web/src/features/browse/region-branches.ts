import type { Counts } from "@peony/features/search";
import type { Locale } from "@peony/i18n";
import { regionName } from "#features/listings/region-name.ts";
import { href } from "../../i18n/page.ts";
import type { Branch } from "./branch-list.tsx";

/** Divisions in which something is on offer, in the order of their codes. */
export const regionBranches = (locale: Locale, counts: Counts, wanted: (code: string) => boolean): Branch[] =>
  [...counts.keys()]
    .filter(wanted)
    .sort()
    .map((code) => ({
      key: code,
      label: regionName(locale, code),
      href: href(locale, `/regions/${code}`),
      count: counts.get(code) ?? 0,
    }));
