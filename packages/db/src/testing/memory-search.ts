import {
  type FacetName,
  facetNames,
  maxResults,
  pageSize,
  SearchAway,
  type SearchDocument,
  type SearchIndex,
  type SearchInput,
} from "@peony/domain/search";
import { normalise } from "@peony/domain/shared";

const listOf = (v: unknown): string[] =>
  Array.isArray(v) ? v.map(String) : v === null || v === undefined ? [] : [String(v)];
/** The attributes that the engine's settings name as searchable. */
const searchable = ["title", "titleAlt", "keywords", "ipc", "number", "orgName", "abstract", "norm"];
const textOf = (d: SearchDocument): string => normalise(searchable.flatMap((name) => listOf(d[name])).join(" "));

const fits = (d: SearchDocument, input: SearchInput, now: Date, without?: FacetName): boolean =>
  facetNames.every(
    (f) =>
      f === without || input[f].length === 0 || listOf(d[f]).some((v) => (input[f] as readonly string[]).includes(v)),
  ) &&
  (!input.ipc || listOf(d.ipcPath).includes(input.ipc.replace(/\s/g, ""))) &&
  (!input.checked || (typeof d.checkedAt === "number" && d.checkedAt >= now.getTime() / 1000 - input.checked * 86_400));

/** Stands in for the search engine where a test is not about it; passes the same contract suite. `away()` makes it fail. */
export const memorySearch = (): SearchIndex & { away: (gone: boolean) => void; ids: () => string[] } => {
  let documents = new Map<string, SearchDocument>();
  let gone = false;
  const alive = () => {
    if (gone) throw new SearchAway("switched off");
  };
  return {
    away: (v) => {
      gone = v;
    },
    ids: () => [...documents.keys()],
    put: async (docs) => {
      alive();
      for (const d of docs) documents.set(d.id, d);
    },
    remove: async (ids) => {
      alive();
      for (const id of ids) documents.delete(id);
    },
    health: async () => !gone,
    count: async () => documents.size,
    search: async (input, now) => {
      alive();
      const words = normalise(input.q).split(" ").filter(Boolean);
      const matching = [...documents.values()].filter((d) => words.every((w) => textOf(d).includes(w)));
      const hits = matching
        .filter((d) => fits(d, input, now))
        .sort((a, b) => Number(b.publishedAt) - Number(a.publishedAt));
      const facets = Object.fromEntries(facetNames.map((f) => [f, {} as Record<string, number>])) as Record<
        FacetName,
        Record<string, number>
      >;
      for (const f of facetNames)
        for (const d of matching.filter((x) => fits(x, input, now, f)))
          for (const v of listOf(d[f])) facets[f][v] = (facets[f][v] ?? 0) + 1;
      const from = (input.page - 1) * pageSize;
      return {
        ids: hits.slice(from, from + pageSize).map((d) => d.id),
        total: Math.min(hits.length, maxResults),
        capped: hits.length >= maxResults,
        partlyFrom: null,
        facets,
      };
    },
    rebuild: async (batches) => {
      alive();
      const fresh = new Map<string, SearchDocument>();
      for await (const batch of batches) for (const d of batch) fresh.set(d.id, d);
      documents = fresh;
      return fresh.size;
    },
  };
};
