import {
  type FacetCounts,
  type FacetName,
  facetNames,
  maxResults,
  pageSize,
  type SearchDocument,
  type SearchHits,
  type SearchIndex,
  type SearchInput,
} from "@peony/domain/search";
import { normalise } from "@peony/domain/shared";
import { Meilisearch, type MultiSearchQuery } from "meilisearch";
import { circuit } from "./circuit.ts";
import { filtersOf } from "./filters.ts";
import { listingSettings, settingsVersion } from "./settings.ts";

export type MeilisearchSettings = {
  readonly url: string;
  readonly key: string /** Name of the index; tests give their own. */;
  readonly uid?: string;
};

const searchMs = 800;
const taskMs = 120_000;
/** Below this many hits for all words, texts with some of the words are shown too, marked as partly matching. */
const enough = 10;

const sortOf: Record<SearchInput["sort"], string[]> = {
  relevance: [],
  newest: ["publishedAt:desc"],
  price: ["priceMin:asc"],
};
const none: FacetCounts = { field: {}, trlBand: {}, rights: {}, priceMode: {}, region: {} };

/** Search through Meilisearch. It answers "accepted" before it has indexed, so every write here waits for the task's verdict. */
export const meilisearchIndex = ({ url, key, uid = "listings" }: MeilisearchSettings): SearchIndex => {
  const reader = new Meilisearch({ host: url, apiKey: key, timeout: searchMs });
  const writer = new Meilisearch({ host: url, apiKey: key, timeout: 30_000 });
  const guarded = circuit(3, 10_000, Date.now);
  const settled = async (enqueued: Promise<{ taskUid: number }>): Promise<void> => {
    const task = await writer.tasks.waitForTask((await enqueued).taskUid, { timeout: taskMs, interval: 50 });
    if (task.status !== "succeeded")
      throw new Error(`search task ${task.uid} ${task.status}: ${task.error?.message ?? ""}`);
  };
  let ready: Promise<void> | undefined;
  const prepare = async (name: string): Promise<void> => {
    const known = await writer.getIndex(name).catch(() => null);
    if (!known) await settled(writer.createIndex(name, { primaryKey: "id" }));
    const current = await writer.index(name).getSettings();
    const differs = (Object.keys(listingSettings) as (keyof typeof listingSettings)[]).some(
      (k) => JSON.stringify(current[k]) !== JSON.stringify(listingSettings[k]),
    );
    if (differs) await settled(writer.index(name).updateSettings(listingSettings));
  };
  const prepared = (): Promise<void> => {
    ready ??= prepare(uid).catch((e: unknown) => {
      ready = undefined;
      throw e;
    });
    return ready;
  };

  return {
    put: async (documents) => {
      if (documents.length === 0) return;
      await prepared();
      await settled(writer.index(uid).addDocuments([...documents]));
    },
    remove: async (ids) => {
      if (ids.length === 0) return;
      await prepared();
      await settled(writer.index(uid).deleteDocuments([...ids]));
    },
    search: (input, now) => guarded(() => searchBoth(reader, uid, input, now)),
    health: async () => {
      try {
        await reader.health();
        return true;
      } catch {
        return false;
      }
    },
    count: async () => (await reader.index(uid).getStats()).numberOfDocuments,
    rebuild: async (batches) => {
      const aside = `${uid}_v${settingsVersion}_${Date.now().toString(36)}`;
      await prepare(aside);
      let count = 0;
      for await (const batch of batches) {
        if (batch.length === 0) continue;
        await settled(writer.index(aside).addDocuments([...batch] as SearchDocument[]));
        count += batch.length;
      }
      await prepared();
      await settled(writer.swapIndexes([{ indexes: [uid, aside], rename: false }]));
      await settled(writer.deleteIndex(aside));
      return count;
    },
  };
};

const queryOf = (uid: string, input: SearchInput, now: Date, strategy: "all" | "last"): MultiSearchQuery => ({
  indexUid: uid,
  q: normalise(input.q),
  matchingStrategy: strategy,
  filter: filtersOf(input, now),
  sort: input.q && input.sort === "relevance" ? [] : sortOf[input.sort].length > 0 ? sortOf[input.sort] : sortOf.newest,
  facets: [...facetNames],
  attributesToRetrieve: ["id"],
  offset: (input.page - 1) * pageSize,
  limit: pageSize,
});

type Answer = {
  hits: { id?: unknown }[];
  estimatedTotalHits?: number;
  facetDistribution?: Record<string, Record<string, number>>;
};
const idsOf = (a: Answer): string[] => a.hits.map((h) => String(h.id));

/** One round trip: the page, and for each chosen facet the counts its siblings would have without it. */
const searchOnce = async (
  client: Meilisearch,
  uid: string,
  input: SearchInput,
  now: Date,
  strategy: "all" | "last",
) => {
  const chosen = facetNames.filter((f) => input[f].length > 0);
  const extra: MultiSearchQuery[] = chosen.map((f) => ({
    indexUid: uid,
    q: normalise(input.q),
    matchingStrategy: strategy,
    filter: filtersOf(input, now, f),
    facets: [f],
    limit: 0,
  }));
  const { results } = await client.multiSearch({ queries: [queryOf(uid, input, now, strategy), ...extra] });
  const [main, ...siblings] = results as Answer[];
  const facets: Record<FacetName, Record<string, number>> = { ...none };
  for (const f of facetNames) facets[f] = main?.facetDistribution?.[f] ?? {};
  for (const [i, f] of chosen.entries()) facets[f] = siblings[i]?.facetDistribution?.[f] ?? facets[f];
  return { ids: main ? idsOf(main) : [], total: main?.estimatedTotalHits ?? 0, facets };
};

const searchBoth = async (client: Meilisearch, uid: string, input: SearchInput, now: Date): Promise<SearchHits> => {
  const all = await searchOnce(client, uid, input, now, "all");
  const few = input.q !== "" && input.page === 1 && all.total < enough && normalise(input.q).length > 1;
  if (!few)
    return {
      ids: all.ids,
      total: Math.min(all.total, maxResults),
      capped: all.total >= maxResults,
      partlyFrom: null,
      facets: all.facets,
    };
  const some = await searchOnce(client, uid, input, now, "last");
  const rest = some.ids.filter((id) => !all.ids.includes(id)).slice(0, pageSize - all.ids.length);
  return {
    ids: [...all.ids, ...rest],
    total: all.ids.length + rest.length,
    capped: false,
    partlyFrom: rest.length > 0 ? all.ids.length : null,
    facets: rest.length > 0 ? some.facets : all.facets,
  };
};
