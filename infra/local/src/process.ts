import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";

/** How a program ended: its exit code, or the signal that ended it. */
export type Exit = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

export type ProcessOptions = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** Everything the program prints is appended here; without it the program writes to our own terminal. */
  readonly logFile?: string;
  readonly account?: { readonly uid: number; readonly gid: number } | undefined;
  /** What asks the program to end politely; PostgreSQL wants SIGINT. */
  readonly stopSignal?: "SIGTERM" | "SIGINT";
  /** Signal only the program itself, because it looks after its own children. */
  readonly leaderOnly?: boolean;
};

export type RunningProcess = {
  readonly name: string;
  readonly pid: number;
  readonly exited: Promise<Exit>;
  /** The exit, once it happened. */
  readonly ended: () => Exit | undefined;
  /** Asks politely, insists after a few seconds, and returns when the program is gone. */
  readonly stop: () => Promise<void>;
};

/** Servers and what they depend on stop one after the other, so two of these must fit into ten seconds. */
const insistAfterMs = 3500;

const live = new Set<RunningProcess>();
let closing = false;

/**
 * Waits for the pipe to close (we are gone, however that happened), then ends the group politely and after four seconds for
 * good. The four seconds keep the whole below the ten within which nothing may be left.
 */
const guardScript = [
  "read _",
  'kill -s "$1" -- "$2" 2>/dev/null || exit 0',
  'for _ in 1 2 3 4 5 6 7 8; do kill -s 0 -- "$2" 2>/dev/null || exit 0; sleep 0.5; done',
  'kill -s KILL -- "-$3" 2>/dev/null; kill -s KILL -- "$3" 2>/dev/null',
].join("\n");

const startGuard = (pid: number, signal: string, leaderOnly: boolean): ChildProcess =>
  spawn(
    "/bin/sh",
    ["-c", guardScript, "guard", signal.replace("SIG", ""), leaderOnly ? `${pid}` : `-${pid}`, `${pid}`],
    {
      stdio: ["pipe", "ignore", "ignore"],
      detached: true,
      env: { ...process.env, PATH: "/usr/bin:/bin" },
    },
  );

const signalQuietly = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal);
  } catch {
    // already gone
  }
};

/** The last lines of a log, for the sentence that says why a program did not start. */
export const tailOf = (logFile: string, lines = 6): string => {
  try {
    return readFileSync(logFile, "utf8").trimEnd().split("\n").slice(-lines).join("\n");
  } catch {
    return "";
  }
};

/**
 * Starts a program in a process group of its own, so that Ctrl-C reaches only us and we decide the order of the shutdown, with
 * a guard that ends it should we be killed.
 */
export const startProcess = (options: ProcessOptions): RunningProcess => {
  const { stopSignal = "SIGTERM", leaderOnly = false } = options;
  if (closing) throw new Error(`${options.name} is not started, because Peony is stopping.`);
  const log = options.logFile === undefined ? undefined : openSync(options.logFile, "a", 0o600);
  const child = spawn(options.command, [...options.args], {
    stdio: ["ignore", log ?? "inherit", log ?? "inherit"],
    detached: true,
    env: { ...options.env },
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.account ?? {}),
  });
  if (log !== undefined) closeSync(log);
  const pid = child.pid ?? 0;
  const guard = pid ? startGuard(pid, stopSignal, leaderOnly) : undefined;
  guard?.unref();
  guard?.on("error", () => undefined);
  guard?.stdin?.on("error", () => undefined);

  let exit: Exit | undefined;
  const exited = new Promise<Exit>((resolve) => {
    const finish = (value: Exit): void => {
      if (exit) return;
      exit = value;
      live.delete(running);
      if (guard?.pid) signalQuietly(guard.pid, "SIGKILL");
      // whatever the program started and forgot goes with it
      if (pid && !leaderOnly) signalQuietly(-pid, "SIGKILL");
      resolve(value);
    };
    child.once("exit", (code, signal) => finish({ code, signal }));
    child.once("error", () => finish({ code: 127, signal: null }));
  });

  const stop = async (): Promise<void> => {
    if (exit || !pid) return;
    signalQuietly(leaderOnly ? pid : -pid, stopSignal);
    const insist = setTimeout(() => signalQuietly(-pid, "SIGKILL"), insistAfterMs);
    await exited;
    clearTimeout(insist);
  };
  const running: RunningProcess = { name: options.name, pid, exited, ended: () => exit, stop };
  if (!exit) live.add(running);
  return running;
};

/** Starts nothing more and ends whatever still runs, such as an interrupted build. */
export const stopRest = async (): Promise<void> => {
  closing = true;
  await Promise.all([...live].map((running) => running.stop()));
};

/** Whether we are on our way down, so that what fails now fails because of us. */
export const isClosing = (): boolean => closing;

/** From here on nothing new is started. */
export const refuseStarts = (): void => {
  closing = true;
};

/** Runs a program to its end; throws with the tail of its log when it fails. */
export const runToEnd = async (options: ProcessOptions): Promise<void> => {
  const exit = await startProcess(options).exited;
  if (exit.code === 0) return;
  const why = options.logFile ? `\n${tailOf(options.logFile, 20)}` : "";
  throw new Error(`${options.name} ended with ${exit.signal ?? `code ${exit.code}`}.${why}`);
};
