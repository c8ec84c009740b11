import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What runs from a data folder: claimed at the start, filled in for the command line when ready, removed at the end. */
export type Runtime = {
  readonly ready: boolean;
  readonly pid: number;
  /** Clock ticks since boot, so that a recycled process id is not taken for ours. */
  readonly startTicks: string;
  readonly url: string;
  readonly mailUrl: string | undefined;
  /** Environment of an operator's command; holds passwords, hence the file mode. */
  readonly env: Readonly<Record<string, string>>;
};

const fileIn = (dataDir: string): string => join(dataDir, "runtime.json");

/** Start time of a process as the kernel counts it; undefined when there is none, or only its remains that nobody has collected yet. */
export const startTicksOf = (pid: number): string | undefined => {
  try {
    // the second field is the program's name in brackets and may contain spaces
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return fields[0] === "Z" || fields[0] === "X" ? undefined : fields[19];
  } catch {
    return undefined;
  }
};

export const writeRuntime = (dataDir: string, runtime: Omit<Runtime, "pid" | "startTicks">): void => {
  const whole: Runtime = { pid: process.pid, startTicks: startTicksOf(process.pid) ?? "", ...runtime };
  writeFileSync(`${fileIn(dataDir)}.new`, JSON.stringify(whole, null, 2), { mode: 0o600 });
  renameSync(`${fileIn(dataDir)}.new`, fileIn(dataDir));
};

export const removeRuntime = (dataDir: string): void => rmSync(fileIn(dataDir), { force: true });

/** What runs from this data folder; undefined when its orchestrator is gone. */
export const readRuntime = (dataDir: string): Runtime | undefined => {
  try {
    const runtime = JSON.parse(readFileSync(fileIn(dataDir), "utf8")) as Runtime;
    return startTicksOf(runtime.pid) === runtime.startTicks ? runtime : undefined;
  } catch {
    return undefined;
  }
};

/** Process ids of the services by name, for tests that kill one and for people who look. */
export const writeProcesses = (dataDir: string, pids: Readonly<Record<string, number>>): void =>
  writeFileSync(join(dataDir, "processes.json"), JSON.stringify(pids, null, 2), { mode: 0o600 });
