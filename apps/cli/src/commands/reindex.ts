import { type Db, newId, noOrigin } from "@peony/db";
import { changedSince, readSearchDocument, searchDocuments } from "@peony/features/listings";
import { meilisearchIndex } from "@peony/gateways/meilisearch";
import { sql } from "drizzle-orm";
import { type Command, CommandFailed } from "../command.ts";
import { withDb } from "../with-db.ts";

const seqNow = async (db: Db): Promise<bigint> => {
  const { rows } = await db.execute<{ seq: string }>(
    sql`select coalesce(max(change_seq), 0)::text as seq from listings`,
  );
  return BigInt(rows[0]?.seq ?? 0);
};

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
      const began = await seqNow(db);
      const count = await index.rebuild(searchDocuments(ctx));
      // What changed meanwhile went to the old index or was read too early: read it again.
      for (const id of (await changedSince(ctx, began)).ids) {
        const document = await readSearchDocument(ctx, id);
        await (document ? index.put([document]) : index.remove([id]));
      }
      print(`Indexed ${count} listings.`);
      return 0;
    }),
};
