import {
  classText,
  fieldOf,
  fieldText,
  type MatchDocument,
  type MatchFacts,
  type MatchField,
  matchFields,
  normsOf,
  oneMore,
  weightOf,
} from "./document.ts";
import { allNamedIn, charactersIn, thing, thingByCharacter } from "./glossary.ts";
import { packIpc } from "./ipc-agreement.ts";
import { Postings } from "./postings.ts";
import { type Term, tokensOf } from "./terms.ts";
import { type TextPlace, TextStore } from "./text-store.ts";

/** Words in more than a fifth of a larger collection say nothing about any one document. */
const commonShare = 0.2;
const commonFrom = 50;
/** What was removed stays in the lists until it is a fifth of them. */
const deadShare = 0.2;
const deadFrom = 64;

const fields = matchFields.length;
/** `normalise` leaves no line break in a text, so one can part the fields. */
const fieldBreak = "\n";

export type Entry = {
  readonly facts: MatchFacts;
  /** The document's IPC symbols as `packIpc` writes them. */
  readonly classes: readonly number[];
};
/**
 * Sums by document number. The first `count` of `touched` are the numbers that have one, and `hits` says how many terms were added
 * for each.
 */
export type Sums = {
  readonly points: Float64Array;
  readonly hits: Uint16Array;
  readonly touched: Int32Array;
  count: number;
};
type Held = Entry & { readonly text: TextPlace };
/**
 * Which documents a term stands in and how often, in memory: a copy of the truth that can be dropped and rebuilt. Documents have
 * numbers in the order in which they came; a removed one leaves its number empty until the lists are written anew.
 */
export class MatchIndex {
  #numbers = new Map<string, number>();
  #held: (Held | undefined)[] = [];
  /** Lengths of the four fields of each document, one after another. */
  #lengths = new Uint32Array(fields * 1024);
  #totals = new Float64Array(fields);
  #ids = new Map<Term, number>();
  /** In how many documents each term stands. */
  #frequencies: number[] = [];
  /** Room to count in; empty between documents. */
  #counts: number[] = [];
  #live = 0;
  /** Worked out from the lengths at the first question after a change; null until then. */
  #norms: Float64Array | null = null;
  #postings = new Postings();
  #texts = new TextStore();

  get size(): number {
    return this.#numbers.size;
  }
  /** Number of different terms. */
  get terms(): number {
    return this.#live;
  }
  /** Numbers given out: every document's number is below. */
  get numbers(): number {
    return this.#held.length;
  }
  /** Memory of the lists and the texts. */
  get bytes(): number {
    return this.#postings.bytes + this.#texts.bytes + this.#lengths.byteLength;
  }

  put(document: MatchDocument): void {
    this.remove(document.id);
    const { title: _title, keywords: _keywords, abstract: _abstract, ...facts } = document;
    const texts = matchFields.map((field) => fieldText(document, field));
    const text = this.#texts.put(texts.slice(0, 3).join(fieldBreak));
    const number = this.#held.push({ facts, classes: facts.ipc.map(packIpc), text }) - 1;
    this.#numbers.set(document.id, number);
    if (this.#lengths.length < fields * (number + 1)) {
      const longer = new Uint32Array(2 * this.#lengths.length);
      longer.set(this.#lengths);
      this.#lengths = longer;
    }
    const { terms, lengths } = this.#count(texts);
    this.#norms = null;
    for (const [field, length] of lengths.entries()) {
      this.#lengths[fields * number + field] = length;
      this.#totals[field] = (this.#totals[field] ?? 0) + length;
    }
    for (const term of terms) {
      if (this.#frequencies[term] === 0) this.#live++;
      this.#frequencies[term] = (this.#frequencies[term] ?? 0) + 1;
      this.#postings.append(term, number, this.#counts[term] ?? 0);
      this.#counts[term] = 0;
    }
  }

  /** Terms and named things of a document, their packed counts left in `#counts`, and the lengths of its fields in terms. */
  #count(texts: readonly string[]): { terms: readonly number[]; lengths: readonly number[] } {
    const terms: number[] = [];
    const add = (name: Term, field: number) => {
      const term = this.#intern(name);
      const before = this.#counts[term] ?? 0;
      if (before === 0) terms.push(term);
      this.#counts[term] = oneMore(before, field);
    };
    const lengths = texts.map((text, field) => {
      const tokens = tokensOf(text);
      for (const term of tokens.terms) add(term, field);
      const named = allNamedIn(tokens);
      for (const { entries } of named) for (const id of entries) add(thing(id), field);
      for (const { entries } of charactersIn(text, tokens, named))
        for (const id of entries) add(thingByCharacter(id), field);
      return tokens.terms.length;
    });
    return { terms, lengths };
  }

  #intern(name: Term): number {
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    this.#ids.set(name, this.#frequencies.length);
    this.#counts.push(0);
    return this.#frequencies.push(0) - 1;
  }

  remove(id: string): void {
    const number = this.#numbers.get(id);
    const held = number === undefined ? undefined : this.#held[number];
    if (number === undefined || !held) return;
    const { terms, lengths } = this.#count(this.#textsOf(held));
    this.#norms = null;
    for (const term of terms) {
      this.#counts[term] = 0;
      this.#frequencies[term] = (this.#frequencies[term] ?? 0) - 1;
      if (this.#frequencies[term] === 0) this.#live--;
    }
    for (const [field, length] of lengths.entries()) this.#totals[field] = (this.#totals[field] ?? 0) - length;
    this.#held[number] = undefined;
    this.#numbers.delete(id);
    const dead = this.#held.length - this.#numbers.size;
    if (dead >= deadFrom && dead > this.#held.length * deadShare) this.#compact();
  }

  /** Writes everything anew without what was removed. */
  #compact(): void {
    const [held, lengths, texts] = [this.#held, this.#lengths, this.#texts];
    this.#norms = null;
    const moved = new Int32Array(held.length).fill(-1);
    this.#held = [];
    this.#numbers = new Map();
    this.#lengths = new Uint32Array(fields * Math.max(1024, held.length));
    this.#texts = new TextStore();
    for (const [old, one] of held.entries()) {
      if (!one) continue;
      const number = this.#held.push({ ...one, text: this.#texts.put(texts.get(one.text)) }) - 1;
      moved[old] = number;
      this.#numbers.set(one.facts.id, number);
      this.#lengths.set(lengths.subarray(fields * old, fields * (old + 1)), fields * number);
    }
    const [names, lists, frequencies] = [this.#ids, this.#postings, this.#frequencies];
    this.#ids = new Map();
    this.#postings = new Postings();
    this.#frequencies = [];
    this.#counts = [];
    for (const [name, old] of names) {
      const room = frequencies[old] ?? 0;
      if (room === 0) continue;
      const term = this.#intern(name);
      this.#frequencies[term] = room;
      lists.walk(old, (chunk, from, to) => {
        for (let i = from; i < to; i += 2) {
          const number = moved[chunk[i] ?? 0] ?? -1;
          if (number >= 0) this.#postings.append(term, number, chunk[i + 1] ?? 0, room);
        }
      });
    }
  }

  has(id: string): boolean {
    return this.#numbers.has(id);
  }
  numberOf(id: string): number | undefined {
    return this.#numbers.get(id);
  }
  entry(number: number): Entry | undefined {
    return this.#held[number];
  }
  #textsOf({ facts, text }: Held): string[] {
    return [...this.#texts.get(text).split(fieldBreak), classText(facts.ipc)];
  }
  /** The fields of a document as they were counted, normalised; empty ones for a number that is none. */
  textsOf(number: number): Readonly<Record<MatchField, string>> {
    const held = this.#held[number];
    const [title = "", keywords = "", abstract = "", cls = ""] = held ? this.#textsOf(held) : [];
    return { title, keywords, abstract, class: cls };
  }

  /** The number of a term as the functions below take it, or -1. */
  termOf(name: Term): number {
    return this.#ids.get(name) ?? -1;
  }
  /** In how many documents a term stands. */
  frequency(name: Term): number {
    return this.#frequencies[this.termOf(name)] ?? 0;
  }
  /** Rarity of a term; 0 for one that stands almost everywhere or nowhere. */
  idf(term: number): number {
    const n = this.size;
    const df = this.#frequencies[term] ?? 0;
    if (df === 0 || (n >= commonFrom && df > n * commonShare)) return 0;
    return Math.log(1 + (n - df + 0.5) / (df + 0.5));
  }

  #weights(): Float64Array {
    this.#norms ??= normsOf(this.#lengths.subarray(0, fields * this.#held.length), this.#totals, this.size);
    return this.#norms;
  }

  /** Adds `points` times its weight to the sum of each document a term stands in. */
  addTo(term: number, points: number, sums: Sums): void {
    const norms = this.#weights();
    this.#postings.walk(term, (chunk, from, to) => {
      for (let i = from; i < to; i += 2) {
        const number = chunk[i] ?? 0;
        const before = sums.points[number] ?? 0;
        if (before === 0) sums.touched[sums.count++] = number;
        sums.hits[number] = (sums.hits[number] ?? 0) + 1;
        sums.points[number] = before + points * weightOf(chunk[i + 1] ?? 0, norms, number);
      }
    });
  }

  /** Weight of a term in one document and the field that gives most of it; null where it does not stand. */
  weight(term: number, number: number): { readonly weight: number; readonly field: MatchField } | null {
    const packed = this.#postings.find(term, number);
    if (packed === 0) return null;
    const norms = this.#weights();
    return { weight: weightOf(packed, norms, number), field: fieldOf(packed, norms, number) };
  }
}
