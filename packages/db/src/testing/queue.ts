import { listeners } from "@peony/domain/shared";
import { sql } from "drizzle-orm";
import type { OutboxEvent, OutboxJob } from "../outbox.ts";
import type { TestDb } from "./database.ts";

/** Events waiting in the outbox, oldest first; each once, however many listen to it. */
export const emitted = async (db: TestDb): Promise<OutboxEvent[]> => {
  const { rows } = await db.admin.execute<{ data: OutboxJob }>(
    sql`select data from pgboss.job where name = 'outbox' order by created_on, id`,
  );
  return rows
    .filter(({ data }) => data.handler === listeners[data.type][0])
    .map(({ data }) => ({ type: data.type, payload: data.payload }) as OutboxEvent);
};
