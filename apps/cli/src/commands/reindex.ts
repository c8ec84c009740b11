import { newId, noOrigin } from "@peony/db";
import { rebuildIndex } from "@peony/features/search";
import { meilisearchIndex } from "@peony/gateways/meilisearch";
import { type Command, CommandFailed } from "../command.ts";
import { withDb } from "../with-db.ts";

export const reindexCommand: Command = {
  usage: "",
  what: "fills a new search index beside the old one and swaps it in",
  options: {},
  run: ({ env, print }) =>
    withDb(env, async (db) => {
      if (!env.MEILISEARCH_URL || !env.MEILISEARCH_KEY)
        throw new CommandFailed("MEILISEARCH_URL and MEILISEARCH_KEY are not set. Start Peony first.");
      const index = meilisearchIndex({ url: env.MEILISEARCH_URL, key: env.MEILISEARCH_KEY });
      const ctx = { db, actor: { kind: "system", name: "reindex" } as const, origin: noOrigin, newId };
      const count = await rebuildIndex(ctx, index);
      print(`Indexed ${count} listings.`);
      return 0;
    }),
};
