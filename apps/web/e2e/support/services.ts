import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { env } from "./env.ts";

export type Service = "web" | "worker" | "postgres" | "search";

const idOf = (service: Service): number => {
  const ids = JSON.parse(readFileSync(join(env.dataDir(), "processes.json"), "utf8")) as Record<string, number>;
  const id = ids[service];
  if (!id) throw new Error(`${service} is not among the processes`);
  return id;
};

/** `kill -9` of one service; whoever started it starts it again. @returns the id that was killed */
export const kill = (service: Service): number => {
  const id = idOf(service);
  process.kill(id, "SIGKILL");
  return id;
};

type Health = { readonly status: string; readonly services: Readonly<Record<string, string>> };

const health = async (): Promise<Health | null> => {
  try {
    const answer = await fetch(`${env.url()}/api/health`, { signal: AbortSignal.timeout(5_000) });
    return (await answer.json()) as Health;
  } catch {
    return null;
  }
};

/** Waits until another process has taken the place of the killed one and everything is well; a minute is the most it may take. */
export const healed = async (service: Service, killed: number): Promise<void> => {
  const since = Date.now();
  await expect.poll(() => idOf(service), { message: `another ${service}`, timeout: 60_000 }).not.toBe(killed);
  const left = 60_000 - (Date.now() - since);
  await expect
    .poll(async () => (await health())?.status, { message: "health", timeout: Math.max(left, 1_000), intervals: [250] })
    .toBe("ok");
  console.log(`  ${service}: well again after ${((Date.now() - since) / 1000).toFixed(1)} s`);
};

export const serviceState = async (name: string): Promise<string | undefined> => (await health())?.services[name];
