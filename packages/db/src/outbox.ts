import type { Events, EventType } from "@peony/domain/shared";
import { sql } from "drizzle-orm";
import type { Tx } from "./client.ts";

/** The one queue of the outbox; a job's data is `{ type, payload }`. */
export const outboxQueue = "outbox";
export type OutboxJob = { [T in EventType]: { type: T; payload: Events[T] } }[EventType];

/**
 * Leaves an event for the worker, in the transaction that causes it: commit sends it, rollback forgets it.
 * @param priority higher is sooner; withdrawals go ahead of edits
 */
export const emit = async <T extends EventType>(tx: Tx, type: T, payload: Events[T], priority = 0): Promise<void> => {
  await tx.execute(sql`select emit_event(${JSON.stringify({ type, payload })}::jsonb, ${priority}::int)`);
};

/** Queues that the worker's clock fills; made by the migration, since the worker itself creates no queues. */
export const scheduleNames = [
  "expire-offers",
  "resume-payouts",
  "remind-inspections",
  "reconcile-ledger",
  "forget-old",
] as const;
export type ScheduleName = (typeof scheduleNames)[number];
