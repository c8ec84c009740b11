import type { Bilingual, ExportClass } from "../shared/index.ts";
import { normalise, normaliser, subWords } from "../shared/index.ts";
import { ipcPath } from "./ipc.ts";
import { type ListingState, searchableListingStates } from "./listing.ts";
import { type MenuItem, menuOf } from "./price-menu.ts";
import { asGated } from "./teaser.ts";

/** A listing in the search index: public fields only, by an allow-list. Times are unix seconds, prices minor units. */
export type ListingDocument = {
  readonly id: string;
  readonly kind: "listing";
  readonly title: string;
  readonly titleAlt: string;
  readonly keywords: readonly string[];
  readonly ipc: readonly string[];
  readonly ipcPath: readonly string[];
  readonly number: string;
  readonly orgName: string;
  readonly abstract: string;
  readonly norm: readonly string[];
  readonly summary: string;
  readonly summaryAlt: string;
  readonly field: string;
  readonly region: string;
  readonly rights: readonly string[];
  readonly priceMode: string;
  readonly priceMin: number | null;
  readonly priceMax: number | null;
  readonly trl: number | null;
  readonly trlBand: string;
  readonly assetKind: string;
  readonly orgId: string;
  readonly sample: boolean;
  readonly publishedAt: number;
  readonly updatedAt: number;
  readonly checkedAt: number | null;
  readonly normaliser: number;
};

export type ListingSource = {
  readonly id: string;
  readonly state: ListingState;
  readonly exportClass: ExportClass;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly summary: Bilingual;
  readonly problem: Bilingual;
  readonly solution: Bilingual;
  readonly keywordsZh: readonly string[];
  readonly keywordsEn: readonly string[];
  readonly ipc: readonly string[];
  readonly number: string | null;
  readonly field: string;
  readonly region: string | null;
  readonly rights: readonly string[];
  readonly priceMode: string;
  readonly priceMin: bigint | null;
  readonly priceMax: bigint | null;
  readonly priceMenu: readonly MenuItem[];
  readonly trl: number | null;
  readonly assetKind: string;
  readonly orgId: string;
  readonly publishedAt: Date | null;
  readonly updatedAt: Date;
  readonly legalCheckedOn: string | null;
};

const seconds = (d: Date): number => Math.floor(d.getTime() / 1000);

/** Bands that the maturity facet counts: laboratory, prototype, pilot, application. */
export const trlBands = ["1-3", "4-5", "6-7", "8-9"] as const;
export const trlBand = (trl: number | null): string =>
  trl === null ? "" : trl <= 3 ? "1-3" : trl <= 5 ? "4-5" : trl <= 7 ? "6-7" : "8-9";

/** Readers of the index are not known, so that search knows of a gated technology what a visitor may, and of a prohibited one nothing. */
const visitorCountry = null;
export const isSearchable = (l: Pick<ListingSource, "state" | "exportClass">): boolean =>
  searchableListingStates.some((s) => s === l.state) && l.exportClass !== "prohibited";

/** The document of a listing, or null where search must not know it. */
export const toSearchDocument = (
  source: ListingSource,
  owner: { nameZh: string; nameEn: string; shortZh: string; sample: boolean },
): ListingDocument | null => {
  if (!isSearchable(source) || !source.publishedAt) return null;
  const l = asGated(source, visitorCountry);
  const keywords = [...l.keywordsZh, ...l.keywordsEn];
  const orgName = [owner.nameZh, owner.shortZh, owner.nameEn].filter(Boolean).join(" ");
  return {
    id: l.id,
    kind: "listing",
    title: l.titleZh || l.titleEn,
    titleAlt: l.titleZh ? l.titleEn : "",
    keywords,
    ipc: l.ipc.map((s) => s.replace(" ", "")),
    ipcPath: [...new Set(l.ipc.flatMap(ipcPath))],
    number: l.number ?? "",
    orgName,
    abstract: normalise([l.problem.zh, l.solution.zh, l.problem.en, l.solution.en].filter(Boolean).join("\n")),
    norm: [
      ...new Set([
        normalise(`${l.titleZh} ${l.titleEn}`),
        ...keywords.map(normalise),
        normalise(orgName),
        ...menuNames(l).map(normalise),
        ...subWords(`${l.titleZh} ${keywords.join(" ")}`),
        ...numberForms(l.number),
      ]),
    ].filter(Boolean),
    summary: l.summary.zh || l.summary.en,
    summaryAlt: l.summary.zh ? l.summary.en : "",
    field: l.field,
    region: l.region ?? "",
    rights: l.rights,
    priceMode: l.priceMode,
    priceMin: l.priceMin === null ? null : Number(l.priceMin),
    priceMax: l.priceMax === null ? null : Number(l.priceMax),
    trl: l.trl,
    trlBand: trlBand(l.trl),
    assetKind: l.assetKind,
    orgId: l.orgId,
    sample: owner.sample,
    publishedAt: seconds(source.publishedAt),
    updatedAt: seconds(l.updatedAt),
    checkedAt: l.legalCheckedOn ? seconds(new Date(`${l.legalCheckedOn}T00:00:00Z`)) : null,
    normaliser,
  };
};

/** What its menu of prices calls its entries: an evaluation licence is asked for by that name. */
const menuNames = (l: Pick<ListingSource, "priceMode" | "priceMenu">): string[] =>
  menuOf(l).flatMap(({ name }) => [name.zh, name.en].filter(Boolean));

/** A number is found with and without its country letters. */
const numberForms = (n: string | null): string[] =>
  n ? [n.toLowerCase(), n.toLowerCase().replace(/^cn/, ""), n.toLowerCase().replace(/^cn/, "zl")] : [];

/** Text of the reduced search in PostgreSQL: the same words, in one normalised line. */
export const searchText = (
  source: Pick<
    ListingSource,
    | "titleZh"
    | "titleEn"
    | "keywordsZh"
    | "keywordsEn"
    | "summary"
    | "problem"
    | "number"
    | "exportClass"
    | "priceMode"
    | "priceMenu"
  >,
  orgName: string,
): string => {
  const l = asGated(source, visitorCountry);
  return normalise(
    [
      l.titleZh,
      l.titleEn,
      ...l.keywordsZh,
      ...l.keywordsEn,
      orgName,
      l.summary.zh,
      l.summary.en,
      l.problem.zh,
      l.problem.en,
      ...menuNames(l),
      ...numberForms(l.number),
    ].join(" "),
  );
};
