import { normalise } from "../shared/index.ts";
import { charactersIn, hasCharacter, namedIn, outsideNames, thing, thingByCharacter } from "./glossary.ts";
import { packIpc } from "./ipc-agreement.ts";
import { type Term, tokensOf } from "./terms.ts";

/** Facts a demand can mark as hard: what states them and misses them is no match. */
export const hardLimits = ["region", "budget", "trl"] as const;
export type HardLimit = (typeof hardLimits)[number];

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
  readonly hard: readonly HardLimit[];
  /** The day from which the age of what is found is counted; null where age does not matter. */
  readonly asOf: Date | null;
};

/** A term that is asked for, and where it first stands in the text of the need. */
export type OwnTerm = { readonly term: Term; readonly from: number; readonly to: number; weight: number };
/** What the glossary puts in the place of a unit's own terms. */
export type Alternative = { readonly term: string; readonly entry: string; weight: number };
/**
 * What counts as one: a term, or a thing that the glossary knows, by all names the need gives it. A document answers a unit by its own terms or by the alternatives,
 * whichever gives more, so that a bilingual text is not counted twice.
 */
export type Unit = {
  readonly from: number;
  readonly to: number;
  /** How many content terms it counts for at most where it has alternatives: 2 for a name of several words, 0 for a lone character. */
  readonly words: number;
  readonly own: readonly OwnTerm[];
  readonly alternatives: readonly Alternative[];
};
/** A need with its units, worked out once; `text` is what they are quoted from. */
export type PreparedNeed = {
  readonly need: Need;
  readonly text: string;
  readonly units: readonly Unit[];
  readonly classes: readonly number[];
};

/** Words of the title and the keywords weigh four times those of the description. */
const zoneWeights = [2, 0.5] as const;
/** Repetition beyond this adds nothing. */
const mostRepeats = 2;
/** A single Chinese character stands in many words that mean something else. */
const characterWeight = 0.3;

type Draft = {
  readonly from: number;
  readonly to: number;
  words: number;
  readonly own: Map<Term, OwnTerm>;
  readonly alternatives: Map<string, Alternative>;
  /** Times the thing is named in each zone. */
  readonly times: number[];
};

class Drafts {
  readonly units = new Map<Term, Draft>();
  /** How often each term was counted in each zone. */
  readonly #times = zoneWeights.map(() => new Map<Term, number>());

  of(key: Term, from: number, to: number): Draft {
    const known = this.units.get(key);
    if (known) return known;
    const fresh = { from, to, words: 0, own: new Map(), alternatives: new Map(), times: zoneWeights.map(() => 0) };
    this.units.set(key, fresh);
    return fresh;
  }

  addOwn(draft: Draft, zone: number, term: Term, from: number, to: number): void {
    const times = this.#times[zone] ?? new Map<Term, number>();
    const before = times.get(term) ?? 0;
    if (before >= mostRepeats) return;
    times.set(term, before + 1);
    const own = draft.own.get(term) ?? { term, from, to, weight: 0 };
    own.weight += zoneWeights[zone] ?? 0;
    draft.own.set(term, own);
  }

  /** The alternatives of one unit share its weight; a name of k terms weighs as much as the square root of k. */
  addAlternatives(draft: Draft, zone: number, entries: readonly string[], byCharacter: boolean, terms: number): void {
    const before = draft.times[zone] ?? 0;
    if (before >= mostRepeats) return;
    draft.times[zone] = before + 1;
    const share = ((zoneWeights[zone] ?? 0) * Math.sqrt(terms)) / entries.length;
    const add = (term: string, entry: string, weight: number) => {
      const known = draft.alternatives.get(term) ?? { term, entry, weight: 0 };
      known.weight += weight;
      draft.alternatives.set(term, known);
    };
    for (const entry of entries) {
      add(thing(entry), entry, share * (byCharacter ? characterWeight : 1));
      if (hasCharacter(entry)) add(thingByCharacter(entry), entry, share * characterWeight);
    }
  }
}

const readZone = (drafts: Drafts, zone: number, normal: string, offset: number): void => {
  const tokens = tokensOf(normal);
  const place = (i: number): [number, number] => [offset + (tokens.starts[i] ?? 0), offset + (tokens.ends[i] ?? 0)];
  const named = namedIn(tokens);
  for (const i of outsideNames(tokens, named)) {
    const term = tokens.terms[i] ?? "";
    drafts.addOwn(drafts.of(term, ...place(i)), zone, term, ...place(i));
  }
  for (const { from, to, entries } of named) {
    const draft = drafts.of(thing(entries.join()), place(from)[0], place(to - 1)[1]);
    // neighbouring pairs overlap: 轴承钢 is three characters and one word
    draft.words = Math.max(draft.words, place(to - 1)[0] >= place(from)[1] ? 2 : 1);
    for (let i = from; i < to; i++) drafts.addOwn(draft, zone, tokens.terms[i] ?? "", ...place(i));
    drafts.addAlternatives(draft, zone, entries, false, to - from);
  }
  for (const { at: from, entries } of charactersIn(normal, tokens, named)) {
    const draft = drafts.of(thing(entries.join()), offset + from, offset + from + 1);
    drafts.addAlternatives(draft, zone, entries, true, 1);
  }
};

export const prepareNeed = (need: Need): PreparedNeed => {
  const zones = [normalise(`${need.title}\n${need.keywords}`), normalise(need.abstract)];
  const drafts = new Drafts();
  let offset = 0;
  for (const [zone, normal] of zones.entries()) {
    readZone(drafts, zone, normal, offset);
    offset += normal.length + 1;
  }
  const units = [...drafts.units.values()].map(({ from, to, words, own, alternatives }) => ({
    from,
    to,
    words,
    own: [...own.values()],
    alternatives: [...alternatives.values()],
  }));
  return { need, text: zones.join("\n"), units, classes: need.ipc.map(packIpc) };
};
