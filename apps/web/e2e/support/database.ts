import { type Db, openDb } from "@peony/db";
import { type SQL, sql } from "drizzle-orm";
import { env } from "./env.ts";

let held: Db | undefined;
/** The database as its owner. Lost connections are expected where a test kills the server. */
export const db = (): Db => {
  held ??= openDb(env.adminUrl(), () => undefined, 4);
  return held;
};

export const rows = async <T extends Record<string, unknown>>(query: SQL): Promise<T[]> =>
  (await db().execute<T>(query)).rows as T[];

export const one = async <T extends Record<string, unknown>>(query: SQL): Promise<T> => {
  const found = await rows<T>(query);
  if (found.length !== 1) throw new Error(`${found.length} rows where one was expected`);
  return found[0]!;
};

/** What must hold of the books at any moment: no line adds up to anything, and no total differs from its entries. */
export const bookFaults = async (): Promise<unknown[]> => [
  ...(await rows(sql`select currency, posted, pending from ledger.trial_balance where posted <> 0 or pending <> 0`)),
  ...(await rows(sql`select code, currency from ledger.drift`)),
];

export { sql };
