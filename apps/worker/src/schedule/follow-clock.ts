import { scheduleNames } from "@peony/db";
import { clockOffset } from "@peony/db/schema";
import type { PgBoss } from "pg-boss";
import type { WorkerDeps } from "../deps.ts";

const lookMs = 5_000;

/**
 * The queue's slots go by the machine's clock, every decision by the house's. Where that one was set, each slot is worked once soon, so
 * that what fell due meanwhile happens without waiting for the machine to get there; a slot worked twice does nothing the second time.
 * A worker that starts under a set clock works each slot too, since nobody may have done so. Returns a stop.
 */
export const followClock = (
  boss: Pick<PgBoss, "send">,
  deps: Pick<WorkerDeps, "db" | "log">,
  everyMs = lookMs,
): (() => Promise<void>) => {
  let followed = 0;
  const look = async (): Promise<void> => {
    const [row] = await deps.db.select({ offset: clockOffset.offsetMs }).from(clockOffset);
    const offset = row?.offset ?? 0;
    if (offset === followed) return;
    for (const name of scheduleNames) await boss.send(name);
    followed = offset;
  };
  let looking = Promise.resolve();
  const timer = setInterval(() => {
    looking = looking.then(look).catch((e: unknown) => deps.log.warn({ err: e }, "clock not looked at"));
  }, everyMs);
  return () => {
    clearInterval(timer);
    return looking;
  };
};
