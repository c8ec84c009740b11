import type { MatchDocument, MatchIndex } from "./match-index.ts";
import { termsOf } from "./terms.ts";

/** What is asked for: the words of a demand and its facts. */
export type Need = {
  readonly id: string;
  readonly owner: string;
  readonly title: string;
  readonly keywords: string;
  readonly abstract: string;
  readonly ipc: readonly string[];
  readonly region: string | null;
  readonly trlWanted: number | null;
  readonly rightsWanted: readonly string[];
  /** Minor units. */
  readonly budgetMax: bigint | null;
};

/** A need with its terms and their weight in it, worked out once. */
export type PreparedNeed = { readonly need: Need; readonly weights: ReadonlyMap<string, number> };

/** Words of the title and the keywords weigh four times those of the description; repetition counts little. */
export const prepareNeed = (need: Need): PreparedNeed => {
  const weights = new Map<string, number>();
  const add = (text: string, weight: number) => {
    for (const [term, n] of termsOf(text)) weights.set(term, (weights.get(term) ?? 0) + weight * Math.min(2, n));
  };
  add(`${need.title}\n${need.keywords}`, 2);
  add(need.abstract, 0.5);
  return { need, weights };
};

/** The text of a need as terms are quoted from it. */
export const needText = (need: Need): string => `${need.title}\n${need.keywords}\n${need.abstract}`;

/** Highest text score this need could reach: every term at saturation. Scores of two needs are never compared. */
export const bestText = (index: MatchIndex, { weights }: PreparedNeed): number =>
  [...weights].reduce((sum, [term, weight]) => sum + index.idf(term) * weight, 0);

/** Contracts for work (Civil Code, book three, chapter 20): whoever does one kind may be asked for another. */
const work: readonly string[] = ["development", "service", "consulting"];

/** Whether a right on offer answers one that is wanted: how the deal is dressed beyond that is a matter for the offer. */
const serves = (right: string, wanted: readonly string[]): boolean =>
  wanted.includes(right) ||
  wanted.includes("development") ||
  (work.includes(right) && (right === "development" || wanted.some((w) => work.includes(w)))) ||
  (wanted.includes("exclusive") && right === "sole") ||
  (wanted.includes("ordinary") && right !== "assignment" && !work.includes(right));

/** Gates are yes or no; a fact nobody stated never closes one. */
export const passesGates = (need: Need, have: MatchDocument): boolean =>
  need.owner !== have.owner &&
  (need.rightsWanted.length === 0 || have.rights.length === 0 || have.rights.some((r) => serves(r, need.rightsWanted)));
