import { type Events, type EventType, type Listener, listeners } from "@peony/domain/shared";
import { sql } from "drizzle-orm";
import type { Tx } from "./client.ts";

/** The one queue of the outbox, and the one of jobs that failed too often and wait for a person. */
export const outboxQueue = "outbox";
export const parkedQueue = `${outboxQueue}-parked`;

export type OutboxEvent = { [T in EventType]: { type: T; payload: Events[T] } }[EventType];
/** A job's data: one event for one of its listeners. */
export type OutboxJob = { [T in EventType]: { type: T; payload: Events[T]; handler: Listener<T> } }[EventType];

/**
 * Leaves an event for the worker, one job for each who listens, in the transaction that causes it: commit sends them, rollback
 * forgets them.
 * @param priority higher is sooner; withdrawals go ahead of edits
 */
export const emit = async <T extends EventType>(tx: Tx, type: T, payload: Events[T], priority = 0): Promise<void> => {
  const jobs = listeners[type].map((handler) => ({ type, payload, handler }));
  await tx.execute(sql`
    select emit_event(job, ${priority}::int) from jsonb_array_elements(${JSON.stringify(jobs)}::jsonb) as job`);
};

/** Queues that the worker's clock fills; made by the migration, since the worker itself creates no queues. */
export const scheduleNames = [
  "expire-offers",
  "close-demands",
  "ask-about-attempts",
  "resume-payouts",
  "drop-broken-off",
  "remind-inspections",
  "remind-reviews",
  "age-listings",
  "remind-inventors",
  "remind-steps",
  "reconcile-ledger",
  "forget-old",
  "forget-old-rows",
] as const;
export type ScheduleName = (typeof scheduleNames)[number];
