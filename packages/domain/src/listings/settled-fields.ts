import type { ListingFields } from "./inputs.ts";

/**
 * What inventors accepted and a second person cleared (`settled`: it changes in a draft only), and what the owner's officers keep up
 * to date by themselves while a listing is live (`open`: price, contact, words for search, facts of the register).
 */
export const fieldClasses = {
  assetKind: "settled",
  field: "open",
  prevailing: "settled",
  title: "settled",
  summary: "settled",
  problem: "settled",
  solution: "settled",
  benefits: "settled",
  noDataYet: "settled",
  rival: "settled",
  applications: "settled",
  evidence: "settled",
  keywordsZh: "open",
  keywordsEn: "open",
  ipc: "open",
  industry: "open",
  sei: "open",
  trl: "settled",
  number: "settled",
  registrationNo: "settled",
  parts: "settled",
  country: "settled",
  legalStatus: "open",
  legalCheckedOn: "open",
  filingDate: "open",
  grantDate: "open",
  annuityDue: "open",
  inventors: "settled",
  rights: "settled",
  encumbrances: "settled",
  priceMode: "open",
  priceMin: "open",
  priceMax: "open",
  priceMenu: "open",
  currency: "open",
  fundingSource: "settled",
  projectNo: "open",
  contactTeam: "open",
  region: "open",
} as const satisfies Record<keyof ListingFields, "settled" | "open">;

/** Columns whose place in the form is not their own name. */
const places: Readonly<Record<string, string>> = {
  titleZh: "title.zh",
  titleEn: "title.en",
  summary: "summary.zh",
  problem: "problem.zh",
  solution: "solution.zh",
  benefits: "benefits.0.figure",
  rival: "rival.zh",
  applications: "applications.0.zh",
  evidence: "evidence.0.zh",
  inventors: "inventors.0.sharePct",
  encumbrances: "encumbrances.zh",
  fundingSource: "fundingSource.zh",
};

const isSettled = (column: string): boolean => {
  const field = /^title(Zh|En)$/.test(column) ? "title" : column;
  return field in fieldClasses && fieldClasses[field as keyof typeof fieldClasses] === "settled";
};

/** Places in the form of those changed columns that only a draft may change. */
export const settledPlaces = (changed: readonly string[]): string[] =>
  changed.filter(isSettled).map((column) => places[column] ?? column);
