import { describe, expect, test, vi } from "vitest";
import { type Health, healthOf, lateState, remembered, type ServiceState, within, workerState } from "./health.ts";

const never = () => new Promise<ServiceState>(() => undefined);

describe("within", () => {
  test("gives the probe's own word, and down where it failed", async () => {
    expect(
      await within(
        5_000,
        async () => "degraded",
        () => "down",
      ),
    ).toBe("degraded");
    expect(
      await within(
        5_000,
        () => Promise.reject(new Error("refused")),
        () => "up",
      ),
    ).toBe("down");
  });
  test("does not wait for a probe that never answers", async () => {
    expect(await within(1, never, () => "degraded")).toBe("degraded");
  });
});

describe("remembered", () => {
  test("asks again only when a good answer is old, and a bad one after a second", async () => {
    let clock = 0;
    const states: ServiceState[] = ["up", "down", "up"];
    const probe = vi.fn(async () => states.shift() ?? "down");
    const ask = remembered(10_000, probe, () => clock);
    expect(await ask()).toBe("up");
    clock = 9_999;
    expect(await ask()).toBe("up");
    clock = 10_000;
    expect(await ask()).toBe("down");
    clock = 10_999;
    expect(await ask()).toBe("down");
    clock = 11_000;
    expect(await ask()).toBe("up");
    expect(probe).toHaveBeenCalledTimes(3);
  });
  test("lets askers at the same time share one probe", async () => {
    const probe = vi.fn(async (): Promise<ServiceState> => "up");
    const ask = remembered(10_000, probe, () => 0);
    expect(await Promise.all([ask(), ask(), ask()])).toEqual(["up", "up", "up"]);
    expect(probe).toHaveBeenCalledTimes(1);
  });
  test("takes a failing probe for down and asks again later", async () => {
    let clock = 0;
    const probe = vi
      .fn<() => Promise<ServiceState>>()
      .mockRejectedValueOnce(new Error("refused"))
      .mockResolvedValue("up");
    const ask = remembered(10_000, probe, () => clock);
    expect(await ask()).toBe("down");
    clock = 1_000;
    expect(await ask()).toBe("up");
  });
});

describe("lateState", () => {
  test("is degraded for one that was up or never heard of, and still down for one that was down", async () => {
    const states: ServiceState[] = ["up", "down"];
    let clock = 0;
    const ask = remembered(
      10,
      async () => states.shift() ?? "down",
      () => clock,
    );
    expect(lateState(ask)).toBe("degraded");
    await ask();
    expect(lateState(ask)).toBe("degraded");
    clock = 10;
    await ask();
    expect(lateState(ask)).toBe("down");
  });
});

describe("workerState", () => {
  test.each([
    [null, false, "down"],
    [0, false, "up"],
    [19_999, false, "up"],
    [20_000, false, "degraded"],
    [59_999, false, "degraded"],
    [60_000, false, "down"],
    [0, true, "degraded"],
    [60_000, true, "down"],
  ] as const)("a worker heard of %s ms ago, with something parked: %s, is %s", (ago, parked, state) => {
    expect(workerState(ago, parked)).toBe(state);
  });
});

describe("healthOf", () => {
  const all: Health["services"] = { postgres: "up", search: "up", payments: "up", storage: "up", worker: "up" };
  test("is ok only when everything is up", () => {
    expect(healthOf(all).status).toBe("ok");
    for (const name of Object.keys(all))
      for (const state of ["degraded", "down"] as const)
        expect(healthOf({ ...all, [name]: state }).status).toBe("degraded");
  });
});
