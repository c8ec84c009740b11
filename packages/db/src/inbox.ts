import { sql } from "drizzle-orm";
import { type Db, newId } from "./client.ts";

export type Received = { provider: string; account?: string; externalId: string; type: string; payload: unknown };

/** Stores a webhook once. A repeat changes nothing; the answer to the sender is the same. Signature first, this second, work later. */
export const receive = async (db: Db, event: Received): Promise<void> => {
  await db.execute(sql`
    insert into inbox_events (id, provider, account, external_id, type, payload, next_at, received_at)
    values (${newId("inbox")}, ${event.provider}, ${event.account ?? ""}, ${event.externalId}, ${event.type}, ${JSON.stringify(event.payload)}::jsonb, now(), now())
    on conflict do nothing`);
};
