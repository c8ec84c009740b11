import { isDatabaseAway } from "@peony/db";
import type { WorkerDeps } from "./deps.ts";
import { afterAnswer, afterFailure, type Outage, type Step } from "./outage.ts";

type Log = WorkerDeps["log"];

/** The queue reports what its pollers meet as a plain object with the fields of an error. */
export const asError = (e: unknown): unknown => {
  if (e instanceof Error || typeof e !== "object" || e === null || !("message" in e)) return e;
  return Object.assign(new Error(String(e.message)), "code" in e ? { code: e.code } : {});
};

const errorIn = (fields: unknown): unknown =>
  typeof fields === "object" && fields !== null && "err" in fields ? asError(fields.err) : undefined;

/**
 * A log that tells the loss of the database as one story, whoever meets it: lost, still away now and then, back. Everything else passes.
 * @param now milliseconds, for the pauses between lines only
 * @returns the log, and what to call when the database answered
 */
export const outageLog = (log: Log, now: () => number): { readonly log: Log; readonly answered: () => void } => {
  let outage: Outage | null = null;
  const tell = (step: Step, level: "warn" | "info", err?: unknown): void => {
    outage = step.outage;
    if (!step.line) return;
    const { text, awayMs, failures } = step.line;
    log[level]({ awayMs, failures, ...(err ? { err } : {}) }, text);
  };
  const filtered =
    (level: "warn" | "error"): Log["warn"] =>
    (...said: unknown[]) => {
      const err = errorIn(said[0]);
      if (isDatabaseAway(err)) return tell(afterFailure(outage, now()), "warn", err);
      const [fields, ...rest] = said as [object, ...string[]];
      log[level](err === undefined ? fields : { ...fields, err }, ...rest);
    };
  return {
    log: { info: log.info.bind(log), warn: filtered("warn"), error: filtered("error") },
    answered: () => tell(afterAnswer(outage, now()), "info"),
  };
};
