import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { startTicksOf } from "./runtime.ts";

const lives = (pid: number): boolean => startTicksOf(pid) !== undefined;

/** A process that starts `command` through startProcess, tells its id, and waits. */
const owner = async (command: string): Promise<{ owner: ReturnType<typeof spawn>; pid: number }> => {
  const code = `const { startProcess } = await import(${JSON.stringify(join(import.meta.dirname, "process.ts"))});
    const one = startProcess({ name: "x", command: "/bin/sh", args: ["-c", ${JSON.stringify(command)}], env: process.env });
    console.log("pid " + one.pid); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  const [chunk] = (await once(child.stdout, "data")) as [Buffer];
  return { owner: child, pid: Number(/pid (\d+)/.exec(String(chunk))?.[1]) };
};

const goneWithin = async (pid: number, limitMs: number): Promise<boolean> => {
  const deadline = Date.now() + limitMs;
  while (lives(pid) && Date.now() < deadline) await delay(50);
  return !lives(pid);
};

describe("startProcess", () => {
  test("leaves nothing when its owner is killed", async () => {
    const { owner: child, pid } = await owner("sleep 300");
    expect(lives(pid)).toBe(true);
    child.kill("SIGKILL");
    expect(await goneWithin(pid, 10_000)).toBe(true);
  });

  test("leaves nothing even of a program that does not want to end", async () => {
    const { owner: child, pid } = await owner("trap '' TERM; while :; do sleep 1; done");
    child.kill("SIGKILL");
    expect(await goneWithin(pid, 20_000)).toBe(true);
  });
});
