import { ipcTitle } from "../listings/index.ts";
import { normalise } from "../shared/index.ts";

/** What matching reads of a listing: public words and facts only. An index holds open listings only. */
export type MatchDocument = {
  readonly id: string;
  /** Organisation it belongs to; nobody is matched with themselves. */
  readonly owner: string;
  readonly title: string;
  readonly keywords: string;
  readonly abstract: string;
  readonly ipc: readonly string[];
  readonly trl: number | null;
  readonly rights: readonly string[];
  /** Minor units; null is "not stated". */
  readonly priceMin: bigint | null;
  readonly region: string | null;
  /** When it was put on the market; null is "not stated". */
  readonly since: Date | null;
};
/** What an index keeps of a document beside its words. */
export type MatchFacts = Omit<MatchDocument, "title" | "keywords" | "abstract">;

export const matchFields = ["title", "keywords", "abstract", "class"] as const;
export type MatchField = (typeof matchFields)[number];

/**
 * BM25F weights and constants (Robertson and Zaragoza, 2009): a word in the title counts twice one in the abstract. The official
 * titles of a document's classes, in both languages, are a faint fourth field: they let a need in one language meet a document in the other.
 */
const fieldWeight: Record<MatchField, number> = { title: 2, keywords: 1.5, abstract: 1, class: 0.5 };
const k1 = 1.2;
export const b = 0.75;
const weights = matchFields.map((field) => fieldWeight[field]);

/** Counts of one term in the fields of one document, in one word of 32 bits: 6, 6, 12 and 6 bits. */
const shifts = [0, 6, 12, 24];
const most = [63, 63, 4095, 63];

const countIn = (packed: number, field: number): number => (packed >>> (shifts[field] ?? 0)) & (most[field] ?? 0);
/** `packed` with one more in a field; a field's count stays at what it has room for. */
export const oneMore = (packed: number, field: number): number =>
  countIn(packed, field) === most[field] ? packed : packed + (1 << (shifts[field] ?? 0));

/**
 * What one occurrence counts for in each field of each document, four numbers for each: the weight of the field, and less where it is
 * longer than the average.
 * @param lengths of the fields in terms, four for each document @param totals of each field over all `live` documents
 */
export const normsOf = (lengths: Uint32Array, totals: Float64Array, live: number): Float64Array => {
  const norms = new Float64Array(lengths.length);
  for (let i = 0; i < lengths.length; i++) {
    const field = i % weights.length;
    norms[i] = (weights[field] ?? 0) / (1 - b + (b * (lengths[i] ?? 0) * live) / Math.max(1, totals[field] ?? 0));
  }
  return norms;
};

/** Saturated, length-normalised weight of packed counts, from 0 to 1. Written out field by field: every score runs through here. */
export const weightOf = (packed: number, norms: Float64Array, number: number): number => {
  const at = number << 2;
  let tf = 0;
  if ((packed & 63) !== 0) tf += (packed & 63) * (norms[at] ?? 0);
  if ((packed & (63 << 6)) !== 0) tf += ((packed >>> 6) & 63) * (norms[at + 1] ?? 0);
  if ((packed & (4095 << 12)) !== 0) tf += ((packed >>> 12) & 4095) * (norms[at + 2] ?? 0);
  if (packed >>> 24 !== 0) tf += (packed >>> 24) * (norms[at + 3] ?? 0);
  return tf / (k1 + tf);
};

/** The field that gives most of a weight. */
export const fieldOf = (packed: number, norms: Float64Array, number: number): MatchField => {
  let [best, most]: [MatchField, number] = ["class", 0];
  for (const [i, field] of matchFields.entries()) {
    const given = countIn(packed, i) * (norms[(number << 2) + i] ?? 0);
    if (given > most) [best, most] = [field, given];
  }
  return best;
};

const classWords = new Map<string, string>();
const classTitle = (symbol: string): string => {
  const known = classWords.get(symbol);
  if (known !== undefined) return known;
  const title = ipcTitle(symbol);
  const words = title ? normalise(`${title.zh} ${title.en}`) : "";
  if (title) classWords.set(symbol, words);
  return words;
};

/** Official titles of a document's classes in both languages, normalised: the bridge between them. */
export const classText = (ipc: readonly string[]): string =>
  [...new Set(ipc.map((symbol) => symbol.slice(0, 3)))].map(classTitle).join(" ");

/** The text of one field, normalised, as it is counted and quoted. */
export const fieldText = (d: MatchDocument, field: MatchField): string =>
  field === "class" ? classText(d.ipc) : normalise(d[field]);
