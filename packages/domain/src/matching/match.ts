import { normaliser } from "../shared/index.ts";
import { ipcAgreement } from "./ipc-agreement.ts";
import { fieldText, type MatchField, type MatchIndex, matchFields } from "./match-index.ts";
import { bestText, needText, type PreparedNeed, passesGates } from "./need.ts";
import { classBoost, factsOf, fitBoost, type MatchReason, type MatchTerm } from "./reason.ts";
import { wordsFor } from "./terms.ts";

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

type Judged = {
  readonly id: string;
  readonly score: number;
  readonly shares: readonly Share[];
  readonly parts: Omit<MatchReason, "terms" | "rest">;
};

/** Judges one document against a need; null where a gate is closed or too little is shared. `best` as bestText gives it. */
const judge = (index: MatchIndex, prepared: PreparedNeed, best: number, id: string): Judged | null => {
  const entry = index.get(id);
  const { need } = prepared;
  if (!entry || best <= 0 || !passesGates(need, entry.document)) return null;
  const shares = sharesOf(index, prepared, id);
  const agreement = ipcAgreement(need.ipc, entry.document.ipc);
  if (!isEnough(shares, agreement.depth)) return null;
  const text = shares.reduce((sum, s) => sum + s.share, 0);
  const facts = factsOf(need, entry.document);
  const classFactor = 1 + classBoost * agreement.depth;
  const score = (100 * text * classFactor * facts.fitFactor) / ((1 + classBoost) * (1 + fitBoost) * best);
  return {
    id,
    score,
    shares,
    parts: { engine, normaliser, score, text, best, classFactor, class: agreement.pair, ...facts },
  };
};

/** The weightiest terms of each script; a part of a longer shared word is not quoted beside it. */
const quotedOf = (shares: readonly Share[]): Share[] => {
  const whole = shares.filter((s) => !shares.some((o) => o.term.length > s.term.length && o.term.includes(s.term)));
  const ofScript = (isHan: boolean) => whole.filter((s) => han.test(s.term) === isHan).slice(0, quoted);
  return [...ofScript(true), ...ofScript(false)].sort((x, y) => y.share - x.share);
};

/** Finds the words of the quoted terms on both sides; done for what is shown only. */
const explain = (index: MatchIndex, { need }: PreparedNeed, { id, score, shares, parts }: Judged): Match => {
  const kept = quotedOf(shares);
  const names = new Set(kept.map((s) => s.term));
  const asked = wordsFor(names, needText(need));
  const document = index.get(id)?.document;
  const found = new Map(
    matchFields.map((field) => [field, wordsFor(names, document ? fieldText(document, field) : "")]),
  );
  const terms = kept.map(
    ({ term, field, share }): MatchTerm => ({
      asked: asked.get(term) ?? term,
      found: found.get(field)?.get(term) ?? term,
      field,
      share,
    }),
  );
  return { id, score, reason: { ...parts, terms, rest: parts.text - terms.reduce((sum, t) => sum + t.share, 0) } };
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

const order = (x: Judged, y: Judged): number => y.score - x.score || (x.id < y.id ? -1 : 1);

/** Documents that answer a need, best first, each with its reasons. */
export const findMatches = (index: MatchIndex, prepared: PreparedNeed, limit = 20): Match[] => {
  const best = bestText(index, prepared);
  let found: Judged[] = [];
  for (const [id, text] of byText(index, prepared)) {
    // What is left cannot reach the list any more, even with full marks for class and facts.
    if (found.length >= limit && (100 * text) / best < (found[limit - 1]?.score ?? 0)) break;
    const judged = judge(index, prepared, best, id);
    if (judged) found = [...found, judged].sort(order).slice(0, limit);
  }
  return found.map((j) => explain(index, prepared, j));
};

/** One document against one need, as findMatches would judge it. */
export const matchOne = (index: MatchIndex, prepared: PreparedNeed, id: string): Match | null => {
  const judged = judge(index, prepared, bestText(index, prepared), id);
  return judged && explain(index, prepared, judged);
};
