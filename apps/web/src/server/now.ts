import { sql } from "drizzle-orm";
import { cache } from "react";
import { db } from "./ctx.ts";

/**
 * The time of this request by the house's clock, which an operator may have set: the one by which commands count days. Read once per
 * request. Pages and cards get it from here, never from the machine.
 */
export const requestNow = cache(async (): Promise<Date> => {
  const { rows } = await db().execute<{ now: Date }>(sql`select app_now() as now`);
  return new Date(rows[0]?.now ?? Number.NaN);
});
