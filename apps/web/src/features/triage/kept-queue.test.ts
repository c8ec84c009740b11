import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Decision } from "./board-state.ts";
import { keepQueue, keptQueue } from "./kept-queue.ts";

const decision: Decision = {
  row: { id: "lst_1", version: 3, title: "T", titleLang: undefined, text: "", facts: [] },
  pick: "sell.upkeep",
  own: "",
  kind: "decide",
};
let held: Map<string, string>;
beforeEach(() => {
  held = new Map();
  vi.stubGlobal("localStorage", {
    getItem: (k: string) => held.get(k) ?? null,
    setItem: (k: string, v: string) => held.set(k, v),
    removeItem: (k: string) => held.delete(k),
  });
});
afterEach(() => vi.unstubAllGlobals());

test("a device keeps what could not be sent, for this person only, and forgets it once it was", () => {
  expect(keepQueue("usr_a", [decision])).toBe(true);
  expect([keptQueue("usr_a"), keptQueue("usr_b")]).toEqual([[decision], []]);
  keepQueue("usr_a", []);
  expect(held.size).toBe(0);
});

test("what is no decision is no decision, and a device without room promises nothing", () => {
  held.set("peony:triage:usr_a", JSON.stringify([{ row: 1 }, null, decision]));
  expect(keptQueue("usr_a")).toEqual([decision]);
  held.set("peony:triage:usr_a", "{");
  expect(keptQueue("usr_a")).toEqual([]);
  vi.stubGlobal("localStorage", undefined);
  expect(keepQueue("usr_a", [decision])).toBe(false);
});
