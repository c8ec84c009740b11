import { normaliser } from "../search/index.ts";
import { ipcAgreement } from "./ipc-agreement.ts";
import { fieldText, type MatchField, type MatchIndex } from "./match-index.ts";
import { bestText, needText, type PreparedNeed, passesGates } from "./need.ts";
import { classBoost, factsOf, fitBoost, type MatchReason, type MatchTerm } from "./reason.ts";
import { wordFor } from "./terms.ts";

/** Name and version of this way of ranking; a change of weights is a new number. */
export const engine = "bm25f/1";

export type Match = { readonly id: string; readonly score: number; readonly reason: MatchReason };

/** Terms quoted of each script, so that a reader of either language finds some. */
const quoted = 6;
const han = /\p{Script=Han}/u;

type Share = { term: string; field: MatchField; share: number };

const sharesOf = (index: MatchIndex, { weights }: PreparedNeed, id: string): Share[] => {
  const shares: Share[] = [];
  for (const [term, weight] of weights) {
    const found = index.weight(term, id);
    const share = found ? index.idf(term) * found.weight * weight : 0;
    if (found && share > 0) shares.push({ term, field: found.field, share });
  }
  return shares.sort((x, y) => y.share - x.share || (x.term < y.term ? -1 : 1));
};

/** Empty beats wrong: two shared content terms, or one and the same subclass. Words of class titles count as one at most. */
const isEnough = (shares: readonly Share[], depth: number): boolean => {
  const own = shares.filter((s) => s.field !== "class").length;
  const content = own + (own < shares.length ? 1 : 0);
  return content >= 2 || (content === 1 && depth >= 0.75);
};

/** Judges one document against a need; null where a gate is closed or too little is shared. `best` as bestText gives it. */
const judge = (index: MatchIndex, prepared: PreparedNeed, best: number, id: string): Match | null => {
  const entry = index.get(id);
  const { need } = prepared;
  if (!entry || !passesGates(need, entry.document)) return null;
  const shares = sharesOf(index, prepared, id);
  const agreement = ipcAgreement(need.ipc, entry.document.ipc);
  if (best <= 0 || !isEnough(shares, agreement.depth)) return null;
  const text = shares.reduce((sum, s) => sum + s.share, 0);
  const { fitFactor, ...facts } = factsOf(need, entry.document);
  const classFactor = 1 + classBoost * agreement.depth;
  const score = (100 * text * classFactor * fitFactor) / ((1 + classBoost) * (1 + fitBoost) * best);
  const kept = [true, false].flatMap((script) => shares.filter((s) => han.test(s.term) === script).slice(0, quoted));
  const asked = needText(need);
  const terms = kept
    .sort((x, y) => y.share - x.share)
    .map(({ term, field, share }): MatchTerm => ({
      asked: wordFor(term, asked) ?? term,
      found: wordFor(term, fieldText(entry.document, field)) ?? term,
      field,
      share,
    }));
  const rest = text - terms.reduce((sum, t) => sum + t.share, 0);
  const reason: MatchReason = {
    engine,
    normaliser,
    score,
    text,
    rest,
    best,
    classFactor,
    fitFactor,
    terms,
    class: agreement.pair,
    ...facts,
  };
  return { id, score, reason };
};

/** Text score of every document that shares a term, best first. */
const byText = (index: MatchIndex, { weights }: PreparedNeed): [string, number][] => {
  const sums = new Map<string, number>();
  for (const [term, weight] of weights) {
    const idf = index.idf(term);
    if (idf === 0) continue;
    for (const id of index.idsWith(term))
      sums.set(id, (sums.get(id) ?? 0) + idf * weight * (index.weight(term, id)?.weight ?? 0));
  }
  return [...sums].sort((x, y) => y[1] - x[1]);
};

const order = (x: Match, y: Match): number => y.score - x.score || (x.id < y.id ? -1 : 1);

/** Documents that answer a need, best first, each with its reasons. */
export const findMatches = (index: MatchIndex, prepared: PreparedNeed, limit = 20): Match[] => {
  const best = bestText(index, prepared);
  let found: Match[] = [];
  for (const [id, text] of byText(index, prepared)) {
    // What is left cannot reach the list any more, even with full marks for class and facts.
    if (found.length >= limit && (100 * text) / best < (found[limit - 1]?.score ?? 0)) break;
    const match = judge(index, prepared, best, id);
    if (match) found = [...found, match].sort(order).slice(0, limit);
  }
  return found;
};

/** One document against one need, as findMatches would judge it. */
export const matchOne = (index: MatchIndex, prepared: PreparedNeed, id: string): Match | null =>
  judge(index, prepared, bestText(index, prepared), id);
