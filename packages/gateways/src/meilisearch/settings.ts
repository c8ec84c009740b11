import type { Settings } from "meilisearch";

/** Raised whenever the settings below change: the index of an older version is rebuilt beside, never changed in place. */
export const settingsVersion = 1;

/** Settings of the listings index; what each is worth was measured, see docs/decisions/0002. */
export const listingSettings: Settings = {
  searchableAttributes: ["title", "titleAlt", "keywords", "ipc", "number", "orgName", "abstract", "norm"],
  filterableAttributes: [
    "field",
    "trlBand",
    "trl",
    "rights",
    "priceMode",
    "priceMin",
    "priceMax",
    "region",
    "ipcPath",
    "checkedAt",
    "orgId",
    "assetKind",
  ],
  sortableAttributes: ["publishedAt", "updatedAt", "priceMin"],
  // A chosen order comes first and is kept strictly; a search by relevance names none, and then this rule does nothing.
  rankingRules: ["sort", "words", "typo", "proximity", "attribute", "exactness", "updatedAt:desc"],
  proximityPrecision: "byAttribute",
  localizedAttributes: [{ attributePatterns: ["*"], locales: ["cmn", "eng"] }],
  typoTolerance: { disableOnNumbers: true, disableOnAttributes: ["ipc", "number", "orgName"] },
  pagination: { maxTotalHits: 1000 },
  faceting: { maxValuesPerFacet: 100, sortFacetValuesBy: { "*": "count" } },
  facetSearch: false,
};

const isObject = (v: unknown): v is Record<string, unknown> => typeof v === "object" && v !== null && !Array.isArray(v);

/** The engine answers with its own defaults filled in: only what we ask for is compared. Lists of attributes to filter by have no order. */
const agrees = (wanted: unknown, current: unknown, ordered: boolean): boolean => {
  if (isObject(wanted))
    return isObject(current) && Object.entries(wanted).every(([k, v]) => agrees(v, current[k], ordered));
  if (!Array.isArray(wanted)) return wanted === current;
  if (!Array.isArray(current) || wanted.length !== current.length) return false;
  const [a, b] = ordered ? [wanted, current] : [wanted.toSorted(), current.toSorted()];
  return a.every((v, i) => agrees(v, b[i], ordered));
};

const sets: ReadonlySet<string> = new Set(["filterableAttributes", "sortableAttributes"]);

/** The part of our settings that an index does not have yet; nothing where it has all. A change of settings indexes everything again. */
export const missingSettings = (current: Settings): Settings =>
  Object.fromEntries(
    Object.entries(listingSettings).filter(([k, v]) => !agrees(v, current[k as keyof Settings], !sets.has(k))),
  );
