import { emit, inTransaction, loggedError, type OutboxEvent, type OutboxJob, outboxQueue } from "@peony/db";
import { sql } from "drizzle-orm";
import type { PgBoss } from "pg-boss";
import { systemCtx, type WorkerDeps } from "../deps.ts";
import { handlers } from "./registry.ts";

type Run = (deps: WorkerDeps, payload: unknown) => Promise<void>;
type Job = OutboxJob | (OutboxEvent & { readonly handler?: undefined });

/** A handler of this release, or undefined where the job names an event or a listener that only another release knows. */
const handlerOf = (job: OutboxJob): Run | undefined => {
  const known: Readonly<Record<string, Readonly<Record<string, unknown>>>> = handlers;
  const ofEvent = Object.hasOwn(known, job.type) ? known[job.type] : undefined;
  return ofEvent && Object.hasOwn(ofEvent, job.handler) ? (ofEvent[job.handler] as Run) : undefined;
};

/**
 * Does one job: one event for one listener. Handlers re-read what they work on, so a repeated or late job converges. A job of the
 * release before stands for all listeners and is handed out to each of them.
 */
export const handle = async (deps: WorkerDeps, job: Job): Promise<void> => {
  if (job.handler === undefined)
    return inTransaction(systemCtx(deps, "outbox"), (t) => emit(t.tx, job.type, job.payload));
  const run = handlerOf(job);
  if (!run) throw new Error(`this release has no ${job.handler} for ${job.type}`);
  await run(deps, job.payload);
};

/** When a job failed first; the queue itself remembers the last time only. Whether this is kept must not decide anything. */
const markFailed = ({ db }: WorkerDeps, id: string): Promise<unknown> =>
  db
    .execute(sql`
      update pgboss.job set data = data || jsonb_build_object('failedAt', now())
      where name = ${outboxQueue} and id = ${id}::uuid and not data ? 'failedAt'`)
    .catch(() => undefined);

/** What the queue keeps of a failure is shown to an operator: its kind and sentence, and no parameters of queries. */
const kept = (e: unknown): Error => {
  const { type, message } = loggedError(e);
  return Object.assign(new Error(message), { name: type });
};

/** Sooner first: a withdrawal overtakes the edits in front of it. */
const concurrency = 4;

/**
 * Takes jobs as they come. A job holds a lease that heart-beats keep alive; a worker that dies loses it and another takes over.
 * A handler that throws gives its own job back for a later try; after twelve it is parked for a person.
 */
export const drainOutbox = async (boss: PgBoss, deps: WorkerDeps): Promise<void> => {
  await boss.work<Job>(
    outboxQueue,
    { pollingIntervalSeconds: 0.5, localConcurrency: concurrency, heartbeatRefreshSeconds: 10 },
    async (jobs) => {
      for (const { id, data } of jobs) {
        try {
          await handle(deps, data);
        } catch (e) {
          deps.log.warn({ err: e, event: data.type, handler: data.handler, job: id }, "job will be tried again");
          await markFailed(deps, id);
          throw kept(e);
        }
      }
    },
  );
};
