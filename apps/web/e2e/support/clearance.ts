import { newId } from "@peony/db";
import { db, one, sql } from "./database.ts";

/** Says of a draft that its inventors and the second person have passed it; both ways are walked elsewhere. */
export const clearListing = async (id: string): Promise<void> => {
  await db().execute(sql`update listings set state = 'ready', export_class = 'free' where id = ${id}`);
};

/** Says that each inventor of a draft accepted text and share, which takes a mailed link otherwise. */
export const confirmInventors = async (id: string): Promise<void> => {
  const { inventors } = await one<{ inventors: { name: object; sharePct: number }[] }>(
    sql`select inventors from listings where id = ${id}`,
  );
  for (const [position, { name, sharePct }] of inventors.entries())
    await db().execute(sql`
      insert into listing_confirmations
        (id, listing_id, position, name, share_pct, email, token_hash, version, state, asked_at, due_at, answered_at)
      values (${newId("confirmation")}, ${id}, ${position}, ${JSON.stringify(name)}, ${sharePct},
        ${`${position}@inventor.peony.test`}, ${newId("confirmation")}, 1, 'accepted', now(), now(), now())`);
};
