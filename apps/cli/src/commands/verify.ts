import { inTransaction, newId, noOrigin, verifyChain } from "@peony/db";
import { sql } from "drizzle-orm";
import type { Command } from "../command.ts";
import { withDb } from "../with-db.ts";

export const verifyCommand: Command = {
  usage: "",
  what: "recomputes every audit chain and says where one does not follow from its beginning",
  options: {},
  run: ({ env, print }) =>
    withDb(env, async (db) => {
      const { rows } = await db.execute<{ chain: string }>(
        sql`select chain from audit_heads union select chain from audit_events order by chain`,
      );
      const ctx = { db, actor: { kind: "system", name: "verify" } as const, origin: noOrigin, newId };
      let broken = 0;
      for (const { chain } of rows) {
        const at = await inTransaction(ctx, (t) => verifyChain(t, chain));
        if (at === null) continue;
        broken += 1;
        print(`${chain} does not hold from row ${at} on.`);
      }
      print(`${rows.length} chains read, ${broken} broken.`);
      return broken === 0 ? 0 : 1;
    }),
};
