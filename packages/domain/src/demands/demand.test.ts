import { describe, expect, test } from "vitest";
import { DomainError } from "../shared/index.ts";
import {
  type DemandEvent,
  type DemandKind,
  type DemandRole,
  type DemandState,
  demandKinds,
  demandRoles,
  demandStates,
  nextDemandState,
  possibleDemandEvents,
} from "./index.ts";

const events = [
  ...["submit", "return", "publish", "close", "screen", "assess", "shortlist"],
  ...["award", "contract", "deliver", "accept", "fail", "cancel"],
] as DemandEvent[];

/** Every step there is, written down a second time and by hand: who, from where, what, to where; c a challenge's, o an ordinary one's. */
const steps = `
  officer draft submit clinic co
  officer draft cancel cancelled co
  officer clinic return draft co
  park clinic return draft co
  operator clinic return draft co
  officer clinic publish published co
  officer clinic cancel cancelled co
  officer published return draft o
  officer published close closed o
  system published close closed co
  officer published cancel cancelled co
  system published contract contracted o
  officer closed screen screening c
  officer closed cancel cancelled co
  system closed contract contracted o
  officer screening assess assessing c
  officer screening cancel cancelled co
  officer assessing shortlist finalist c
  officer assessing cancel cancelled co
  officer finalist award awarded c
  officer finalist cancel cancelled co
  system awarded contract contracted co
  system awarded fail failed co
  system contracted deliver in_delivery co
  system contracted fail failed co
  system in_delivery accept accepted co
  system in_delivery fail failed co`
  .trim()
  .split("\n")
  .map((line) => line.trim().split(" ") as [DemandRole, DemandState, DemandEvent, DemandState, string]);

const expected = (kind: DemandKind, role: DemandRole, from: DemandState, event: DemandEvent): string => {
  const mark = kind === "challenge" ? "c" : "o";
  const rows = steps.filter(([, s, e, , kinds]) => s === from && e === event && kinds.includes(mark));
  const [row] = rows.filter(([r]) => r === role);
  return row ? row[3] : rows.length > 0 ? "forbidden" : "demands/transition";
};
const found = (kind: DemandKind, role: DemandRole, state: DemandState, event: DemandEvent): string => {
  try {
    return nextDemandState({ kind, state }, event, role);
  } catch (e) {
    return e instanceof DomainError ? e.code : String(e);
  }
};

describe("demandMachine", () => {
  test("each role in each state with each event of each kind goes where the table by hand says, or is refused as it says", () => {
    let asked = 0;
    for (const kind of demandKinds)
      for (const role of demandRoles)
        for (const state of demandStates)
          for (const event of events) {
            const what = `${kind} ${role} ${state} ${event}`;
            expect(`${what}: ${found(kind, role, state, event)}`).toBe(
              `${what}: ${expected(kind, role, state, event)}`,
            );
            asked += 1;
          }
    expect(asked).toBe(2 * 6 * 13 * 13);
  });
  test("a page offers exactly the steps that would be taken", () => {
    for (const kind of demandKinds)
      for (const role of demandRoles)
        for (const state of demandStates)
          expect(possibleDemandEvents({ kind, state }, role).sort()).toEqual(
            events.filter((event) => demandStates.some((s) => s === found(kind, role, state, event))).sort(),
          );
  });
  test("a stranger and an expert move nothing", () => {
    for (const kind of demandKinds)
      for (const state of demandStates)
        for (const role of ["stranger", "expert"] as const)
          expect(possibleDemandEvents({ kind, state }, role)).toEqual([]);
  });
});
