import { type Ctx, emit, inTransaction } from "@peony/db";
import { demands } from "@peony/db/schema";
import { chineseDay } from "@peony/domain/shared";
import { and, asc, eq, lt, sql } from "drizzle-orm";
import { stepDemand } from "./step-demand.ts";

const batch = 100;

/**
 * Closes published demands whose last day is over in Chinese time: a day includes its last second. May run twice and from two places.
 * @returns how many were closed
 */
export const closeDueDemands = async (ctx: Ctx): Promise<number> => {
  let closed = 0;
  for (let more = true; more; ) {
    const done = await inTransaction(ctx, async (t) => {
      const last = sql`coalesce(${demands.closesOn}, ${demands.deadline})`;
      const due = await t.tx
        .select()
        .from(demands)
        .where(and(eq(demands.state, "published"), lt(last, chineseDay(t.now))))
        .orderBy(asc(demands.id))
        .limit(batch)
        .for("update", { skipLocked: true });
      for (const row of due) {
        await stepDemand(t, row, "close", "system", { set: { closedAt: t.now } });
        await emit(t.tx, "demand.window", { demandId: row.id });
      }
      return due.length;
    });
    closed += done;
    more = done === batch;
  }
  return closed;
};
