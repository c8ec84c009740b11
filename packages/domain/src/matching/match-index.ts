import { ipcTitle } from "../listings/index.ts";
import { lengthOf, termsOf } from "./terms.ts";

/** What matching reads of a listing: public words and facts only. */
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
};

export const matchFields = ["title", "keywords", "abstract", "class"] as const;
export type MatchField = (typeof matchFields)[number];

/**
 * BM25F weights and constants (Robertson and Zaragoza, 2009): a word in the title counts twice one in the abstract. The official
 * titles of a document's classes, in both languages, are a faint fourth field: they let a need in one language meet a document in the other.
 */
export const fieldWeight: Record<MatchField, number> = { title: 2, keywords: 1.5, abstract: 1, class: 0.5 };
export const k1 = 1.2;
export const b = 0.75;
/** Words in more than a fifth of a larger collection say nothing about any one document. */
const commonShare = 0.2;
const commonFrom = 50;

/** Counts of one term in the fields of one document, in one small integer: 6, 6, 12 and 6 bits. */
const layout: Record<MatchField, { shift: number; max: number }> = {
  title: { shift: 0, max: 63 },
  keywords: { shift: 6, max: 63 },
  abstract: { shift: 12, max: 4095 },
  class: { shift: 24, max: 63 },
};
const countIn = (packed: number, field: MatchField): number => (packed >>> layout[field].shift) & layout[field].max;
const pack = (packed: number, field: MatchField, count: number): number =>
  packed | (Math.min(count, layout[field].max) << layout[field].shift);

/** Official titles of a document's classes in both languages: the bridge between them. */
const classText = (ipc: readonly string[]): string =>
  [...new Set(ipc.map((s) => s.slice(0, 3)))]
    .map(ipcTitle)
    .map((t) => (t ? `${t.zh} ${t.en}` : ""))
    .join(" ");

/** The text of one field, as it is counted and quoted. */
export const fieldText = (d: MatchDocument, field: MatchField): string =>
  field === "class" ? classText(d.ipc) : d[field];

type Lengths = Record<MatchField, number>;
export type Entry = { readonly document: MatchDocument; readonly lengths: Lengths };

const countsOf = (document: MatchDocument): { terms: Map<string, number>; lengths: Lengths } => {
  const terms = new Map<string, number>();
  const lengths = { title: 0, keywords: 0, abstract: 0, class: 0 };
  for (const field of matchFields) {
    const counts = termsOf(fieldText(document, field));
    lengths[field] = lengthOf(counts);
    for (const [term, n] of counts) terms.set(term, pack(terms.get(term) ?? 0, field, n));
  }
  return { terms, lengths };
};

/** Which documents a term stands in and how often, in memory: a copy of the truth that can be dropped and rebuilt. */
export class MatchIndex {
  readonly #entries = new Map<string, Entry>();
  readonly #postings = new Map<string, Map<string, number>>();
  readonly #totals: Lengths = { title: 0, keywords: 0, abstract: 0, class: 0 };

  get size(): number {
    return this.#entries.size;
  }
  /** Number of different terms. */
  get terms(): number {
    return this.#postings.size;
  }

  put(document: MatchDocument): void {
    this.remove(document.id);
    const { terms, lengths } = countsOf(document);
    this.#entries.set(document.id, { document, lengths });
    for (const field of matchFields) this.#totals[field] += lengths[field];
    for (const [term, packed] of terms) {
      const postings = this.#postings.get(term);
      if (postings) postings.set(document.id, packed);
      else this.#postings.set(term, new Map([[document.id, packed]]));
    }
  }

  remove(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    this.#entries.delete(id);
    for (const field of matchFields) this.#totals[field] -= entry.lengths[field];
    for (const term of countsOf(entry.document).terms.keys()) {
      const postings = this.#postings.get(term);
      postings?.delete(id);
      if (postings?.size === 0) this.#postings.delete(term);
    }
  }

  get(id: string): Entry | undefined {
    return this.#entries.get(id);
  }
  ids(): Iterable<string> {
    return this.#entries.keys();
  }
  /** Ids of the documents a term stands in. */
  idsWith(term: string): Iterable<string> {
    return this.#postings.get(term)?.keys() ?? [];
  }

  /** Rarity of a term; 0 for one that stands almost everywhere or nowhere. */
  idf(term: string): number {
    const n = this.#entries.size;
    const df = this.#postings.get(term)?.size ?? 0;
    if (df === 0 || (n >= commonFrom && df > n * commonShare)) return 0;
    return Math.log(1 + (n - df + 0.5) / (df + 0.5));
  }

  /** Saturated, length-normalised weight of a term in a document, from 0 to 1, and the field that gives most of it; null where it is not. */
  weight(term: string, id: string): { weight: number; field: MatchField } | null {
    const packed = this.#postings.get(term)?.get(id);
    const entry = this.#entries.get(id);
    if (!packed || !entry) return null;
    let tf = 0;
    let best = 0;
    let field: MatchField = "class";
    for (const f of matchFields) {
      const count = countIn(packed, f);
      if (count === 0) continue;
      const average = this.#totals[f] / this.#entries.size;
      const part = (fieldWeight[f] * count) / (1 - b + (b * entry.lengths[f]) / average);
      tf += part;
      if (part > best) {
        best = part;
        field = f;
      }
    }
    return { weight: tf / (k1 + tf), field };
  }
}
