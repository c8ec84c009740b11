import { ipcPath } from "../listings/index.ts";
import type { ParsedQuery } from "../search/index.ts";
import { normalise } from "../shared/index.ts";
import { allNamedIn, charactersIn, hasCharacter, namedIn, outsideNames, thing, thingByCharacter } from "./glossary.ts";
import { stands } from "./quote.ts";
import { type Term, tokensOf } from "./terms.ts";

/** A new or changed listing as saved searches see it. */
export type WatchedDocument = {
  readonly id: string;
  /** Its public texts, one for each field; a phrase never reaches from one into the next. */
  readonly texts: readonly string[];
  /** IPC symbols as shown: `F16C 33/64`. */
  readonly ipc: readonly string[];
  /** Patent and application numbers as stored: `CN2017106018623`. */
  readonly numbers: readonly string[];
  readonly facets: Readonly<Record<string, readonly string[]>>;
  /** Null, like no entry, is "not stated". */
  readonly values: Readonly<Record<string, number | null>>;
};
/** Every facet and every range must be met. */
export type WatchFilters = {
  /** Any one of the values; an empty list asks for nothing. */
  readonly facets: Readonly<Record<string, readonly string[]>>;
  /** Ends included; a value that is not stated lies in no range. */
  readonly ranges: Readonly<Record<string, { readonly min?: number; readonly max?: number }>>;
};

/** Terms of which a document must have one: a name of the glossary is met by any name of its thing, in either language. */
type Wanted = readonly Term[];
type Search = {
  readonly id: string;
  /** Terms that must be there, and lists of which one must be. */
  readonly all: readonly Term[];
  readonly oneOf: readonly Wanted[];
  /** Texts that must stand somewhere as they are. */
  readonly phrases: readonly string[];
  readonly excluded: readonly { readonly text: string; readonly terms: readonly Term[] }[];
  /** Last steps of `ipcPath`: `F16C33/64`. */
  readonly ipc: readonly string[];
  readonly numbers: readonly string[];
  readonly filters: WatchFilters;
  /** Under which terms it is filed; none: every document is held against it. */
  readonly keys: Wanted;
  /** Another term that must be there, the next rarest; undefined where it asks for nothing else. */
  readonly second: Term | undefined;
};
type Field = { readonly text: string; readonly terms: readonly Term[] };
type ReadDocument = {
  readonly fields: readonly Field[];
  readonly terms: ReadonlySet<Term>;
  readonly paths: ReadonlySet<string>;
  readonly numbers: readonly string[];
  readonly document: WatchedDocument;
};

/** Whether a word has terms; a lone character, a number or a word that says nothing is looked for as it stands. */
const hasTerms = (word: string): boolean => tokensOf(word).terms.length > 0;

/** What words ask for, read together: a name may be several of them. */
const wantedBy = (words: readonly string[]): Wanted[] => {
  const tokens = tokensOf(words.join(" "));
  const named = namedIn(tokens);
  const names = (id: string): Term[] => (hasCharacter(id) ? [thing(id), thingByCharacter(id)] : [thing(id)]);
  return [
    ...outsideNames(tokens, named).map((i): Wanted => [tokens.terms[i] ?? ""]),
    ...named.map(({ entries }) => entries.flatMap(names)),
  ];
};

const readDocument = (document: WatchedDocument): ReadDocument => {
  const terms = new Set<Term>();
  const fields = document.texts.map((raw) => {
    const text = normalise(raw);
    const tokens = tokensOf(text);
    const named = allNamedIn(tokens);
    for (const term of tokens.terms) terms.add(term);
    for (const { entries } of named) for (const id of entries) terms.add(thing(id));
    for (const { entries } of charactersIn(text, tokens, named))
      for (const id of entries) terms.add(thingByCharacter(id));
    return { text, terms: tokens.terms };
  });
  const paths = new Set(document.ipc.flatMap(ipcPath));
  return { fields, terms, paths, numbers: document.numbers.map((n) => n.toLowerCase()), document };
};

/** Whether terms stand next to each other somewhere in a field. */
const follows = ({ terms }: Field, wanted: readonly Term[]): boolean =>
  wanted.length > 0 && terms.some((_, at) => wanted.every((term, i) => terms[at + i] === term));

const passes = ({ facets, ranges }: WatchFilters, { document }: ReadDocument): boolean =>
  Object.entries(facets).every(
    ([name, choice]) => choice.length === 0 || (document.facets[name] ?? []).some((value) => choice.includes(value)),
  ) &&
  Object.entries(ranges).every(([name, { min = -Infinity, max = Infinity }]) => {
    const value = document.values[name] ?? null;
    return value !== null && value >= min && value <= max;
  });

const hasWords = ({ all, oneOf }: Search, terms: ReadonlySet<Term>): boolean => {
  for (const term of all) if (!terms.has(term)) return false;
  for (const choice of oneOf) if (!choice.some((term) => terms.has(term))) return false;
  return true;
};

const meets = (search: Search, read: ReadDocument): boolean =>
  hasWords(search, read.terms) &&
  search.phrases.every((text) => read.fields.some((f) => stands(f.text, text))) &&
  search.ipc.every((path) => read.paths.has(path)) &&
  search.numbers.every((number) => read.numbers.some((n) => n.includes(number))) &&
  passes(search.filters, read) &&
  !search.excluded.some(({ text, terms }) => read.fields.some((f) => stands(f.text, text) || follows(f, terms)));

/**
 * Saved searches the other way round: a document comes, and those it answers are found. Each search is filed under the rarest of
 * what it asks for, and there under the next rarest, so a document is held against the few of which it has both.
 *
 * A document answers where it has every word, in any inflection or order, or another name of the same thing; every phrase as it
 * stands; every symbol or one below it; every number; none of what is excluded; and passes every filter.
 */
export class SavedSearches {
  readonly #searches = new Map<string, Search>();
  readonly #filed = new Map<Term, Map<Term, Set<Search>>>();
  /** Searches that name no term: only filters, symbols or numbers, or nothing but exclusions. */
  readonly #unfiled = new Set<Search>();
  readonly #frequency: (term: Term) => number;

  /** @param frequency in how many documents a term stands; a guess only makes filing worse, never the answers */
  constructor(frequency: (term: Term) => number) {
    this.#frequency = frequency;
  }

  get size(): number {
    return this.#searches.size;
  }

  put(id: string, query: ParsedQuery, filters: WatchFilters): void {
    this.remove(id);
    const wanted = wantedBy(query.words.filter(hasTerms));
    // what stands in a phrase must stand in the document as well, so that phrases can be filed too
    const phrased = query.phrases.flatMap((p) => tokensOf(p).terms.map((term): Wanted => [term]));
    const [keys = [], ...others] = this.#rarestFirst([...wanted, ...phrased]);
    const search: Search = {
      id,
      all: wanted.flatMap((choice) => (choice.length === 1 ? choice : [])),
      oneOf: wanted.filter((choice) => choice.length > 1),
      phrases: [...query.phrases, ...query.words.filter((word) => !hasTerms(word))],
      excluded: query.excluded.map((text) => ({ text, terms: tokensOf(text).terms })),
      ipc: query.ipc.flatMap((symbol) => ipcPath(symbol).slice(-1)),
      numbers: query.numbers,
      filters,
      keys,
      second: others.find((choice) => choice.length === 1)?.[0],
    };
    this.#searches.set(id, search);
    for (const key of keys) {
      const drawer = this.#filed.get(key) ?? new Map<Term, Set<Search>>();
      const second = search.second ?? key;
      this.#filed.set(key, drawer.set(second, (drawer.get(second) ?? new Set()).add(search)));
    }
    if (keys.length === 0) this.#unfiled.add(search);
  }

  #rarestFirst(wanted: readonly Wanted[]): Wanted[] {
    return wanted
      .map((choice) => ({ choice, documents: choice.reduce<number>((sum, term) => sum + this.#frequency(term), 0) }))
      .sort((x, y) => x.documents - y.documents)
      .map(({ choice }) => choice);
  }

  remove(id: string): void {
    const search = this.#searches.get(id);
    if (!search) return;
    for (const key of search.keys) {
      const drawer = this.#filed.get(key);
      const filed = drawer?.get(search.second ?? key);
      filed?.delete(search);
      if (filed?.size === 0) drawer?.delete(search.second ?? key);
      if (drawer?.size === 0) this.#filed.delete(key);
    }
    this.#unfiled.delete(search);
    this.#searches.delete(id);
  }

  /** Ids of the searches that a document answers, each once, in no order. */
  match(document: WatchedDocument): string[] {
    const read = readDocument(document);
    const found = new Set<string>();
    for (const term of read.terms)
      for (const [second, filed] of this.#filed.get(term) ?? [])
        if (read.terms.has(second)) for (const search of filed) if (meets(search, read)) found.add(search.id);
    for (const search of this.#unfiled) if (meets(search, read)) found.add(search.id);
    return [...found];
  }
}
