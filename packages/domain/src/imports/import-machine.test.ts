import { describe, expect, test } from "vitest";
import { isDomainError, nextState } from "../shared/index.ts";
import {
  type ImportEvent,
  type ImportRole,
  type ImportState,
  importMachine,
  importRoles,
  importStates,
} from "./import-machine.ts";

const events: readonly ImportEvent[] = ["map", "check", "start", "finish", "stop", "fail", "undo"];
/** What is allowed, written out: everything else is refused. */
const allowed: readonly (readonly [ImportState, ImportEvent, ImportState, readonly ImportRole[]])[] = [
  ["uploaded", "map", "mapped", ["officer"]],
  ["uploaded", "fail", "failed", ["system"]],
  ["uploaded", "undo", "undone", ["officer"]],
  ["mapped", "map", "mapped", ["officer"]],
  ["mapped", "check", "checked", ["officer", "system"]],
  ["mapped", "undo", "undone", ["officer"]],
  ["checked", "map", "mapped", ["officer"]],
  ["checked", "start", "importing", ["officer"]],
  ["checked", "undo", "undone", ["officer"]],
  ["importing", "finish", "done", ["officer", "system"]],
  ["importing", "stop", "stopped", ["officer"]],
  ["done", "start", "importing", ["officer"]],
  ["done", "undo", "undone", ["officer"]],
  ["stopped", "start", "importing", ["officer"]],
  ["stopped", "undo", "undone", ["officer"]],
  ["failed", "undo", "undone", ["officer"]],
];

describe("importMachine", () => {
  for (const state of importStates)
    for (const event of events)
      for (const role of importRoles)
        test(`${role}: ${event} from ${state}`, () => {
          const row = allowed.find(([s, e]) => s === state && e === event);
          const move = () => nextState(importMachine, "imports/transition", state, event, role);
          if (row?.[3].includes(role)) expect(move()).toBe(row[2]);
          else
            expect(() => move()).toSatisfy((f: () => void) => {
              try {
                f();
                return false;
              } catch (e) {
                return isDomainError(e) && e.code === (row ? "forbidden" : "imports/transition");
              }
            });
        });
});
