import { sql } from "drizzle-orm";
import type { WorkerDeps } from "../deps.ts";

/** Drops what has had its day: ended sessions, spent links, answers kept under idempotency keys for a day. */
export const forgetOld = async ({ db }: WorkerDeps): Promise<void> => {
  await db.execute(sql`delete from sessions where expires_at < app_now()`);
  await db.execute(sql`delete from mail_tokens where expires_at < app_now() - interval '7 days'`);
  await db.execute(sql`delete from idempotency_keys where created_at < app_now() - interval '24 hours'`);
};
