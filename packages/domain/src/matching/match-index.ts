import { lengthOf, type TermCounts, termsOf } from "./terms.ts";

/** What matching reads of a listing or a demand: public words and facts only. */
export type MatchDocument = {
  readonly id: string;
  readonly title: string;
  readonly keywords: string;
  readonly abstract: string;
  readonly ipc: readonly string[];
  readonly trl: number | null;
  readonly rights: readonly string[];
  /** Minor units; null is "not stated". */
  readonly priceMin: bigint | null;
  readonly priceMax: bigint | null;
  readonly region: string | null;
};

export const matchFields = ["title", "keywords", "abstract"] as const;
export type MatchField = (typeof matchFields)[number];

/** BM25F weights and constants (Robertson and Zaragoza, 2009): a word in the title counts twice one in the abstract. */
export const fieldWeight: Record<MatchField, number> = { title: 2, keywords: 1.5, abstract: 1 };
export const k1 = 1.2;
export const b = 0.75;
/** Words in more than a fifth of a larger collection say nothing about any one document. */
const commonShare = 0.2;
const commonFrom = 50;

export type Indexed = {
  readonly document: MatchDocument;
  readonly fields: Record<MatchField, TermCounts>;
  readonly lengths: Record<MatchField, number>;
};

const indexed = (document: MatchDocument): Indexed => {
  const fields = {
    title: termsOf(document.title),
    keywords: termsOf(document.keywords),
    abstract: termsOf(document.abstract),
  };
  return {
    document,
    fields,
    lengths: {
      title: lengthOf(fields.title),
      keywords: lengthOf(fields.keywords),
      abstract: lengthOf(fields.abstract),
    },
  };
};

/** Postings in memory: which documents a term stands in, and the averages that BM25F needs. A copy that can be dropped and rebuilt. */
export class MatchIndex {
  readonly #documents = new Map<string, Indexed>();
  readonly #postings = new Map<string, Set<string>>();
  readonly #totals: Record<MatchField, number> = { title: 0, keywords: 0, abstract: 0 };

  get size(): number {
    return this.#documents.size;
  }

  put(document: MatchDocument): void {
    this.remove(document.id);
    const entry = indexed(document);
    this.#documents.set(document.id, entry);
    for (const field of matchFields) {
      this.#totals[field] += entry.lengths[field];
      for (const term of entry.fields[field].keys()) {
        const ids = this.#postings.get(term);
        if (ids) ids.add(document.id);
        else this.#postings.set(term, new Set([document.id]));
      }
    }
  }

  remove(id: string): void {
    const entry = this.#documents.get(id);
    if (!entry) return;
    this.#documents.delete(id);
    for (const field of matchFields) {
      this.#totals[field] -= entry.lengths[field];
      for (const term of entry.fields[field].keys()) {
        const ids = this.#postings.get(term);
        ids?.delete(id);
        if (ids?.size === 0) this.#postings.delete(term);
      }
    }
  }

  get(id: string): Indexed | undefined {
    return this.#documents.get(id);
  }

  idsWith(term: string): ReadonlySet<string> {
    return this.#postings.get(term) ?? new Set();
  }

  /** Rarity of a term; 0 for one that stands almost everywhere. */
  idf(term: string): number {
    const n = this.#documents.size;
    const df = this.#postings.get(term)?.size ?? 0;
    if (n >= commonFrom && df > n * commonShare) return 0;
    return Math.log(1 + (n - df + 0.5) / (df + 0.5));
  }

  /** Saturated, length-normalised weight of a term in a document, from 0 to 1, and the field that gives most of it. */
  weight(term: string, entry: Indexed): { weight: number; field: MatchField } {
    let tf = 0;
    let best = 0;
    let field: MatchField = "abstract";
    for (const f of matchFields) {
      const count = entry.fields[f].get(term);
      if (!count) continue;
      const average = this.#totals[f] / Math.max(1, this.#documents.size) || 1;
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
