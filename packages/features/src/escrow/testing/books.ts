import { escrowEvents } from "@peony/db/schema";
import type { TestDb } from "@peony/db/testing";
import { replayItem } from "@peony/domain/escrow";
import type { Id } from "@peony/domain/shared";
import { asc, eq, sql } from "drizzle-orm";
import { expect } from "vitest";
import { itemOf } from "./money.ts";

/** Balance of one ledger account in its currency; 0 where it was never opened. */
export const balanceOf = async (db: TestDb, code: string, currency = "CNY"): Promise<bigint> => {
  const { rows } = await db.admin.execute<{ amount: string }>(
    sql`select amount from ledger.balance where code = ${code} and currency = ${currency}`,
  );
  return BigInt(rows[0]?.amount ?? 0);
};

/** What must hold after every test: no drift, zero sums, every state follows from its events, held accounts equal their items. */
export const expectSoundBooks = async (db: TestDb, items: readonly Id<"item">[] = []): Promise<void> => {
  const drift = await db.admin.execute(sql`select code from ledger.drift`);
  const trial = await db.admin.execute(sql`select * from ledger.trial_balance where posted <> 0 or pending <> 0`);
  expect([drift.rows, trial.rows]).toEqual([[], []]);
  for (const id of items) {
    const item = await itemOf(db, id);
    const events = await db.admin
      .select()
      .from(escrowEvents)
      .where(eq(escrowEvents.itemId, id))
      .orderBy(asc(escrowEvents.seq));
    expect([replayItem(events), events.length]).toEqual([item.state, item.seq]);
    const held = item.state === "held" || item.state === "delivered" ? item.due : 0n;
    expect(await balanceOf(db, `held:${id}`, item.currency)).toBe(held);
  }
};

/** The code of the refusal, or "ok". */
export const outcomeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return "ok";
  } catch (e) {
    return e instanceof Error && "code" in e ? String(e.code) : String(e);
  }
};
