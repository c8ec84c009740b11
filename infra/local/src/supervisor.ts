import { setTimeout as delay } from "node:timers/promises";
import type { RunningProcess } from "./process.ts";
import { say } from "./terminal.ts";

const longestPauseMs = 10_000;
const steadyAfterMs = 30_000;

/** Programs (web, worker, sandbox) use servers (database, search), so they stop first. */
type Kind = "program" | "server";

export type Supervisor = {
  keep: (kind: Kind, start: () => Promise<RunningProcess>) => Promise<RunningProcess>;
  stop: () => Promise<void>;
  readonly stopping: boolean;
};

/**
 * Keeps services running: one that ends although nobody asked is started again, after a pause that grows while it keeps ending.
 * `stop` ends those that use others first, then the others.
 */
export const supervise = (): Supervisor => {
  const current: { kind: Kind; running: () => RunningProcess }[] = [];
  const turning = new AbortController();

  const watch = async (kind: Kind, first: RunningProcess, start: () => Promise<RunningProcess>): Promise<void> => {
    let running = first;
    current.push({ kind, running: () => running });
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
      if (again) running = again;
      // the wish to stop may have come while it was starting
      if (turning.signal.aborted) await running.stop();
    }
  };

  return {
    keep: async (kind, start) => {
      const first = await start();
      if (turning.signal.aborted) await first.stop();
      else void watch(kind, first, start);
      return first;
    },
    stop: async () => {
      turning.abort();
      for (const kind of ["program", "server"] as const)
        await Promise.all(current.filter((one) => one.kind === kind).map((one) => one.running().stop()));
    },
    get stopping() {
      return turning.signal.aborted;
    },
  };
};
