import type { Bilingual } from "../shared/index.ts";
import type { AssetKind, LegalStatus, PriceMode } from "./listing.ts";

export type GapCode = "required" | "too-short" | "sum-wrong" | "choose";
export type ListingGap = { readonly field: string; readonly code: GapCode };

/** What readiness looks at; a stored row and a form's values both have it. */
export type ListingFacts = {
  readonly assetKind: AssetKind;
  readonly title: Bilingual;
  readonly summary: Bilingual;
  readonly problem: Bilingual;
  readonly solution: Bilingual;
  readonly benefits: readonly { readonly checkedOn?: string | null | undefined }[];
  readonly noDataYet: boolean;
  readonly rival: Bilingual;
  readonly applications: readonly unknown[];
  readonly trl: number | null;
  readonly evidence: readonly unknown[];
  readonly keywordsZh: readonly string[];
  readonly keywordsEn: readonly string[];
  readonly ipc: readonly string[];
  readonly rights: readonly string[];
  readonly priceMode: PriceMode;
  readonly priceMin: bigint | null;
  readonly priceMenu: readonly unknown[];
  readonly number: string | null;
  readonly registrationNo: string | null;
  readonly legalStatus: LegalStatus;
  readonly legalCheckedOn: string | null;
  readonly annuityDue: string | null;
  readonly inventors: readonly { readonly sharePct: number }[];
  readonly parts: readonly string[];
  readonly contactTeam: Bilingual;
};

/** Days of the office that have not come by `today`: nobody has filed or been granted anything then. Both are ISO dates. */
export const futureDays = (
  l: { readonly filingDate: string | null; readonly grantDate: string | null },
  today: string,
): ("filingDate" | "grantDate")[] => (["filingDate", "grantDate"] as const).filter((field) => (l[field] ?? "") > today);

/** The sum of shares in hundredths of a percent, exact. */
export const shareSum = (inventors: readonly { readonly sharePct: number }[]): number =>
  inventors.reduce((sum, i) => sum + Math.round(i.sharePct * 100), 0);
const wholeShare = 100_00;

const said = (t: Bilingual): string => t.zh || t.en;
/** Kinds whose right an office grants: their status is public and can be checked. */
export const grantedKinds: readonly AssetKind[] = ["patent", "application", "plant_variety", "layout_design"];
/** Kinds with a number of a patent office. */
export const patentKinds: readonly AssetKind[] = ["patent", "application"];
/** Kinds that some register numbers, apart from patents. */
export const registeredKinds: readonly AssetKind[] = ["software", "plant_variety", "layout_design", "data_set"];
const byPeople: readonly AssetKind[] = ["software", "know_how", "plant_variety", "layout_design", "data_set"];
/** From this level on a claim of maturity needs evidence (part works in the laboratory, TRL 4). */
const evidenceFrom = 4;
const notGranted: readonly LegalStatus[] = ["pending", "none"];

export const scoreRuleIds = [
  "title",
  "problem",
  "solution",
  "benefit",
  "trl",
  "evidence",
  "rights",
  "price",
  "number",
  "registration",
  "legal-status",
  "inventors",
  "shares",
  "parts",
  "figure",
  "summary",
  "translation",
  "figure-checked",
  "rival",
  "applications",
  "keywords",
  "classes",
  "status-checked",
  "annuity",
  "register-number",
  "authors",
  "contact",
] as const;
export type ScoreRuleId = (typeof scoreRuleIds)[number];

export type ScoreRule = {
  readonly id: ScoreRuleId;
  /** Place of the field that mends it. */
  readonly field: string;
  /** That place, where it depends on another answer. */
  readonly fieldOf?: (l: ListingFacts) => string;
  readonly code: GapCode;
  /** Blocking: it is not published without. Advice: it is found and believed less. */
  readonly level: "blocking" | "advice";
  readonly weight: number;
  /** Kinds it is asked of; all where none are named. */
  readonly kinds?: readonly AssetKind[];
  readonly lacks: (l: ListingFacts) => boolean;
};

/** What a listing must say before it is published (journey J1): never without a figure or an open "no data yet". */
const blocking: readonly Omit<ScoreRule, "level">[] = [
  { id: "title", field: "title.zh", code: "required", weight: 6, lacks: (l) => said(l.title) === "" },
  { id: "problem", field: "problem.zh", code: "required", weight: 8, lacks: (l) => said(l.problem) === "" },
  { id: "solution", field: "solution.zh", code: "required", weight: 8, lacks: (l) => said(l.solution) === "" },
  {
    id: "benefit",
    field: "benefits.0.figure",
    code: "required",
    weight: 10,
    lacks: (l) => l.benefits.length === 0 && !l.noDataYet,
  },
  { id: "trl", field: "trl", code: "choose", weight: 6, lacks: (l) => l.trl === null },
  {
    id: "evidence",
    field: "evidence.0.zh",
    code: "required",
    weight: 6,
    // a level that is not said yet may turn out to need it
    lacks: (l) => l.evidence.length === 0 && (l.trl === null || l.trl >= evidenceFrom),
  },
  { id: "rights", field: "rights", code: "choose", weight: 6, lacks: (l) => l.rights.length === 0 },
  {
    id: "price",
    field: "priceMin",
    code: "required",
    weight: 4,
    fieldOf: (l) => (l.priceMode === "menu" ? "priceMenu.0.name.zh" : "priceMin"),
    lacks: (l) => (l.priceMode === "menu" ? l.priceMenu.length === 0 : l.priceMode !== "ask" && l.priceMin === null),
  },
  { id: "number", field: "number", code: "required", weight: 6, kinds: ["patent"], lacks: (l) => !l.number },
  {
    id: "registration",
    field: "registrationNo",
    code: "required",
    weight: 6,
    kinds: ["plant_variety", "layout_design"],
    lacks: (l) => !l.registrationNo && !notGranted.includes(l.legalStatus),
  },
  {
    id: "legal-status",
    field: "legalStatus",
    code: "choose",
    weight: 5,
    kinds: grantedKinds,
    lacks: (l) => l.legalStatus === "unknown",
  },
  {
    id: "inventors",
    field: "inventors.0.name.zh",
    code: "required",
    weight: 6,
    kinds: patentKinds,
    lacks: (l) => l.inventors.length === 0,
  },
  {
    id: "shares",
    field: "inventors.0.sharePct",
    code: "sum-wrong",
    weight: 4,
    lacks: (l) =>
      l.inventors.length > 0
        ? shareSum(l.inventors) !== wholeShare || l.inventors.some((i) => i.sharePct === 0)
        : patentKinds.includes(l.assetKind),
  },
  { id: "parts", field: "parts", code: "choose", weight: 8, kinds: ["bundle"], lacks: (l) => l.parts.length < 2 },
];

/** What makes a listing found and believed. */
const advice: readonly Omit<ScoreRule, "level">[] = [
  { id: "figure", field: "benefits.0.figure", code: "required", weight: 5, lacks: (l) => l.benefits.length === 0 },
  { id: "summary", field: "summary.zh", code: "required", weight: 4, lacks: (l) => said(l.summary) === "" },
  {
    id: "translation",
    field: "title",
    code: "required",
    weight: 3,
    lacks: (l) => l.title.zh === "" || l.title.en === "",
  },
  {
    id: "figure-checked",
    field: "benefits.0.checkedOn",
    code: "choose",
    weight: 3,
    lacks: (l) => l.benefits.some((b) => !b.checkedOn),
  },
  { id: "rival", field: "rival.zh", code: "required", weight: 4, lacks: (l) => said(l.rival) === "" },
  {
    id: "applications",
    field: "applications.0.zh",
    code: "required",
    weight: 3,
    lacks: (l) => l.applications.length === 0,
  },
  {
    id: "keywords",
    field: "keywordsZh",
    code: "required",
    weight: 3,
    lacks: (l) => l.keywordsZh.length + l.keywordsEn.length === 0,
  },
  { id: "classes", field: "ipc", code: "required", weight: 2, kinds: patentKinds, lacks: (l) => l.ipc.length === 0 },
  {
    id: "status-checked",
    field: "legalCheckedOn",
    code: "choose",
    weight: 3,
    kinds: grantedKinds,
    lacks: (l) => !l.legalCheckedOn,
  },
  {
    id: "annuity",
    field: "annuityDue",
    code: "choose",
    weight: 2,
    kinds: ["patent"],
    lacks: (l) => !l.annuityDue && l.legalStatus !== "lapsed",
  },
  {
    id: "register-number",
    field: "registrationNo",
    code: "required",
    weight: 3,
    kinds: ["software", "data_set"],
    lacks: (l) => !l.registrationNo,
  },
  {
    id: "authors",
    field: "inventors.0.name.zh",
    code: "required",
    weight: 5,
    kinds: byPeople,
    lacks: (l) => l.inventors.length === 0,
  },
  { id: "contact", field: "contactTeam.zh", code: "required", weight: 2, lacks: (l) => said(l.contactTeam) === "" },
];

/** Every rule of the publishing score, the blocking ones first. */
export const scoreRules: readonly ScoreRule[] = [
  ...blocking.map((rule) => ({ ...rule, level: "blocking" as const })),
  ...advice.map((rule) => ({ ...rule, level: "advice" as const })),
];

/** What a listing still lacks before it can be published, each at its field. */
export const listingGaps = (l: ListingFacts): ListingGap[] =>
  scoreRules
    .filter((r) => r.level === "blocking" && (!r.kinds || r.kinds.includes(l.assetKind)) && r.lacks(l))
    .filter((r) => !follows(r, l))
    .map((r) => ({ field: placeOf(r, l), code: r.code }));

/** Where the form mends what a rule misses. */
export const placeOf = (rule: ScoreRule, l: ListingFacts): string => rule.fieldOf?.(l) ?? rule.field;

/** A gap that only follows from another one is not named beside it: no shares of nobody, no evidence of a level not said. */
const follows = (rule: ScoreRule, l: ListingFacts): boolean =>
  (rule.id === "shares" && l.inventors.length === 0) || (rule.id === "evidence" && l.trl === null);
