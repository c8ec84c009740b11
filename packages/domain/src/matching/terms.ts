import { normalise } from "../search/index.ts";

/** A content term of a text and how often it stands there. */
export type TermCounts = ReadonlyMap<string, number>;

const stopWords = new Set(
  (
    "a an and are as at be by can for from has have in into is it its may must of on or our over per shall should than that the their then these this to under up using we when which while will with within without" +
    " 的 了 和 与 及 或 在 是 为 对 于 中 等 并 其 以 由 将 可 使 需 要 不 有 从 到 后 前 上 下 之 该 本 一种 一个 采用 基于 用于 进行 具有 以及 通过 实现 要求 技术 方法 系统 装置 需求 目前 现有 问题"
  ).split(" "),
);

/** Light English stemming: plurals, -ing, -ed, -ly; enough to join `grinders` and `grinding` to their kin, no more. */
export const stem = (word: string): string => {
  if (word.length <= 4 || !/^[a-z]+$/.test(word)) return word;
  const cut = word.endsWith("ies")
    ? `${word.slice(0, -3)}y`
    : word.endsWith("sses") || word.endsWith("ss")
      ? word
      : word.replace(/s$/, "");
  return cut.length > 5 ? cut.replace(/(?:ing|ers?|ed|ly)$/, "") : cut;
};

const words = new Intl.Segmenter("zh", { granularity: "word" });
const han = /^\p{Script=Han}+$/u;

/**
 * Content terms of a text in either language. Chinese words of three characters and more also count by their pairs, so that
 * 离子电池 meets 锂离子电池; single characters and stop words do not count.
 */
export const termsOf = (text: string): TermCounts => {
  const counts = new Map<string, number>();
  const add = (term: string, by: number) => counts.set(term, (counts.get(term) ?? 0) + by);
  for (const { segment, isWordLike } of words.segment(normalise(text))) {
    if (!isWordLike || stopWords.has(segment)) continue;
    if (han.test(segment)) {
      const chars = [...segment];
      if (chars.length === 1) continue;
      add(segment, 1);
      if (chars.length > 2) for (let i = 0; i + 1 < chars.length; i++) add(`${chars[i]}${chars[i + 1]}`, 1);
    } else if (segment.length > 1 && !/^\d+(\.\d+)?$/.test(segment)) add(stem(segment), 1);
  }
  return counts;
};

/** Sum of all counts: the length of a field in terms. */
export const lengthOf = (counts: TermCounts): number => [...counts.values()].reduce((a, b) => a + b, 0);
