import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { checkout } from "./paths.ts";
import { say } from "./terminal.ts";

/** How many tests passed, failed and were left out. */
export type Tally = { readonly passed: number; readonly failed: number; readonly skipped: number };

export const verdict = (ok: boolean): Tally => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 });

const tool = (name: string): string => join(checkout, "node_modules", ".bin", name);

/** Runs a short-lived tool; its output is shown only when it fails. */
const passes = (command: string, args: readonly string[], cwd = checkout): Promise<boolean> =>
  new Promise((resolve) => {
    const child = spawn(command, [...args], { cwd, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => {
        output += chunk;
      });
    child.once("error", (error) => {
      say(`${command}: ${error.message}`);
      resolve(false);
    });
    child.once("close", (code) => {
      if (code !== 0) say(output.trimEnd());
      resolve(code === 0);
    });
  });

const projects = (): string[] =>
  [
    ...["apps", "packages"].flatMap((parent) =>
      readdirSync(join(checkout, parent)).map((name) => join(checkout, parent, name)),
    ),
    join(checkout, "infra", "local"),
    join(checkout, "scripts"),
  ].filter((folder) => existsSync(join(folder, "tsconfig.json")) && !folder.endsWith(join("packages", "config")));

/** Type check of every workspace, two at a time. */
export const checkTypes = async (): Promise<Tally> => {
  const web = join(checkout, "apps", "web");
  // Next writes declarations that its own files need; they are not committed
  const ready = await passes(process.execPath, [join(web, "node_modules/next/dist/bin/next"), "typegen"], web);
  const waiting = projects();
  let ok = ready;
  const work = async (): Promise<void> => {
    for (let folder = waiting.shift(); folder; folder = waiting.shift()) {
      if (await passes(tool("tsc"), ["-p", folder, "--noEmit"])) continue;
      say(`Types are wrong in ${relative(checkout, folder)}.`);
      ok = false;
    }
  };
  await Promise.all([work(), work()]);
  return verdict(ok);
};

export const checkStyle = async (): Promise<Tally> =>
  verdict(await passes(tool("biome"), ["check", "--diagnostic-level=error", "--max-diagnostics=100"]));
