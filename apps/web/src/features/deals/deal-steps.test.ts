import type { DealView } from "@peony/features/deals";
import { describe, expect, test } from "vitest";
import { timelineOf } from "./deal-steps.ts";

const base = {
  role: "buyer",
  step: "agree",
  createdAt: new Date("2026-11-01T00:00:00Z"),
  demand: null,
  rounds: [{ round: 2, state: "submitted" }],
  contract: null,
  items: [],
};
const stepsOf = (over: object) =>
  timelineOf("en", { ...base, ...over } as unknown as DealView).map((s) => [s.key, s.state, s.lines?.[0]]);

describe("timelineOf", () => {
  test("says how talks ended where they ended, and that nothing follows", () => {
    const steps = stepsOf({ step: null, rounds: [{ round: 2, state: "declined" }] });
    expect(steps.slice(2)).toEqual([
      ["agree", "ended", "Round 2 was declined"],
      ["sign", "todo", expect.any(String)],
      ["pay", "todo", expect.any(String)],
    ]);
  });

  test("tells a broker that both are done where there are payments, and before that nothing about offers or texts", () => {
    const open = stepsOf({ role: "broker", rounds: [], step: "look" }).map(([, , line]) => line);
    expect(open.slice(2, 4)).toEqual([
      "Between the parties; not shown to brokers",
      "Shown once both sides have signed",
    ]);
    const paying = stepsOf({
      role: "broker",
      rounds: [],
      step: "pay",
      items: [{ state: "settled" }, { state: "held" }],
    });
    expect(paying.slice(2)).toEqual([
      ["agree", "done", "Agreed"],
      ["sign", "done", "All signed"],
      ["pay", "now", "1 of 2 settled"],
    ]);
  });
});
