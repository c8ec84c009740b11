import { sql } from "drizzle-orm";
import type { OutboxJob } from "../outbox.ts";
import type { TestDb } from "./database.ts";

/** Events waiting in the outbox, oldest first. */
export const emitted = async (db: TestDb): Promise<OutboxJob[]> => {
  const { rows } = await db.admin.execute<{ data: OutboxJob }>(
    sql`select data from pgboss.job where name = 'outbox' order by created_on, id`,
  );
  return rows.map((r) => r.data);
};
