import { readIpc, searchedNumber } from "../listings/index.ts";
import { normalise } from "../shared/index.ts";

/** A search as it was typed, taken apart; every text is normalised, and none is empty. */
export type ParsedQuery = {
  /** Words that are looked for in any order. */
  readonly words: readonly string[];
  /** Words that must stand together as they are. */
  readonly phrases: readonly string[];
  /** Words, or several together, that must not stand anywhere. */
  readonly excluded: readonly string[];
  /** Symbols as `readIpc` writes them: `F16C 33/64`. */
  readonly ipc: readonly string[];
  /** Patent, application and publication numbers as search knows them. */
  readonly numbers: readonly string[];
};

/** A search is this long at most; what comes after is not read. */
const longest = 2000;
const mostParts = 100;

const quotes: Readonly<Record<string, string>> = {
  '"': '"',
  "“": "”",
  "”": "”",
  "„": "“",
  "«": "»",
  "「": "」",
  "『": "』",
  "《": "》",
};
const minus = /[-－−–‒]/;
const space = /\s/;
const meaningful = /[\p{L}\p{N}]/u;

type Part = { readonly text: string; readonly quoted: boolean; readonly excluded: boolean };

/** Cuts a query at spaces outside of quotation marks; one that is never closed reaches to the end. */
const partsOf = (query: string): Part[] => {
  const parts: Part[] = [];
  let at = 0;
  const until = (isEnd: (char: string) => boolean): string => {
    const from = at;
    while (at < query.length && !isEnd(query[at] ?? "")) at++;
    return query.slice(from, at);
  };
  while (at < query.length && parts.length < mostParts) {
    until((c) => !space.test(c));
    // a minus counts only at the beginning of a word: 3-axis and H01M-10 are words
    const excluded = minus.test(query[at] ?? "");
    if (excluded) at++;
    const close = quotes[query[at] ?? ""];
    if (close === undefined) {
      parts.push({ text: until((c) => space.test(c) || quotes[c] !== undefined), quoted: false, excluded });
      continue;
    }
    at++;
    parts.push({ text: until((c) => c === close), quoted: true, excluded });
    at++;
  }
  return parts;
};

/** From the subclass down: a class alone (`H13`, `C45`) is as likely to be a grade of steel. */
const isSymbol = (text: string): boolean => readIpc(text) !== null && text.trim().length > 3;

/** `H01M 10/0525` typed with its space is one symbol. */
const joinSymbols = (parts: readonly Part[]): Part[] => {
  const joined: Part[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    const whole = last ? `${last.text} ${part.text}` : "";
    const fits = last && !last.quoted && !part.quoted && !part.excluded && last.excluded === part.excluded;
    if (fits && /^\d{1,4}\/\d{2,6}$/.test(part.text.normalize("NFKC")) && isSymbol(whole))
      joined[joined.length - 1] = { ...last, text: whole };
    else joined.push(part);
  }
  return joined;
};

/** Numbers are often typed with spaces, so the query is tried as a whole first. */
const wholeNumber = (query: string): string | null =>
  query.length <= 60 && /\d{5}/.test(query.normalize("NFKC").replace(/\s/g, "")) ? searchedNumber(query) : null;

const nothing: ParsedQuery = { words: [], phrases: [], excluded: [], ipc: [], numbers: [] };

/**
 * Takes a query apart: `"…"`, `“…”` and `「…」` are phrases, a minus before a word or a phrase excludes it, IPC symbols and patent
 * numbers are told from words. Both languages, full-width signs too. Never throws; what says nothing is left out.
 */
export const parseQuery = (query: string): ParsedQuery => {
  const found = {
    words: new Set<string>(),
    phrases: new Set<string>(),
    excluded: new Set<string>(),
    ipc: new Set<string>(),
    numbers: new Set<string>(),
  };
  const text = query.slice(0, longest);
  const whole = wholeNumber(text);
  if (whole) return { ...nothing, numbers: [whole] };
  const symbol = readIpc(text.slice(0, 40));
  if (symbol) return { ...nothing, ipc: [symbol] };
  for (const part of joinSymbols(partsOf(text))) {
    const normal = normalise(part.text);
    if (!meaningful.test(normal)) continue;
    if (part.excluded) found.excluded.add(normal);
    else if (part.quoted) found.phrases.add(normal);
    else if (isSymbol(part.text)) found.ipc.add(readIpc(part.text) ?? "");
    else {
      const number = wholeNumber(part.text);
      if (number) found.numbers.add(number);
      else found.words.add(normal);
    }
  }
  return {
    words: [...found.words],
    phrases: [...found.phrases],
    excluded: [...found.excluded],
    ipc: [...found.ipc],
    numbers: [...found.numbers],
  };
};

/** From so many words on a query is a sentence; the search engine reads no more than ten. */
const sentenceWords = 8;
/** Chinese characters in one stretch, which no name of a thing reaches. */
const sentenceRun = 12;
/** Chinese has about two characters to a word. */
const charactersPerWord = 2;

const ends = /[,;:!?，、；：！？。]\s*\S|\.\s+\S/;

/**
 * Whether a query says a need in a sentence rather than naming a thing. It does when its words, without phrases, exclusions, symbols
 * and numbers, are eight or more (two Chinese characters counting as one); or when one stretch of Chinese without a space is twelve
 * characters or longer; or when it has five words and more and a stop or comma inside.
 */
export const isSentence = (query: string): boolean => {
  const { words } = parseQuery(query);
  const text = words.join(" ");
  const runs = text.match(/\p{Script=Han}+/gu) ?? [];
  const characters = runs.reduce((sum, run) => sum + run.length, 0);
  const others = (text.replace(/\p{Script=Han}+/gu, " ").match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu) ?? []).length;
  const count = others + characters / charactersPerWord;
  return count >= sentenceWords || runs.some((run) => run.length >= sentenceRun) || (count >= 5 && ends.test(text));
};
