import { normalise } from "@peony/domain/shared";
import type { ListingView } from "@peony/features/listings";

export const matchPlaces = ["title", "keywords", "summary", "text", "owner", "number"] as const;
export type MatchPlace = (typeof matchPlaces)[number];
export type Matched = { readonly place: MatchPlace; readonly words: readonly string[] };

type Row = Pick<
  ListingView,
  "titleZh" | "titleEn" | "keywordsZh" | "keywordsEn" | "summary" | "problem" | "solution" | "number"
> & { readonly owner: { nameZh: string; nameEn: string; shortZh: string } };

const textsOf = (row: Row): Record<MatchPlace, string> => {
  const both = (...parts: readonly string[]): string => normalise(parts.filter(Boolean).join("\n"));
  return {
    title: both(row.titleZh, row.titleEn),
    keywords: [...row.keywordsZh, ...row.keywordsEn].map(normalise).join("\n"),
    summary: both(row.summary.zh, row.summary.en),
    text: both(row.problem.zh, row.solution.zh, row.problem.en, row.solution.en),
    owner: both(row.owner.nameZh, row.owner.shortZh, row.owner.nameEn),
    number: normalise(row.number ?? "").replace(/^(cn|zl)/, ""),
  };
};

let segmenter: Intl.Segmenter | undefined;
type Token = { readonly from: number; readonly to: number };

const tokensOf = (query: string): Token[] => {
  segmenter ??= new Intl.Segmenter("zh", { granularity: "word" });
  return [...segmenter.segment(query)]
    .filter((s) => s.isWordLike)
    .map((s) => ({ from: s.index, to: s.index + s.segment.length }));
};

const latin = /[a-z0-9]/;
const small = new Set(["the", "of", "and", "for", "in", "on", "to", "with", "by", "an", "is", "how"]);

/** Whether a text has the piece; a Latin piece must begin a word there, as it does for the search engine. */
const holds = (text: string, piece: string): boolean => {
  for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1))
    if (!latin.test(piece[0] ?? "") || !latin.test(text[at - 1] ?? "")) return true;
  return false;
};

const isTelling = (piece: string): boolean =>
  latin.test(piece[0] ?? "") ? piece.length > 1 && !small.has(piece) : [...piece].length > 1;

/** Words that follow each other in the query and in the text are one piece, as long as it can be: 主轴轴承, not 主轴 and 轴承. */
const piecesIn = (text: string, query: string, tokens: readonly Token[], taken: ReadonlySet<number>): number[][] => {
  const found: number[][] = [];
  for (let i = 0; i < tokens.length; i += 1) {
    let end = -1;
    for (let j = i; j < tokens.length && !taken.has(j); j += 1) {
      if (!holds(text, query.slice(tokens[i]?.from, tokens[j]?.to))) break;
      end = j;
    }
    if (end < 0 || !isTelling(query.slice(tokens[i]?.from, tokens[end]?.to))) continue;
    found.push(Array.from({ length: end - i + 1 }, (_, n) => i + n));
    i = end;
  }
  return found;
};

/**
 * Which words of a search a listing has, each named once at the strongest place that has it. Both sides are normalised alike, so
 * full-width, traditional and upper-case forms are seen. What the engine found by likeness only is not named.
 */
export const matchedWords = (row: Row, q: string): Matched[] => {
  const query = normalise(q);
  const digits = query.replace(/[\s.]/g, "").replace(/^(cn|zl)/, "");
  const texts = textsOf(row);
  if (/^\d{8,13}x?$/.test(digits)) return texts.number.startsWith(digits) ? [{ place: "number", words: [digits] }] : [];
  const tokens = tokensOf(query);
  const taken = new Set<number>();
  return matchPlaces.flatMap((place) => {
    const pieces = piecesIn(texts[place], query, tokens, taken);
    for (const piece of pieces) for (const i of piece) taken.add(i);
    const words = pieces.map((p) => query.slice(tokens[p[0] ?? 0]?.from, tokens[p.at(-1) ?? 0]?.to));
    return words.length > 0 ? [{ place, words: [...new Set(words)] }] : [];
  });
};
