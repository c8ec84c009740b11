import { traditionalPairs } from "./traditional-pairs.ts";

/** Version of this function; a change asks for every search text to be written again. */
export const normaliser = 1;

let simplified: Map<string, string> | undefined;

/** Built at first use: a page that only needs the schemas beside this file does not pay for the table. */
const table = (): Map<string, string> => {
  if (simplified) return simplified;
  simplified = new Map();
  for (const line of traditionalPairs) {
    const chars = [...line];
    for (let i = 0; i + 1 < chars.length; i += 2) simplified.set(chars[i] ?? "", chars[i + 1] ?? "");
  }
  return simplified;
};

/** Text as it is searched for: NFKC, lower case, Traditional folded to Simplified, spaces collapsed. The same for documents and queries. */
export const normalise = (text: string): string => {
  const pairs = table();
  let out = "";
  for (const c of text.normalize("NFKC").toLowerCase()) out += pairs.get(c) ?? c;
  return out.replace(/\s+/g, " ").trim();
};

let segmenter: Intl.Segmenter | undefined;
const words = (): Intl.Segmenter => {
  segmenter ??= new Intl.Segmenter("zh", { granularity: "word" });
  return segmenter;
};

const hanRun = /\p{Script=Han}{3,}/gu;
/** Longer runs are sentences, not words: their inner ends would fill the index with noise. */
const longestTail = 12;

/**
 * Parts of longer Chinese words, so that 离子电池 finds 锂离子电池: the words the segmenter sees, every pair of neighbours,
 * and what is left of each run after its first characters.
 */
export const subWords = (text: string): string[] => {
  const parts = new Set<string>();
  const normal = normalise(text);
  for (const { segment, isWordLike } of words().segment(normal))
    if (isWordLike && segment.length > 1) parts.add(segment);
  for (const [run] of normal.matchAll(hanRun)) {
    const chars = [...run];
    for (let i = 0; i + 1 < chars.length; i++) parts.add(`${chars[i]}${chars[i + 1]}`);
    if (chars.length > longestTail) continue;
    for (let i = 1; i + 2 < chars.length; i++) parts.add(chars.slice(i).join(""));
  }
  return [...parts];
};

/** Neighbouring pairs of each Chinese run and the other words of a normalised text: what a looser match compares. */
export const searchTokens = (normal: string): string[] => {
  const tokens = new Set<string>();
  for (const word of normal.match(/\p{Script=Han}+|[\p{L}\p{N}]+/gu) ?? []) {
    const chars = [...word];
    if (!/\p{Script=Han}/u.test(word) || chars.length < 3) tokens.add(word);
    else for (let i = 0; i + 1 < chars.length; i++) tokens.add(`${chars[i]}${chars[i + 1]}`);
  }
  return [...tokens];
};
