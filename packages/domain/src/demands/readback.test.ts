import { describe, expect, test } from "vitest";
import { DomainError, nextState } from "../shared/index.ts";
import { type ReadbackEvent, readbackMachine, readbackRoles, readbackState, readbackStates } from "./index.ts";

const events: ReadbackEvent[] = ["confide", "state", "declare", "write", "confirm", "correct", "replace", "reopen"];
/** Who may do what, written down a second time and by hand. */
const steps = new Map([
  ["expert assigned confide", "assigned"],
  ["expert assigned state", "stated"],
  ["expert assigned declare", "declared"],
  ["expert stated write", "written"],
  ["expert stated declare", "declared"],
  ["expert written write", "written"],
  ["officer written confirm", "confirmed"],
  ["officer written correct", "corrected"],
  ["officer written reopen", "corrected"],
  ["officer confirmed reopen", "corrected"],
  ["checker assigned replace", "replaced"],
  ["checker stated replace", "replaced"],
  ["checker written replace", "replaced"],
]);

describe("readbackMachine", () => {
  test("each role in each state with each event goes where the table by hand says, else nowhere", () => {
    for (const role of readbackRoles)
      for (const state of readbackStates)
        for (const event of events) {
          let to: string;
          try {
            to = nextState(readbackMachine, "demands/transition", state, event, role);
          } catch (e) {
            expect(e).toBeInstanceOf(DomainError);
            to = "refused";
          }
          expect(`${role} ${state} ${event}: ${to}`).toBe(
            `${role} ${state} ${event}: ${steps.get(`${role} ${state} ${event}`) ?? "refused"}`,
          );
        }
  });
  test("nothing is written before the statement on conflicts, nor after one was declared", () => {
    for (const state of ["assigned", "declared"] as const)
      expect(Object.keys(readbackMachine[state])).not.toContain("write");
  });
});

describe("readbackState", () => {
  const at = new Date();
  const fresh = { conflict: null, writtenAt: null, answer: null, replacedAt: null };
  test.each([
    ["assigned", fresh],
    ["stated", { ...fresh, conflict: "none" as const }],
    ["declared", { ...fresh, conflict: "declared" as const }],
    ["written", { ...fresh, conflict: "none" as const, writtenAt: at }],
    ["confirmed", { ...fresh, conflict: "none" as const, writtenAt: at, answer: "confirmed" as const }],
    ["corrected", { ...fresh, conflict: "none" as const, writtenAt: at, answer: "corrected" as const }],
    ["replaced", { ...fresh, conflict: "none" as const, writtenAt: at, replacedAt: at }],
  ])("is %s by what was written down", (state, row) => {
    expect(readbackState(row)).toBe(state);
  });
});
