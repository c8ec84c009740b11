import { setTimeout as delay } from "node:timers/promises";

/**
 * Asks `probe` until it answers true. Throws when `limitMs` has passed or when `gaveUp` says why waiting is pointless.
 * A probe that throws counts as "not yet".
 */
export const waitUntil = async (
  what: string,
  probe: () => Promise<boolean>,
  limitMs: number,
  gaveUp: () => string | undefined = () => undefined,
): Promise<void> => {
  const deadline = Date.now() + limitMs;
  for (;;) {
    if (await probe().catch(() => false)) return;
    const reason = gaveUp();
    if (reason) throw new Error(`${what}: ${reason}`);
    if (Date.now() > deadline) throw new Error(`${what} did not answer within ${Math.round(limitMs / 1000)} s.`);
    await delay(50);
  }
};

/** Whether an HTTP address answers with a 2xx status within two seconds. */
export const answersOk = async (url: string): Promise<boolean> => {
  const response = await fetch(url, { signal: AbortSignal.timeout(2000), redirect: "manual" });
  await response.body?.cancel();
  return response.ok;
};
