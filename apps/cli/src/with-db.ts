import { type Db, openDb } from "@peony/db";
import type { Env } from "./env.ts";

/** Opens the database for one command and closes it after, whatever happens. */
export const withDb = async <T>(env: Env, work: (db: Db) => Promise<T>): Promise<T> => {
  const db = openDb(env.DATABASE_URL, () => undefined, 4);
  try {
    return await work(db);
  } finally {
    await db.$client.end();
  }
};
