import type { IpcLevel } from "./ipc-agreement.ts";
import type { MatchDocument, MatchField } from "./match-index.ts";
import type { Need } from "./need.ts";

export const matchFacts = ["trl", "budget", "region", "rights"] as const;
export type MatchFact = (typeof matchFacts)[number];

export type MatchTerm = {
  /** The word as the need has it, and as it stands in `field` of the document (both normalised). */
  readonly asked: string;
  readonly found: string;
  readonly field: MatchField;
  /** Points this term adds to `text`. */
  readonly share: number;
};
/** A fact of the document beside what was asked: TRL levels, minor units, or region codes. */
export type MatchFit = { readonly kind: "trl" | "budget" | "region"; readonly want: string; readonly have: string };

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
};

export type Facts = Pick<MatchReason, "fits" | "misses" | "unstated" | "fitFactor">;

export const classBoost = 0.3;
export const fitBoost = 0.1;
const kinds = 3;

/** Soft facts: at most a tenth together, so that they order equals and never lift a poor text. */
export const factsOf = (need: Need, have: MatchDocument): Facts => {
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
  // The same province: the first two digits of the division code (GB/T 2260).
  if (need.region && have.region?.startsWith(need.region.slice(0, 2)))
    fits.push({ kind: "region", want: need.region, have: have.region });
  if (need.rightsWanted.length > 0 && have.rights.length === 0) unstated.push("rights");
  return { fits, misses, unstated, fitFactor: 1 + (fitBoost * fits.length) / kinds };
};
