import { SearchAway } from "@peony/domain/search";

/** Rests after repeated failures, so that a dead engine costs a reader nothing. @param now milliseconds, injected */
export const circuit = (failures: number, restMs: number, now: () => number) => {
  let failed = 0;
  let openUntil = 0;
  return async <T>(call: () => Promise<T>): Promise<T> => {
    if (now() < openUntil) throw new SearchAway("resting after failures");
    try {
      const answer = await call();
      failed = 0;
      return answer;
    } catch (e) {
      failed += 1;
      if (failed >= failures) openUntil = now() + restMs;
      throw e instanceof SearchAway ? e : new SearchAway(e instanceof Error ? e.message : String(e), e);
    }
  };
};
