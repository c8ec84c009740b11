import { sql } from "drizzle-orm";
import type { WorkerDeps } from "./deps.ts";

export const heartbeatMs = 5_000;

/**
 * Leaves a mark every few seconds by which the health page knows that a worker lives. Returns a stop.
 * @param onBeat called when the database took the mark
 */
export const startHeartbeat = (deps: WorkerDeps, onBeat: () => void): (() => void) => {
  const beat = () =>
    deps.db
      .execute(
        sql`insert into installation (key, value, at) values ('worker', '{}', now()) on conflict (key) do update set at = excluded.at`,
      )
      .then(onBeat)
      .catch((e: unknown) => deps.log.warn({ err: e }, "heartbeat missed"));
  void beat();
  const timer = setInterval(() => void beat(), heartbeatMs);
  return () => clearInterval(timer);
};
