import type { Bilingual } from "../shared/index.ts";
import type { AssetKind, LegalStatus, PriceMode } from "./listing.ts";

export type ListingGap = { readonly field: string; readonly code: "required" | "too-short" | "sum-wrong" | "choose" };

/** What readiness looks at; a stored row and a form's values both have it. */
export type ListingFacts = {
  readonly assetKind: AssetKind;
  readonly title: Bilingual;
  readonly problem: Bilingual;
  readonly solution: Bilingual;
  readonly benefits: readonly unknown[];
  readonly noDataYet: boolean;
  readonly trl: number | null;
  readonly evidence: readonly unknown[];
  readonly rights: readonly string[];
  readonly priceMode: PriceMode;
  readonly priceMin: bigint | null;
  readonly number: string | null;
  readonly legalStatus: LegalStatus;
  readonly inventors: readonly { readonly sharePct: number }[];
  readonly parts: readonly string[];
};

/** The sum of shares in hundredths of a percent, exact. */
export const shareSum = (inventors: readonly { readonly sharePct: number }[]): number =>
  inventors.reduce((sum, i) => sum + Math.round(i.sharePct * 100), 0);
const wholeShare = 100_00;

const said = (t: Bilingual): string => t.zh || t.en;
const registered: readonly AssetKind[] = ["patent", "application"];
/** From this level on a claim of maturity needs evidence (part works in the laboratory, TRL 4). */
const evidenceFrom = 4;

type Check = {
  readonly field: string;
  readonly code: ListingGap["code"];
  readonly lacks: (l: ListingFacts) => boolean;
};

const checks: readonly Check[] = [
  { field: "title.zh", code: "required", lacks: (l) => said(l.title) === "" },
  { field: "problem.zh", code: "required", lacks: (l) => said(l.problem) === "" },
  { field: "solution.zh", code: "required", lacks: (l) => said(l.solution) === "" },
  { field: "benefits.0.figure", code: "required", lacks: (l) => l.benefits.length === 0 && !l.noDataYet },
  { field: "trl", code: "choose", lacks: (l) => l.trl === null },
  {
    field: "evidence.0.zh",
    code: "required",
    lacks: (l) => l.trl !== null && l.trl >= evidenceFrom && l.evidence.length === 0,
  },
  { field: "rights", code: "choose", lacks: (l) => l.rights.length === 0 },
  { field: "priceMin", code: "required", lacks: (l) => l.priceMode !== "ask" && l.priceMin === null },
  { field: "number", code: "required", lacks: (l) => l.assetKind === "patent" && !l.number },
  {
    field: "legalStatus",
    code: "choose",
    lacks: (l) => registered.includes(l.assetKind) && l.legalStatus === "unknown",
  },
  {
    field: "inventors.0.name.zh",
    code: "required",
    lacks: (l) => registered.includes(l.assetKind) && l.inventors.length === 0,
  },
  {
    field: "inventors.0.sharePct",
    code: "sum-wrong",
    lacks: (l) =>
      l.inventors.length > 0 && (shareSum(l.inventors) !== wholeShare || l.inventors.some((i) => i.sharePct === 0)),
  },
  { field: "parts", code: "choose", lacks: (l) => l.assetKind === "bundle" && l.parts.length < 2 },
];

/** What a listing still lacks before it can be published, each at its field. No listing goes live without a figure or an open "no data yet". */
export const listingGaps = (l: ListingFacts): ListingGap[] =>
  checks.filter((c) => c.lacks(l)).map(({ field, code }) => ({ field, code }));

/** How ready a listing is, 0 to 100: the share of checks it passes. */
export const listingScore = (l: ListingFacts): number =>
  Math.round((100 * (checks.length - listingGaps(l).length)) / checks.length);
