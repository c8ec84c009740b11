import { type IpcLevel, ipcAgreement } from "./ipc-agreement.ts";
import type { Indexed, MatchDocument, MatchField, MatchIndex } from "./match-index.ts";
import { termsOf } from "./terms.ts";

export const engine = "bm25f/1";

/** What is asked for: a demand's words and facts, or a listing's when demands are looked for. */
export type Need = MatchDocument & {
  readonly trlWanted: number | null;
  readonly rightsWanted: readonly string[];
  readonly budgetMax: bigint | null;
};

export type MatchTerm = {
  readonly term: string;
  readonly field: MatchField /** Points this term adds to `text`. */;
  readonly share: number;
};
export type MatchFit = { readonly kind: "trl" | "budget" | "region"; readonly want: string; readonly have: string };
/** Why something matched, stored with the match: an explanation never changes after the fact. */
export type MatchReason = {
  readonly engine: string;
  readonly score: number;
  readonly text: number;
  readonly classFactor: number;
  readonly fitFactor: number;
  readonly terms: readonly MatchTerm[];
  readonly class: { readonly need: string; readonly have: string; readonly level: IpcLevel } | null;
  readonly fits: readonly MatchFit[];
  readonly unstated: readonly ("trl" | "budget" | "rights")[];
};
export type Match = { readonly id: string; readonly score: number; readonly reason: MatchReason };

const classBoost = 0.3;
const fitBoost = 0.1;
const keptTerms = 8;

/** Terms of a need with their weight in the need: words of its title and keywords count double, repetition counts little. */
const needTerms = (need: Need): Map<string, number> => {
  const weights = new Map<string, number>();
  const add = (text: string, w: number) => {
    for (const [term, n] of termsOf(text)) weights.set(term, (weights.get(term) ?? 0) + w * Math.min(2, n));
  };
  add(`${need.title} ${need.keywords}`, 2);
  add(need.abstract, 0.5);
  return weights;
};

/** Gates are yes or no; a fact nobody stated never closes one. */
const passes = (need: Need, have: MatchDocument): boolean =>
  need.rightsWanted.length === 0 ||
  have.rights.length === 0 ||
  have.rights.some((r) => need.rightsWanted.includes(r)) ||
  have.rights.some((r) => serves(r, need.rightsWanted));

/** A commission is answered by an owner who offers a licence, and the other way round: how it is dressed is a matter for the offer. */
const serves = (right: string, wanted: readonly string[]): boolean =>
  wanted.includes("development") ||
  right === "development" ||
  (wanted.includes("exclusive") && right === "sole") ||
  (wanted.includes("ordinary") && right !== "assignment");

const fitsOf = (need: Need, have: MatchDocument) => {
  const fits: MatchFit[] = [];
  const unstated: ("trl" | "budget" | "rights")[] = [];
  let good = 0;
  if (have.trl === null || need.trlWanted === null) unstated.push("trl");
  else if (have.trl >= need.trlWanted) {
    good += 1;
    fits.push({ kind: "trl", want: `${need.trlWanted}`, have: `${have.trl}` });
  }
  if (have.priceMin === null || need.budgetMax === null) unstated.push("budget");
  else if (have.priceMin <= need.budgetMax) {
    good += 1;
    fits.push({ kind: "budget", want: `${need.budgetMax}`, have: `${have.priceMin}` });
  }
  if (need.region && have.region && need.region.slice(0, 2) === have.region.slice(0, 2)) {
    good += 1;
    fits.push({ kind: "region", want: need.region, have: have.region });
  }
  if (have.rights.length === 0 || need.rightsWanted.length === 0) unstated.push("rights");
  return { fits, unstated, factor: 1 + (fitBoost * good) / 3 };
};

const scoreOf = (
  index: MatchIndex,
  need: Need,
  weights: ReadonlyMap<string, number>,
  best: number,
  entry: Indexed,
): Match | null => {
  if (!passes(need, entry.document) || entry.document.id === need.id) return null;
  const terms: MatchTerm[] = [];
  for (const [term, w] of weights) {
    const found = index.weight(term, entry);
    const share = index.idf(term) * found.weight * w;
    if (share > 0) terms.push({ term, field: found.field, share });
  }
  const text = terms.reduce((sum, t) => sum + t.share, 0);
  const agreement = ipcAgreement(need.ipc, entry.document.ipc);
  const content = terms.filter((t) => index.idf(t.term) > 0).length;
  if (content < 2 && !(content === 1 && agreement.depth >= 0.75)) return null;
  const classFactor = 1 + classBoost * agreement.depth;
  const { fits, unstated, factor } = fitsOf(need, entry.document);
  const score = best > 0 ? (100 * text * classFactor * factor) / ((1 + classBoost) * (1 + fitBoost) * best) : 0;
  terms.sort((x, y) => y.share - x.share || (x.term < y.term ? -1 : 1));
  const reason = {
    engine,
    score,
    text,
    classFactor,
    fitFactor: factor,
    terms: terms.slice(0, keptTerms),
    class: agreement.pair,
    fits,
    unstated,
  };
  return { id: entry.document.id, score, reason };
};

/** Highest text score this need could reach: every term at saturation. Scores of two needs are never compared. */
const bestOf = (index: MatchIndex, weights: ReadonlyMap<string, number>): number =>
  [...weights].reduce((sum, [term, w]) => sum + index.idf(term) * w, 0);

/** Documents that answer a need, best first, each with its reasons. Empty beats wrong: nothing below two shared content terms. */
export const findMatches = (index: MatchIndex, need: Need, limit = 20): Match[] => {
  const weights = needTerms(need);
  const candidates = new Set<string>();
  for (const term of weights.keys()) if (index.idf(term) > 0) for (const id of index.idsWith(term)) candidates.add(id);
  const best = bestOf(index, weights);
  const found: Match[] = [];
  for (const id of candidates) {
    const entry = index.get(id);
    const match = entry && scoreOf(index, need, weights, best, entry);
    if (match) found.push(match);
  }
  return found.sort((x, y) => y.score - x.score || (x.id < y.id ? -1 : 1)).slice(0, limit);
};

/** One document against one need, as findMatches would judge it. */
export const matchOne = (index: MatchIndex, need: Need, id: string): Match | null => {
  const entry = index.get(id);
  if (!entry) return null;
  const weights = needTerms(need);
  return scoreOf(index, need, weights, bestOf(index, weights), entry);
};
