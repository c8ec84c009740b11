import { normalise } from "../shared/index.ts";
import { stem } from "./stem.ts";

/** A content term: a stem, or a pair of Chinese characters. A pair is one number, which is found several times faster than a string. */
export type Term = string | number;
/** Content terms of a normalised text in order, each with where it starts and ends in it. */
export type Tokens = {
  readonly terms: readonly Term[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
};
/** A content term of a text and how often it stands there. */
export type TermCounts = ReadonlyMap<string, number>;

const stopWords = new Set(
  (
    "a about after all also am an and any are as at be been before being below between both but by can could did do does doing down during each few for from had has have having he her here him his how if in into is it its itself may more most must no nor not now of off on once one only or other our out over own per same shall she should so some such than that the their them then there these they this those three through to too two under until up upon use used using very was we were what when where whether which while who whom why will with within without would you your" +
    " 一种 一个 采用 基于 用于 进行 具有 以及 通过 实现 要求 技术 方法 系统 装置 需求 目前 现有 问题 可以 能够 需要 必须 不得 以上 以下 以内 其中 同时 之间 我方 我们 公司 提供 希望 寻求 解决 方案"
  ).split(" "),
);
/** Characters that end a Chinese word wherever they stand: a pair with one of them is none. */
const particles = "的了与及或之其且";

export const isHan = (code: number): boolean =>
  (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) || (code >= 0xf900 && code <= 0xfaff);
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const letter = /^[\p{L}\p{N}\p{M}]$/u;
/** A letter or digit of any script but Han, in normalised text. */
export const isLetter = (code: number): boolean =>
  code < 128 ? isDigit(code) || (code >= 97 && code <= 122) : !isHan(code) && letter.test(String.fromCharCode(code));

const first = 0x3400;
const span = 0x10000 - first;
/** Two characters as one number: never the same for two pairs, and small for common characters. */
const pairOf = (code: number, next: number): number => (code - first) * span + (next - first);
/** A term as it is read: the pair's characters, or the stem. */
export const spelled = (term: Term): string =>
  typeof term === "string" ? term : String.fromCharCode(Math.floor(term / span) + first, (term % span) + first);

const stopPairs = new Set(
  [...stopWords].filter((w) => isHan(w.charCodeAt(0))).map((w) => pairOf(w.charCodeAt(0), w.charCodeAt(1))),
);

const particle = new Set([...particles].map((c) => c.charCodeAt(0)));

/**
 * Content terms of a text that `normalise` has written. Each two neighbours of a Chinese run are a term, so that 离子电池 meets
 * 锂离子电池 without a dictionary; other words are stemmed. Lone characters, bare numbers and stop words do not count.
 */
export const tokensOf = (normal: string): Tokens => {
  const [terms, starts, ends]: [Term[], number[], number[]] = [[], [], []];
  const add = (term: Term, from: number, to: number) => {
    terms.push(term);
    starts.push(from);
    ends.push(to);
  };
  for (let i = 0; i < normal.length; ) {
    const code = normal.charCodeAt(i);
    if (isHan(code)) {
      const next = normal.charCodeAt(i + 1);
      if (isHan(next) && !particle.has(code) && !particle.has(next)) {
        const pair = pairOf(code, next);
        if (!stopPairs.has(pair)) add(pair, i, i + 2);
      }
      i++;
    } else if (isLetter(code)) {
      const from = i;
      let digits = true;
      for (let c = code; isLetter(c); c = normal.charCodeAt(++i)) digits &&= isDigit(c);
      if (digits || i - from < 2) continue;
      const word = normal.slice(from, i);
      if (!stopWords.has(word)) add(stem(word), from, i);
    } else i++;
  }
  return { terms, starts, ends };
};

/** How often each content term stands in a text of either language, terms as they are read. */
export const termsOf = (text: string): TermCounts => {
  const counts = new Map<string, number>();
  for (const term of tokensOf(normalise(text)).terms.map(spelled)) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
};
