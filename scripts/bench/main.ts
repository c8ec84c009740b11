import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";

// Runs the benchmarks of this folder, or the one that is named, and ends with the first that fails.
const wanted = process.argv[3];
const found = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".bench.ts"));
const chosen = found.filter((name) => !wanted || basename(name, ".bench.ts") === wanted);
const names = found.map((name) => basename(name, ".bench.ts")).join(", ") || "none yet";
if (chosen.length === 0) {
  process.stderr.write(`There is no benchmark ${wanted ? `"${wanted}"` : "to run"}; there are: ${names}.\n`);
  process.exit(1);
}
for (const name of chosen) {
  process.stdout.write(`\n== ${basename(name, ".bench.ts")}\n`);
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, name), ...process.argv.slice(4)], {
    stdio: "inherit",
  });
  if (status !== 0) process.exit(status ?? 1);
}
