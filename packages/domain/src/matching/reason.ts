import type { MatchFacts, MatchField } from "./document.ts";
import { isSameProvince, type MatchGate } from "./gates.ts";
import type { IpcLevel } from "./ipc-agreement.ts";
import type { Need } from "./need.ts";

export const matchFacts = ["trl", "budget", "region", "rights"] as const;
export type MatchFact = (typeof matchFacts)[number];

export type MatchTerm = {
  /** The words as the need has them, and as they stand in `field` of the document (both normalised). */
  readonly asked: string;
  readonly found: string;
  readonly field: MatchField;
  /** Points this term adds to `text`. */
  readonly share: number;
  /** `glossary:ID` where `found` is another name of what was asked. Engine bm25f/1 knew no glossary. */
  readonly via?: string;
};
/** A fact of the document beside what was asked: TRL levels, minor units, region codes, or ISO dates. */
export type MatchFit = {
  readonly kind: "trl" | "budget" | "region" | "age";
  readonly want: string;
  readonly have: string;
};

/** Why something matched, stored with the match: an explanation never changes after the fact. */
export type MatchReason = {
  readonly engine: string;
  readonly normaliser: number;
  /** 0 to 100: 100 x text x classFactor x fitFactor / (the most each could be). */
  readonly score: number;
  /** Sum of the shares of all terms: those quoted, and `rest`. */
  readonly text: number;
  readonly rest: number;
  /** The text score a document would reach that has every term at saturation. */
  readonly best: number;
  readonly classFactor: number;
  readonly fitFactor: number;
  readonly terms: readonly MatchTerm[];
  readonly class: { readonly need: string; readonly have: string; readonly level: IpcLevel } | null;
  readonly fits: readonly MatchFit[];
  /** Asked for and not reached. */
  readonly misses: readonly MatchFit[];
  /** Asked for and not stated by the document. */
  readonly unstated: readonly MatchFact[];
  /** What was looked at and stood open. Engine bm25f/1 did not write it down. */
  readonly gates?: readonly MatchGate[];
};

export type Facts = Pick<MatchReason, "fits" | "misses" | "unstated" | "fitFactor">;

export const classBoost = 0.3;
export const fitBoost = 0.1;
/** TRL, budget, region and age. */
const kinds = 4;
const recentYears = 2;

const yearsBefore = (day: Date, years: number): Date => {
  const before = new Date(day);
  before.setUTCFullYear(before.getUTCFullYear() - years);
  return before;
};
const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** Soft facts: at most a tenth together, so that they order equals and never lift a poor text. */
export const factsOf = (need: Need, have: MatchFacts): Facts => {
  const fits: MatchFit[] = [];
  const misses: MatchFit[] = [];
  const unstated: MatchFact[] = [];
  if (need.trlWanted !== null) {
    const fact = { kind: "trl", want: `${need.trlWanted}`, have: `${have.trl}` } as const;
    if (have.trl === null) unstated.push("trl");
    else (have.trl >= need.trlWanted ? fits : misses).push(fact);
  }
  if (need.budgetMax !== null) {
    const fact = { kind: "budget", want: `${need.budgetMax}`, have: `${have.priceMin}` } as const;
    if (have.priceMin === null) unstated.push("budget");
    else (have.priceMin <= need.budgetMax ? fits : misses).push(fact);
  }
  if (need.region && have.region === null) unstated.push("region");
  if (need.region && have.region && isSameProvince(need.region, have.region))
    fits.push({ kind: "region", want: need.region, have: have.region });
  if (need.rightsWanted.length > 0 && have.rights.length === 0) unstated.push("rights");
  if (need.asOf && have.since) {
    const want = yearsBefore(need.asOf, recentYears);
    if (have.since >= want) fits.push({ kind: "age", want: dayOf(want), have: dayOf(have.since) });
  }
  return { fits, misses, unstated, fitFactor: 1 + (fitBoost * fits.length) / kinds };
};

/** The fit factor alone, for the many that are not shown. */
export const fitFactorOf = (need: Need, have: MatchFacts): number => factsOf(need, have).fitFactor;
