import { describe, expect, test } from "vitest";
import { isWell } from "./programs.ts";

const up = { postgres: "up", search: "up", payments: "up", storage: "up", worker: "up" };

describe("isWell", () => {
  test("does not wait for a person: a worker that lives and has parked something is well enough after a while", () => {
    const parked = { status: "degraded", services: { ...up, worker: "degraded" } };
    expect([isWell(parked, 1_000), isWell(parked, 15_000)]).toEqual([false, true]);
  });
  test("waits for whatever else is not up", () => {
    expect(isWell({ status: "ok", services: up }, 0)).toBe(true);
    for (const services of [
      { ...up, worker: "down" },
      { ...up, search: "degraded" },
      { ...up, search: "down", worker: "degraded" },
    ])
      expect(isWell({ status: "degraded", services }, 44_000)).toBe(false);
    expect(isWell({}, 44_000)).toBe(false);
  });
});
