import { Socket } from "node:net";
import { join } from "node:path";
import { checkout } from "./paths.ts";
import { type RunningProcess, runToEnd, startProcess, tailOf } from "./process.ts";
import { isLocal, type Settings } from "./settings.ts";
import { answersOk, waitUntil } from "./wait.ts";

type Variables = Readonly<Record<string, string | undefined>>;

/** Small heaps: everything together is to stay idle below 1.5 GiB. */
const heap = (oldMb: number, youngMb: number): string[] => [
  `--max-old-space-size=${oldMb}`,
  `--max-semi-space-size=${youngMb}`,
];

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = new Socket();
    const finish = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => finish(true));
    socket.once("error", () => finish(false));
    socket.setTimeout(1000, () => finish(false));
    socket.connect(port, "127.0.0.1");
  });

/** Waits for the program's port; when it does not come, the program is ended and its last words are told. */
const whenListening = async (running: RunningProcess, port: number, logFile: string): Promise<RunningProcess> => {
  const died = (): string | undefined => running.ended() && `it stopped. Its last words:\n${tailOf(logFile, 12)}`;
  try {
    await waitUntil(running.name, () => accepts(port), 60_000, died);
    return running;
  } catch (error) {
    await running.stop();
    throw error;
  }
};

export const startMail = async (dataDir: string, smtpPort: number, webPort: number): Promise<RunningProcess> => {
  const logFile = join(dataDir, "mail.log");
  const script = join(import.meta.dirname, "mail-inbox.ts");
  const running = startProcess({
    name: "The mail inbox",
    command: process.execPath,
    args: [...heap(96, 2), script, `${smtpPort}`, `${webPort}`, join(dataDir, "mail")],
    env: process.env,
    logFile,
  });
  return whenListening(running, webPort, logFile);
};

export type SandboxOptions = {
  readonly dataDir: string;
  readonly port: number;
  readonly webhookUrl: string;
  readonly secretKey: string;
  readonly webhookSecret: string;
};

export const startSandbox = async (options: SandboxOptions): Promise<RunningProcess> => {
  const logFile = join(options.dataDir, "sandbox.log");
  const running = startProcess({
    name: "The payments sandbox",
    command: process.execPath,
    args: [...heap(128, 2), join(checkout, "apps", "payments-sandbox", "src", "main.ts")],
    env: {
      ...process.env,
      PORT: `${options.port}`,
      SANDBOX_DATA_DIR: join(options.dataDir, "sandbox"),
      SANDBOX_WEBHOOK_URL: options.webhookUrl,
      SANDBOX_PUBLIC_URL: `http://localhost:${options.port}`,
      STRIPE_SECRET_KEY: options.secretKey,
      STRIPE_WEBHOOK_SECRET: options.webhookSecret,
    },
    logFile,
  });
  return whenListening(running, options.port, logFile);
};

export const startWorker = async (dataDir: string, env: Variables): Promise<RunningProcess> =>
  startProcess({
    name: "The worker",
    command: process.execPath,
    args: [...heap(192, 4), join(checkout, "apps", "worker", "src", "main.ts")],
    env: { ...env, NODE_ENV: "production" },
    cwd: join(checkout, "apps", "worker"),
    logFile: join(dataDir, "worker.log"),
  });

/** Starts the web app, built (`start`) or compiled on request (`dev`), and waits for its port. */
export const startWeb = async (mode: "start" | "dev", settings: Settings, env: Variables): Promise<RunningProcess> => {
  const web = join(checkout, "apps", "web");
  const logFile = join(settings.dataDir, "web.log");
  // a local origin is served to this machine only: the demo accounts have a known password
  const host = isLocal(settings.url) ? "127.0.0.1" : "0.0.0.0";
  const running = startProcess({
    name: "The web app",
    command: process.execPath,
    args: [
      ...(mode === "start" ? heap(512, 8) : []),
      join(web, "node_modules", "next", "dist", "bin", "next"),
      ...[mode, "--port", `${settings.port}`, "--hostname", host],
    ],
    env: { ...env, NODE_ENV: mode === "start" ? "production" : "development" },
    cwd: web,
    logFile,
  });
  return whenListening(running, settings.port, logFile);
};

/** Runs one `peony` command to its end. */
export const runCommand = (dataDir: string, env: Variables, ...args: string[]): Promise<void> =>
  runToEnd({
    name: `peony ${args.join(" ")}`,
    command: process.execPath,
    args: [join(checkout, "apps", "cli", "src", "main.ts"), ...args],
    env,
    logFile: join(dataDir, "setup.log"),
  });

type Health = { readonly status?: string; readonly services?: Readonly<Record<string, string>> };

/** A worker that lives is heard of every five seconds: one that is still "degraded" by now has parked something for a person. */
const parkedAfterMs = 15_000;

/** Whether a start has nothing more to wait for. What is parked waits for a person, and no start can wait for that. */
export const isWell = ({ status, services = {} }: Health, waitedMs: number): boolean =>
  status === "ok" ||
  (waitedMs >= parkedAfterMs &&
    services.worker === "degraded" &&
    Object.entries(services).every(([name, state]) => name === "worker" || state === "up"));

/** Waits until the web app says that all services are up; after the limit "degraded" will do. */
export const whenHealthy = async (port: number, ended: () => boolean): Promise<void> => {
  const url = `http://127.0.0.1:${port}/api/health`;
  const since = Date.now();
  const isOk = async (): Promise<boolean> => {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
    return response.ok && isWell((await response.json()) as Health, Date.now() - since);
  };
  const stopped = (): string | undefined => (ended() ? "Peony is stopping." : undefined);
  try {
    await waitUntil("The web app", isOk, 45_000, stopped);
  } catch (error) {
    if (ended() || !(await answersOk(url).catch(() => false))) throw error;
  }
};
