import { setTimeout as delay } from "node:timers/promises";
import type { RunningProcess } from "./process.ts";
import { say } from "./terminal.ts";

const longestPauseMs = 10_000;
const steadyAfterMs = 30_000;

/** In the order of stopping: programs use servers, so they go first. */
const tiers = [
  ["web", "worker", "sandbox"],
  ["mail", "search", "postgres"],
] as const;

export type ServiceId = (typeof tiers)[number][number];

export type Supervisor = {
  keep: (id: ServiceId, start: () => Promise<RunningProcess>) => Promise<RunningProcess>;
  stop: () => Promise<void>;
  /** Process ids by service, as they are now. */
  pids: () => Readonly<Record<string, number>>;
  readonly stopping: boolean;
};

/**
 * Keeps services running: one that ends although nobody asked is started again, after a pause that grows while it keeps ending.
 * `stop` ends those that use others first, then the others. `onChange` is called after each start.
 */
export const supervise = (onChange: () => void = () => undefined): Supervisor => {
  const current = new Map<ServiceId, RunningProcess>();
  const put = (id: ServiceId, running: RunningProcess): void => {
    current.set(id, running);
    onChange();
  };
  const turning = new AbortController();

  const watch = async (id: ServiceId, first: RunningProcess, start: () => Promise<RunningProcess>): Promise<void> => {
    let running = first;
    put(id, running);
    let pauseMs = 200;
    while (!turning.signal.aborted) {
      const since = Date.now();
      const exit = await running.exited;
      if (turning.signal.aborted) return;
      if (Date.now() - since > steadyAfterMs) pauseMs = 200;
      say(`${running.name} ended unexpectedly (${exit.signal ?? `code ${exit.code}`}) and is started again.`);
      let again: RunningProcess | undefined;
      while (!again && !turning.signal.aborted) {
        await delay(pauseMs, undefined, { signal: turning.signal }).catch(() => undefined);
        pauseMs = Math.min(pauseMs * 2, longestPauseMs);
        if (turning.signal.aborted) return;
        again = await start().catch((error: Error) => {
          say(`${running.name} did not come back yet: ${error.message}`);
          return undefined;
        });
      }
      if (again) {
        running = again;
        put(id, running);
      }
      // the wish to stop may have come while it was starting
      if (turning.signal.aborted) await running.stop();
    }
  };

  return {
    keep: async (id, start) => {
      const first = await start();
      if (turning.signal.aborted) await first.stop();
      else void watch(id, first, start);
      return first;
    },
    stop: async () => {
      turning.abort();
      for (const tier of tiers) await Promise.all(tier.map((id) => current.get(id)?.stop()));
    },
    pids: () => Object.fromEntries([...current].map(([id, running]) => [id, running.pid])),
    get stopping() {
      return turning.signal.aborted;
    },
  };
};
