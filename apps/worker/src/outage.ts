/** A time without the database: since when, when the next line is due, and how much was left unsaid. Times in milliseconds. */
export type Outage = {
  readonly since: number;
  readonly stepMs: number;
  readonly nextAt: number;
  readonly failures: number;
};
export type Line = { readonly text: string; readonly awayMs: number; readonly failures: number };
export type Step = { readonly outage: Outage | null; readonly line: Line | null };

const firstStepMs = 1_000;
const longestStepMs = 60_000;

/**
 * What to say of one more failure. Everything that polls the database fails several times a second while it restarts: the loss is told
 * once, then one line each time the pause between lines, which doubles from a second to a minute, is over.
 */
export const afterFailure = (outage: Outage | null, now: number): Step => {
  if (!outage)
    return {
      outage: { since: now, stepMs: firstStepMs, nextAt: now + firstStepMs, failures: 1 },
      line: { text: "database lost", awayMs: 0, failures: 1 },
    };
  const failures = outage.failures + 1;
  if (now < outage.nextAt) return { outage: { ...outage, failures }, line: null };
  const stepMs = Math.min(outage.stepMs * 2, longestStepMs);
  return {
    outage: { since: outage.since, stepMs, nextAt: now + stepMs, failures },
    line: { text: "database still away", awayMs: now - outage.since, failures },
  };
};

/** What to say when the database answers: nothing where it was never away. */
export const afterAnswer = (outage: Outage | null, now: number): Step => ({
  outage: null,
  line: outage && { text: "database is back", awayMs: now - outage.since, failures: outage.failures },
});
