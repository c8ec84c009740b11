import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { afterAnswer, afterFailure, type Line, type Outage } from "./outage.ts";
import { outageLog } from "./outage-log.ts";

/** Lines told over failures at these times. */
const linesOf = (times: readonly number[]) => {
  let outage: Outage | null = null;
  const lines: (Line & { at: number })[] = [];
  for (const at of times) {
    const step = afterFailure(outage, at);
    outage = step.outage;
    if (step.line) lines.push({ ...step.line, at });
  }
  return { lines, outage };
};

describe("afterFailure", () => {
  test("ten failures a second for two minutes make seven lines: the loss, then one for each doubled pause", () => {
    const { lines } = linesOf(Array.from({ length: 1_200 }, (_, i) => i * 100));
    expect(lines.map((l) => [l.at / 1_000, l.text])).toEqual([
      [0, "database lost"],
      ...[1, 3, 7, 15, 31, 63].map((s) => [s, "database still away"]),
    ]);
  });
  test("after a minute it goes on with a line a minute", () => {
    const { lines } = linesOf(Array.from({ length: 6_000 }, (_, i) => i * 100));
    expect(lines.slice(-3).map((l) => l.at / 1_000)).toEqual([423, 483, 543]);
  });
  test("never tells twice within a second, counts every failure, and tells the first", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 5_000 }), { minLength: 1, maxLength: 200 }), (gaps) => {
        let at = 0;
        const { lines, outage } = linesOf(gaps.map((g) => (at += g)));
        expect(lines[0]).toMatchObject({ text: "database lost", failures: 1 });
        for (const [i, l] of lines.entries())
          if (i > 0) expect(l.at - (lines[i - 1]?.at ?? 0)).toBeGreaterThanOrEqual(1_000);
        expect(outage?.failures).toBe(gaps.length);
      }),
    );
  });
});

describe("afterAnswer", () => {
  test("says once how long the database was away, and nothing where it was not", () => {
    const { outage } = linesOf([0, 100, 200]);
    const back = afterAnswer(outage, 5_000);
    expect(back.line).toEqual({ text: "database is back", awayMs: 5_000, failures: 3 });
    expect(afterAnswer(back.outage, 6_000).line).toBeNull();
  });
});

describe("outageLog", () => {
  const away = Object.assign(new Error("terminating connection"), { code: "57P01" });
  test("keeps what is about the lost database down and lets everything else through", () => {
    const said: string[] = [];
    const say = (_o: unknown, text: string) => void said.push(text);
    let clock = 0;
    const { log, answered } = outageLog({ info: say, warn: say, error: say } as never, () => clock);
    for (const text of ["heartbeat missed", "queue", "inbox cannot be worked"]) log.warn({ err: away }, text);
    log.error({ err: away }, "inbox cannot be worked");
    log.warn({ err: new Error("search is down") }, "job will be tried again");
    // as the queue reports what its pollers meet: no error, but the fields of one
    log.warn({ err: { message: "terminating connection", code: "57P01" } }, "queue");
    clock = 4_000;
    answered();
    answered();
    log.info({}, "worker is ready");
    expect(said).toEqual(["database lost", "job will be tried again", "database is back", "worker is ready"]);
  });
});
