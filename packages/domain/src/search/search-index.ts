import { z } from "zod";
import { dealTypes } from "../contracts/index.ts";
import { priceModes, technologyFields } from "../listings/index.ts";
import { textSchema } from "../shared/index.ts";

export const sortOrders = ["relevance", "newest", "price"] as const;
export type SortOrder = (typeof sortOrders)[number];
/** Facets that a reader narrows by; each counts what choosing it would leave. */
export const facetNames = ["field", "trlBand", "rights", "priceMode", "region"] as const;
export type FacetName = (typeof facetNames)[number];
export const pageSize = 20;
/** Deepest result a reader can page to; the answer says when there is more. */
export const maxResults = 1000;

const listOf = <T extends z.ZodType>(item: T) =>
  z.union([z.array(item).max(30), item.transform((x) => [x])]).default([]);

/** A search as the address says it. Empty means everything on the market, newest first. */
export const searchInput = z.strictObject({
  q: textSchema(200).default(""),
  field: listOf(z.enum(technologyFields)),
  trlBand: listOf(z.string().max(5)),
  rights: listOf(z.enum(dealTypes)),
  priceMode: listOf(z.enum(priceModes)),
  region: listOf(z.string().regex(/^\d{6}$/, { error: "bad-region" })),
  ipc: z.string().max(20).optional(),
  checked: z.coerce.number().int().min(1).max(3650).optional(),
  sort: z.enum(sortOrders).default("relevance"),
  page: z.coerce.number().int().min(1).max(50).default(1),
});
export type SearchInput = z.output<typeof searchInput>;

export type FacetCounts = Readonly<Record<FacetName, Readonly<Record<string, number>>>>;
export type SearchHits = {
  readonly ids: readonly string[];
  readonly total: number;
  /** More matched than can be paged to. */
  readonly capped: boolean;
  /** Ids from here on match some words only. */
  readonly partlyFrom: number | null;
  readonly facets: FacetCounts;
};

export type SearchDocument = { readonly id: string } & Readonly<Record<string, unknown>>;

/** A copy of the public catalogue that answers searches. It may be late, wiped or away; PostgreSQL stays the truth. */
export type SearchIndex = {
  /** Waits until the engine has indexed, not only accepted. @throws where it failed */
  readonly put: (documents: readonly SearchDocument[]) => Promise<void>;
  readonly remove: (ids: readonly string[]) => Promise<void>;
  /** @throws SearchAway when the engine is away, slow or resting after failures */
  readonly search: (input: SearchInput, now: Date) => Promise<SearchHits>;
  readonly health: () => Promise<boolean>;
  readonly count: () => Promise<number>;
  /** Fills a new index beside the old one from `batches` and swaps it in; readers never meet an empty one. */
  readonly rebuild: (batches: AsyncIterable<readonly SearchDocument[]>) => Promise<number>;
};

export class SearchAway extends Error {
  constructor(detail: string, cause?: unknown) {
    super(detail, { cause });
    this.name = "SearchAway";
  }
}
