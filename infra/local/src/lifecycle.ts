import { refuseStarts, stopRest } from "./process.ts";
import type { Supervisor } from "./supervisor.ts";

/**
 * Calls `stop` once, for whatever reason we are to end: a signal, a message from the process that started us, or its
 * disappearance.
 */
export const onStopWish = (stop: () => void): void => {
  let asked = false;
  const once = (): void => {
    if (asked) return;
    asked = true;
    stop();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, once);
  process.on("message", once);
  process.on("disconnect", once);
};

/** Ends everything that was started, programs before the servers they use. */
export const stopEverything = async (supervisor: Supervisor): Promise<void> => {
  refuseStarts();
  await supervisor.stop();
  await stopRest();
};
