import type { TxCtx } from "@peony/db";
import { sql } from "drizzle-orm";

/**
 * Lets whoever holds an inventor's link in as a guest of the unit for the rest of this transaction, so that the database shows the
 * unit's rows; what of them is theirs the query says. False for a made-up link, which opens nothing.
 */
export const enterUnit = async (t: TxCtx, tokenHash: string): Promise<boolean> => {
  const { rows } = await t.tx.execute<{ unit: string | null }>(sql`select confirmation_unit(${tokenHash}) as unit`);
  const unit = rows[0]?.unit;
  if (unit) await t.tx.execute(sql`select set_config('app.org', ${unit}, true)`);
  return Boolean(unit);
};
