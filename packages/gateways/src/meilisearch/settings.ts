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
  rankingRules: ["words", "typo", "proximity", "attribute", "sort", "exactness", "updatedAt:desc"],
  proximityPrecision: "byAttribute",
  localizedAttributes: [{ attributePatterns: ["*"], locales: ["cmn", "eng"] }],
  typoTolerance: { disableOnNumbers: true, disableOnAttributes: ["ipc", "number", "orgName"] },
  pagination: { maxTotalHits: 1000 },
  faceting: { maxValuesPerFacet: 100, sortFacetValuesBy: { "*": "count" } },
  facetSearch: false,
};
