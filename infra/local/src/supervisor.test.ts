import { describe, expect, test } from "vitest";
import { type RunningProcess, startProcess } from "./process.ts";
import { supervise } from "./supervisor.ts";
import { waitUntil } from "./wait.ts";

const sleeper = async (): Promise<RunningProcess> =>
  startProcess({ name: "The sleeper", command: "/bin/sleep", args: ["300"], env: {} });

describe("supervise", () => {
  test("starts a killed service again, and stops it when asked", async () => {
    const supervisor = supervise();
    const first = await supervisor.keep("worker", sleeper);
    process.kill(first.pid, "SIGKILL");
    await waitUntil("The second sleeper", async () => supervisor.pids().worker !== first.pid, 20_000);
    const second = supervisor.pids().worker as number;
    expect(second).not.toBe(first.pid);
    await supervisor.stop();
    expect(() => process.kill(second, 0)).toThrow();
  });

  test("does not start again what it stopped itself", async () => {
    let starts = 0;
    const supervisor = supervise();
    await supervisor.keep("web", () => {
      starts += 1;
      return sleeper();
    });
    await supervisor.stop();
    expect([starts, supervisor.stopping]).toEqual([1, true]);
  });

  test("stops the programs before the servers they use", async () => {
    const order: string[] = [];
    const supervisor = supervise();
    for (const id of ["postgres", "web"] as const) {
      const running = await supervisor.keep(id, sleeper);
      void running.exited.then(() => order.push(id));
    }
    await supervisor.stop();
    expect(order).toEqual(["web", "postgres"]);
  });
});
