import type { Ctx } from "@peony/db";
import type { SearchIndex } from "@peony/domain/search";
import { changedSince, changePoint, readSearchDocuments, searchDocuments } from "../listings/index.ts";

/** Brings the index in line with these listings as they are now: put, or removed where search must not know them. */
export const indexNow = async (ctx: Ctx, index: SearchIndex, ids: readonly string[]): Promise<void> => {
  const documents = await readSearchDocuments(ctx, ids);
  const known = new Set(documents.map((d) => d.id));
  await index.remove(ids.filter((id) => !known.has(id)));
  await index.put(documents);
};

/**
 * Fills a new index beside the old one and swaps it in. What changed meanwhile went to the old index or was read too early, so it
 * is read again after the swap.
 * @returns documents written by the rebuild
 */
export const rebuildIndex = async (ctx: Ctx, index: SearchIndex): Promise<number> => {
  const began = await changePoint(ctx);
  const count = await index.rebuild(searchDocuments(ctx));
  for await (const ids of changedSince(ctx, began)) await indexNow(ctx, index, ids);
  return count;
};
