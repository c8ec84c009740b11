import { normaliser } from "../shared/index.ts";
import { openGates } from "./gates.ts";
import { ipcAgreement, ipcDepth } from "./ipc-agreement.ts";
import type { MatchIndex } from "./match-index.ts";
import type { PreparedNeed } from "./need.ts";
import { quoteTerms } from "./quote.ts";
import { classBoost, factsOf, fitBoost, fitFactorOf, type MatchReason } from "./reason.ts";
import { contentOf, type Plan, planFor, scoreAll, sharesOf } from "./score.ts";

/** Name and version of this way of ranking; a change of weights is a new number. */
export const engine = "bm25f/2";

export type Match = { readonly id: string; readonly score: number; readonly reason: MatchReason };
export type MatchOptions = {
  readonly limit?: number;
  /** Whether the asker may see a document; left out where all of them are public. */
  readonly admits?: (id: string) => boolean;
};

const shown = 20;
/** The most that class and facts can lift a text score. */
const mostLift = (1 + classBoost) * (1 + fitBoost);
/** Agreement at subclass: what one content term needs beside it. */
const enoughDepth = 0.75;

/** Empty beats wrong: two shared content terms, or one and the same subclass. */
const isEnough = (content: number, depth: number): boolean => content >= 2 || (content === 1 && depth >= enoughDepth);

type Candidate = { readonly number: number; readonly id: string; readonly score: number };
type Ask = {
  readonly index: MatchIndex;
  readonly prepared: PreparedNeed;
  readonly plan: Plan;
  readonly admits: MatchOptions["admits"];
};

const scoreOf = (text: number, classFactor: number, fitFactor: number, best: number): number =>
  (100 * text * classFactor * fitFactor) / (mostLift * best);

/** The reasons of one document that passed the gates; null where too little is shared. */
const explain = ({ index, prepared, plan, admits }: Ask, number: number): Match | null => {
  const entry = index.entry(number);
  const gates = entry && openGates(prepared.need, entry.facts, admits);
  if (!entry || !gates || plan.best <= 0) return null;
  const units = sharesOf(index, plan, number);
  const { depth, pair } = ipcAgreement(prepared.need.ipc, entry.facts.ipc);
  if (!isEnough(contentOf(units), depth)) return null;
  const text = units.reduce((sum, u) => sum + u.share, 0);
  const classFactor = 1 + classBoost * depth;
  const facts = factsOf(prepared.need, entry.facts);
  const score = scoreOf(text, classFactor, facts.fitFactor, plan.best);
  const terms = quoteTerms(prepared.text, units, index.textsOf(number));
  const rest = text - terms.reduce((sum, t) => sum + t.share, 0);
  return {
    id: entry.facts.id,
    score,
    reason: {
      engine,
      normaliser,
      score,
      text,
      rest,
      best: plan.best,
      classFactor,
      terms,
      class: pair,
      gates,
      ...facts,
    },
  };
};

const isBefore = (x: Candidate, y: Candidate): boolean => x.score > y.score || (x.score === y.score && x.id < y.id);

/** The best few of what it is given, best first. */
class Best {
  readonly rows: Candidate[] = [];
  readonly #room: number;
  /** Nothing below this score gets in any more. */
  floor = 0;
  constructor(room: number) {
    this.#room = room;
  }
  add(one: Candidate): void {
    let place = this.rows.length;
    while (place > 0 && isBefore(one, this.rows[place - 1] ?? one)) place--;
    this.rows.splice(place, 0, one);
    if (this.rows.length > this.#room) this.rows.pop();
    if (this.rows.length === this.#room) this.floor = this.rows.at(-1)?.score ?? 0;
  }
}

/** Documents by score, gates passed; the cut-off by content terms is only looked at roughly. */
const candidates = ({ index, prepared, plan, admits }: Ask, room: number): readonly Candidate[] => {
  const best = new Best(room);
  // a hair more than the score of a text of one point with full marks for class and facts
  const most = scoreOf(1 + 1e-9, 1 + classBoost, 1 + fitBoost, plan.best);
  scoreAll(index, plan, (number, text, hits) => {
    if (text * most < best.floor) return;
    const entry = index.entry(number);
    if (!entry) return;
    const depth = ipcDepth(prepared.classes, entry.classes);
    if (!isEnough(hits, depth) || !openGates(prepared.need, entry.facts, admits)) return;
    const score = scoreOf(text, 1 + classBoost * depth, fitFactorOf(prepared.need, entry.facts), plan.best);
    if (score >= best.floor) best.add({ number, id: entry.facts.id, score });
  });
  return best.rows;
};

/** Documents that answer a need, best first, each with its reasons. */
export const findMatches = (
  index: MatchIndex,
  prepared: PreparedNeed,
  { limit = shown, admits }: MatchOptions = {},
): Match[] => {
  const ask = { index, prepared, plan: planFor(index, prepared), admits };
  if (ask.plan.best <= 0) return [];
  for (let room = 2 * limit; ; room *= 4) {
    const rows = candidates(ask, room);
    const found: Match[] = [];
    for (const { number } of rows) {
      const match = found.length < limit ? explain(ask, number) : null;
      if (match) found.push(match);
    }
    // a short list may hide what came after the rows that fell out
    if (found.length === limit || rows.length < room) return found;
  }
};

/** One document against one need, as findMatches would judge it. */
export const matchOne = (
  index: MatchIndex,
  prepared: PreparedNeed,
  id: string,
  { admits }: Pick<MatchOptions, "admits"> = {},
): Match | null => {
  const number = index.numberOf(id);
  return number === undefined ? null : explain({ index, prepared, plan: planFor(index, prepared), admits }, number);
};
