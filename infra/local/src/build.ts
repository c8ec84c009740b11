import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { checkout } from "./paths.ts";
import { isClosing, runToEnd } from "./process.ts";

const web = join(checkout, "apps", "web");
const stamp = join(web, ".next", "peony-build");

const buildId = join(web, ".next", "BUILD_ID");

const skipped = new Set(["node_modules", ".next", ".turbo", "e2e", "test-results", "playwright-report"]);
const isTest = (name: string): boolean => /\.test\.tsx?$|\.tsbuildinfo$|^next-env\.d\.ts$/.test(name);

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !skipped.has(entry.name) && !isTest(entry.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : [path];
    })
    .sort();

/** Hash of everything the build reads; equal hashes mean that the finished build can be used again. */
const inputHash = (): string => {
  const hash = createHash("sha256").update(process.version);
  const packages = readdirSync(join(checkout, "packages")).map((name) => join(checkout, "packages", name));
  for (const file of [join(checkout, "pnpm-lock.yaml"), ...filesBelow(web), ...packages.flatMap(filesBelow)])
    hash.update(relative(checkout, file)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
};

/** Whether the last build finished and nothing it reads has changed since. */
export const isBuilt = (): boolean => existsSync(stamp) && readFileSync(stamp, "utf8") === inputHash();

/** Builds the web app. The stamp goes first and comes back last, so a build that was cut short is done again. */
export const buildWeb = async (logFile: string, env: Readonly<Record<string, string | undefined>>): Promise<void> => {
  const hash = inputHash();
  mkdirSync(join(web, ".next"), { recursive: true });
  rmSync(stamp, { force: true });
  rmSync(buildId, { force: true });
  await runToEnd({
    name: "The build of the web app",
    command: join(checkout, "node_modules", ".bin", "turbo"),
    args: ["run", "build", "--filter=@peony/web", "--output-logs=full", "--ui=stream"],
    env,
    cwd: checkout,
    logFile,
  });
  // turbo also ends without complaint when it is asked to stop
  if (isClosing() || !existsSync(buildId)) throw new Error("The build of the web app was cut short.");
  writeFileSync(stamp, hash);
};
