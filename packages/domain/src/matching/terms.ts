import { normalise } from "../shared/index.ts";

/** A content term of a text and how often it stands there. */
export type TermCounts = ReadonlyMap<string, number>;

const stopWords = new Set(
  (
    "a about after all also am an and any are as at be been before being below between both but by can could did do does doing down during each few for from had has have having he her here him his how if in into is it its itself may more most must no nor not now of off on once one only or other our out over own per same shall she should so some such than that the their them then there these they this those three through to too two under until up upon use used using very was we were what when where whether which while who whom why will with within without would you your" +
    " 的 了 和 与 及 或 在 是 为 对 于 中 等 并 其 以 由 将 可 使 需 要 不 有 从 到 后 前 上 下 之 该 本 一种 一个 采用 基于 用于 进行 具有 以及 通过 实现 要求 技术 方法 系统 装置 需求 目前 现有 问题 可以 能够 需要 必须 不得 以上 以下 以内 其中 同时 之间 我方 我公司 公司"
  ).split(" "),
);

/** Light English stemming: plurals, -ing, -ed, -ly; enough to join `grinders` and `grinding` to their kin, no more. */
export const stem = (word: string): string => {
  if (word.length <= 4 || !/^[a-z]+$/.test(word)) return word;
  const cut = word.endsWith("ies")
    ? `${word.slice(0, -3)}y`
    : word.endsWith("ss")
      ? word
      : word.endsWith("sses")
        ? word.slice(0, -2)
        : word.replace(/s$/, "");
  return cut.length > 5 ? cut.replace(/(?:ing|ers?|ed|ly|e)$/, "") : cut;
};

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
const han = /^\p{Script=Han}+$/u;

/** Terms of a text in order, each with the word it stands for; a word may give several. */
function* termsIn(text: string): Generator<{ term: string; word: string }> {
  // A single character that the segmenter left over, and where it ends: two in a row are a word it does not know (钨丝).
  let left = { char: "", end: -1 };
  for (const { segment, index, isWordLike } of segmenter.segment(normalise(text))) {
    if (!isWordLike || stopWords.has(segment)) continue;
    if (han.test(segment)) {
      const chars = [...segment];
      if (chars.length === 1) {
        const pair = left.char + segment;
        if (left.end === index) yield { term: pair, word: pair };
        left = { char: segment, end: index + segment.length };
        continue;
      }
      yield { term: segment, word: segment };
      for (let i = 0; chars.length > 2 && i + 1 < chars.length; i++) {
        const pair = `${chars[i]}${chars[i + 1]}`;
        yield { term: pair, word: pair };
      }
    } else if (segment.length > 1 && !/^[\d.,]+$/.test(segment)) yield { term: stem(segment), word: segment };
  }
}

/**
 * Content terms of a text in either language. Chinese words of three characters and more also count by their pairs, so that
 * 离子电池 meets 锂离子电池; lone characters, bare numbers and stop words do not count.
 */
export const termsOf = (text: string): TermCounts => {
  const counts = new Map<string, number>();
  for (const { term } of termsIn(text)) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
};

/** Terms as they first stand in a text, normalised: `grinding` for the stem `grind`. Terms the text does not have are left out. */
export const wordsFor = (terms: ReadonlySet<string>, text: string): ReadonlyMap<string, string> => {
  const words = new Map<string, string>();
  for (const { term, word } of termsIn(text)) if (terms.has(term) && !words.has(term)) words.set(term, word);
  return words;
};

/** Sum of all counts: the length of a field in terms. */
export const lengthOf = (counts: TermCounts): number => [...counts.values()].reduce((a, b) => a + b, 0);
