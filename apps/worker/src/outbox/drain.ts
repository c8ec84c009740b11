import { type OutboxJob, outboxQueue } from "@peony/db";
import type { EventType } from "@peony/domain/shared";
import type { PgBoss } from "pg-boss";
import type { WorkerDeps } from "../deps.ts";
import { handlers } from "./registry.ts";

/** Runs every handler of one event. Handlers re-read what they work on, so a repeated or late event converges. */
export const handle = async (deps: WorkerDeps, job: OutboxJob): Promise<void> => {
  const run = handlers[job.type] as readonly ((deps: WorkerDeps, payload: unknown) => Promise<void>)[];
  for (const handler of run) await handler(deps, job.payload);
};

/** Sooner first: a withdrawal overtakes the edits in front of it. */
const concurrency = 4;

/**
 * Takes events as they come. A job holds a lease that heart-beats keep alive; a worker that dies loses it and another takes over.
 * A handler that throws gives the job back for a later try; after twelve it is parked for a person.
 */
export const drainOutbox = async (boss: PgBoss, deps: WorkerDeps): Promise<void> => {
  await boss.work<OutboxJob>(
    outboxQueue,
    { pollingIntervalSeconds: 0.5, localConcurrency: concurrency, heartbeatRefreshSeconds: 10 },
    async (jobs) => {
      for (const job of jobs) {
        try {
          await handle(deps, job.data);
        } catch (e) {
          deps.log.warn({ err: e, event: job.data.type satisfies EventType, job: job.id }, "event will be tried again");
          throw e;
        }
      }
    },
  );
};
