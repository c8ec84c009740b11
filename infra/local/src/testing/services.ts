import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startMeilisearch } from "../meilisearch.ts";
import { cacheFolder } from "../paths.ts";
import { freePort } from "../ports.ts";
import { startPostgres } from "../postgres.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Superuser URL of a throw-away PostgreSQL; every test file makes its own database in it. */
    adminUrl: string;
    meiliUrl: string;
    meiliKey: string;
  }
}

const prefix = "peony-test-";

/** A killed run leaves its folder behind; the next one tidies up, by the process id in the name. */
const tidyUp = (): void => {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const pid = Number(name.slice(prefix.length).split("-")[0]);
    try {
      process.kill(pid, 0);
    } catch {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    }
  }
};

/** Vitest global set-up: one PostgreSQL and one Meilisearch on free ports in a temporary folder, gone after the run. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  tidyUp();
  const dataDir = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  const meiliKey = randomBytes(24).toString("base64url");
  const password = randomBytes(24).toString("base64url");
  const starting = [
    startPostgres({ dataDir, port: await freePort(), password, durable: false }),
    startMeilisearch({ dataDir, cacheDir: cacheFolder(process.env), port: await freePort(), masterKey: meiliKey }),
  ] as const;
  const started = await Promise.allSettled(starting);
  const stopAll = async (): Promise<void> => {
    await Promise.all(started.map((one) => (one.status === "fulfilled" ? one.value.process.stop() : undefined)));
    rmSync(dataDir, { recursive: true, force: true });
  };
  const [postgres, meilisearch] = started;
  if (postgres.status === "rejected" || meilisearch.status === "rejected") {
    await stopAll();
    throw postgres.status === "rejected" ? postgres.reason : (meilisearch as PromiseRejectedResult).reason;
  }
  project.provide("adminUrl", postgres.value.adminUrl);
  project.provide("meiliUrl", meilisearch.value.url);
  project.provide("meiliKey", meiliKey);
  return stopAll;
};
