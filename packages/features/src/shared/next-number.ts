import type { TxCtx } from "@peony/db";
import { chineseDay } from "@peony/domain/shared";
import { sql } from "drizzle-orm";

/** The next public number of a kind, `PN-2026-000131`: gap-free per year of Chinese time, since a rollback takes its number back. */
export const nextNumber = async (t: TxCtx, kind: "PN" | "DN"): Promise<string> => {
  const y = Number(chineseDay(t.now).slice(0, 4));
  const { rows } = await t.tx.execute<{ last: number }>(sql`
    insert into number_counters (kind, year, last) values (${kind}, ${y}, 1)
    on conflict (kind, year) do update set last = number_counters.last + 1 returning last`);
  return `${kind}-${y}-${String(rows[0]?.last ?? 0).padStart(6, "0")}`;
};
