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
import { missingSettings, settingsVersion } from "./settings.ts";

export type MeilisearchSettings = {
  readonly url: string;
  readonly key: string /** Name of the index; tests give their own. */;
  readonly uid?: string;
};

const searchMs = 800;
const taskMs = 120_000;
/** How long an index is trusted to be there with its settings: somebody may have wiped the engine meanwhile. */
const trustMs = 60_000;
/** Batches of a rebuild that wait in the engine's queue at a time; it takes neighbours together. */
const queued = 8;
/** A rebuild that has not ended by then has died; what it left is cleared away by the next. */
const deadMs = 6 * 3_600_000;

type Enqueued = Promise<{ taskUid: number }>;

/** Search through Meilisearch. It answers "accepted" before it has indexed, so every write here waits for the task's verdict. */
export const meilisearchIndex = ({ url, key, uid = "listings" }: MeilisearchSettings): SearchIndex => {
  const reader = new Meilisearch({ host: url, apiKey: key, timeout: searchMs });
  const writer = new Meilisearch({ host: url, apiKey: key, timeout: 30_000 });
  const guarded = circuit(3, 10_000, Date.now);
  const settled = async (enqueued: Enqueued, harmless?: string): Promise<void> => {
    const task = await writer.tasks.waitForTask((await enqueued).taskUid, { timeout: taskMs, interval: 50 });
    if (task.status !== "succeeded" && (harmless === undefined || task.error?.code !== harmless))
      throw new Error(`search task ${task.uid} ${task.status}: ${task.error?.message ?? ""}`);
  };

  const prepare = async (name: string): Promise<void> => {
    const known = await writer.getIndex(name).catch(() => null);
    // Web, worker and command line may all be first.
    if (!known) await settled(writer.createIndex(name, { primaryKey: "id" }), "index_already_exists");
    const missing = missingSettings(await writer.index(name).getSettings());
    if (Object.keys(missing).length > 0) await settled(writer.index(name).updateSettings(missing));
  };
  let ready: { readonly at: number; readonly done: Promise<void> } | undefined;
  const prepared = (): Promise<void> => {
    if (!ready || Date.now() - ready.at > trustMs) {
      const done = prepare(uid);
      ready = { at: Date.now(), done };
      done.catch(() => {
        ready = undefined;
      });
    }
    return ready.done;
  };

  const fill = async (name: string, batches: AsyncIterable<readonly SearchDocument[]>): Promise<number> => {
    let count = 0;
    const waiting: Enqueued[] = [];
    const oldest = async () => settled(waiting.shift() ?? Promise.reject(new Error("nothing waits")));
    for await (const batch of batches) {
      if (batch.length === 0) continue;
      waiting.push(Promise.resolve(await writer.index(name).addDocuments([...batch])));
      count += batch.length;
      if (waiting.length >= queued) await oldest();
    }
    while (waiting.length > 0) await oldest();
    return count;
  };

  const prefix = `${uid}_v${settingsVersion}_`;
  const clearDead = async (): Promise<void> => {
    const { results } = await writer.getRawIndexes({ limit: 1000 });
    const dead = results.filter(
      (i) => i.uid.startsWith(prefix) && Date.now() - Number.parseInt(i.uid.slice(prefix.length), 36) > deadMs,
    );
    for (const one of dead) await settled(writer.deleteIndex(one.uid), "index_not_found");
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
    health: () =>
      reader.health().then(
        () => true,
        () => false,
      ),
    count: async () => (await reader.index(uid).getStats()).numberOfDocuments,
    rebuild: async (batches) => {
      await clearDead();
      const aside = `${prefix}${Date.now().toString(36)}`;
      await prepare(aside);
      const count = await fill(aside, batches);
      await prepared();
      await settled(writer.swapIndexes([{ indexes: [uid, aside], rename: false }]));
      await settled(writer.deleteIndex(aside));
      return count;
    },
  };
};

/** Below this many hits for all words, texts with some of the words are shown too, marked as partly matching. */
const enough = 10;

const sortOf: Record<SearchInput["sort"], string[]> = {
  relevance: [],
  newest: ["publishedAt:desc"],
  price: ["priceMin:asc"],
};
const none: FacetCounts = { field: {}, trlBand: {}, rights: {}, priceMode: {}, region: {} };

const queryOf = (uid: string, input: SearchInput, now: Date, strategy: "all" | "last"): MultiSearchQuery => ({
  indexUid: uid,
  q: normalise(input.q),
  matchingStrategy: strategy,
  filter: filtersOf(input, now),
  // Without words there is nothing to be relevant to.
  sort: sortOf[input.sort === "relevance" && input.q === "" ? "newest" : input.sort],
  facets: [...facetNames],
  attributesToRetrieve: ["id"],
  page: input.page,
  hitsPerPage: pageSize,
});

type Answer = {
  hits: { id?: unknown }[];
  totalHits?: number;
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
  return { ids: main ? idsOf(main) : [], total: main?.totalHits ?? 0, facets };
};

const searchBoth = async (client: Meilisearch, uid: string, input: SearchInput, now: Date): Promise<SearchHits> => {
  const all = await searchOnce(client, uid, input, now, "all");
  const words = normalise(input.q).length > 1 && input.sort === "relevance";
  const few = words && input.page === 1 && all.total < enough;
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
