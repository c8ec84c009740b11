import { setTimeout as sleep } from "node:timers/promises";
import { inTransaction, type TxCtx } from "@peony/db";
import { inboxEvents } from "@peony/db/schema";
import type { Id } from "@peony/domain/shared";
import { and, eq, sql } from "drizzle-orm";
import { systemCtx } from "../deps.ts";
import { type Apply, hintOf, type InboxDeps, stripeHandlers } from "./registry.ts";

const maxAttempts = 12;
/** While a row is being worked nobody else takes it; a worker that dies loses it after this. */
const leaseSeconds = 45;
const idleMs = 500;

type Claimed = { id: Id<"inbox">; provider: string; type: string; payload: unknown; attempts: number };

const claim = async ({ db }: InboxDeps): Promise<Claimed | undefined> => {
  const { rows } = await db.execute<Claimed>(sql`
    update inbox_events set attempts = attempts + 1, next_at = now() + ${leaseSeconds} * interval '1 second'
    where id = (select id from inbox_events where state = 'waiting' and next_at <= now()
                order by next_at, id limit 1 for update skip locked)
    returning id, provider, type, payload, attempts`);
  return rows[0];
};

/** Seconds until the next try: 1, 2, 4 … at most an hour. */
const waitSeconds = (attempts: number): number => Math.min(2 ** (attempts - 1), 3600);

/** A failure postpones its own row, in a statement of its own, and no other. */
const postpone = async ({ db }: InboxDeps, row: Claimed, e: unknown): Promise<"postponed" | "parked"> => {
  const state = row.attempts >= maxAttempts ? "parked" : "waiting";
  const note = (e instanceof Error ? e.message : String(e)).slice(0, 500);
  await db.execute(sql`
    update inbox_events set state = ${state}, note = ${note}, next_at = now() + ${waitSeconds(row.attempts)} * interval '1 second'
    where id = ${row.id} and state = 'waiting' and attempts = ${row.attempts}`);
  return state === "parked" ? "parked" : "postponed";
};

/** Marks the row done and applies its facts in one transaction; a row that another worker took over or finished is left alone. */
const finish = async (t: TxCtx, row: Claimed, apply: Apply): Promise<void> => {
  const mine = await t.tx
    .update(inboxEvents)
    .set({ state: "done", note: null, handledAt: t.now })
    .where(and(eq(inboxEvents.id, row.id), eq(inboxEvents.state, "waiting"), eq(inboxEvents.attempts, row.attempts)))
    .returning({ id: inboxEvents.id });
  if (mine.length === 0) return;
  const note = await apply(t);
  if (note !== undefined) await t.tx.update(inboxEvents).set({ note }).where(eq(inboxEvents.id, row.id));
};

const applyOf = async (deps: InboxDeps, row: Claimed): Promise<Apply> => {
  const handler =
    row.provider === "stripe" && Object.hasOwn(stripeHandlers, row.type) ? stripeHandlers[row.type] : undefined;
  if (!handler) return async () => "no handler for this type";
  return handler(deps, hintOf(row.payload));
};

/**
 * Works one waiting webhook: claims it, fetches what it is about outside any transaction, then applies the facts and marks the row
 * done in one. `empty` where nothing waits.
 */
export const workInbox = async (deps: InboxDeps): Promise<"done" | "postponed" | "parked" | "empty"> => {
  const row = await claim(deps);
  if (!row) return "empty";
  try {
    const apply = await applyOf(deps, row);
    await inTransaction(systemCtx(deps, "inbox"), (t) => finish(t, row, apply));
    return "done";
  } catch (e) {
    deps.log.warn({ err: e, inbox: row.id, type: row.type, attempts: row.attempts }, "webhook will be tried again");
    return postpone(deps, row, e);
  }
};

const drain = async (deps: InboxDeps, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    const outcome = await workInbox(deps).catch((e: unknown) => {
      deps.log.error({ err: e }, "inbox cannot be worked");
      return "empty" as const;
    });
    if (outcome === "empty") await sleep(idleMs, undefined, { signal }).catch(() => undefined);
  }
};

/**
 * Works the inbox from now on; a database that is away is waited for.
 * @returns stops it, and resolves when the row in hand is finished
 */
export const startInbox = (deps: InboxDeps): (() => Promise<void>) => {
  const stopping = new AbortController();
  const running = drain(deps, stopping.signal);
  return async () => {
    stopping.abort();
    await running;
  };
};
