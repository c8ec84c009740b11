import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readRuntime, startTicksOf, writeRuntime } from "./runtime.ts";

test("a running owner holds its data folder", () => {
  const folder = mkdtempSync(join(tmpdir(), "peony-runtime-"));
  try {
    expect(readRuntime(folder)).toBeUndefined();
    writeRuntime(folder, { ready: false, url: "http://localhost:1", mailUrl: undefined, env: {} });
    expect(readRuntime(folder)).toMatchObject({ pid: process.pid, ready: false });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a killed owner that its parent has not collected holds nothing", async () => {
  // The shell becomes `sleep`, which never collects the child it inherits.
  const parent = spawn("sh", ["-c", "sleep 60 & echo $!; exec sleep 60"], { stdio: ["ignore", "pipe", "ignore"] });
  try {
    const line = await new Promise<string>((resolve) => parent.stdout.once("data", (chunk) => resolve(String(chunk))));
    const child = Number(line);
    expect(startTicksOf(child)).toMatch(/^\d+$/);
    process.kill(child, "SIGKILL");
    await expect.poll(() => startTicksOf(child), { timeout: 5_000 }).toBeUndefined();
    expect(() => process.kill(child, 0)).not.toThrow();
  } finally {
    parent.kill("SIGKILL");
  }
});
