// Brings a machine that has only Node 20 and npm to the pinned Node and packages, then hands over to infra/local.
// Uses nothing but Node itself: it runs before anything is installed.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const root = dirname(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname));
const [mode = "start", ...rest] = process.argv.slice(2);
const modes = ["start", "test", "dev", "check", "bench", "peony"];
const quiet = mode === "peony";
const totals = { start: 9, dev: 9 };
const toolchain = join(root, "toolchain");
const bin = join(toolchain, "node_modules", ".bin");

const say = (text) => {
  if (!quiet) process.stdout.write(text);
};

/** What a user may have configured for npm and wants honoured; the rest of npm_* describes the npm that started us. */
const kept = [
  "cache",
  "store_dir",
  "registry",
  "userconfig",
  "cafile",
  "proxy",
  "https_proxy",
  "noproxy",
  "strict_ssl",
];

const cleanEnvironment = () => {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !name.startsWith("npm_") || kept.includes(name.slice("npm_config_".length)),
    ),
  );
  if (env.npm_config_store_dir) env.pnpm_config_store_dir ??= env.npm_config_store_dir;
  return {
    ...env,
    PATH: `${bin}:${join(root, "node_modules", ".bin")}:${env.PATH ?? ""}`,
    NEXT_TELEMETRY_DISABLED: "1",
    TURBO_TELEMETRY_DISABLED: "1",
    DO_NOT_TRACK: "1",
  };
};

const hashOf = (files) => {
  const hash = createHash("sha256").update(process.arch);
  for (const file of files) hash.update(file).update(existsSync(file) ? readFileSync(file) : "");
  return hash.digest("hex");
};

const readOr = (file, otherwise) => (existsSync(file) ? readFileSync(file, "utf8") : otherwise);

let running;
let stopping = false;

const signalGroup = (child, signal) => {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // already gone
  }
};

/** Ends an installer when we are killed: the pipe closes, `read` returns. */
const guard = (child) => {
  const shell = spawn("/bin/sh", ["-c", 'read _; kill -s KILL -- "-$1"', "guard", String(child.pid)], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  shell.on("error", () => {});
  shell.stdin.on("error", () => {});
  shell.unref();
  child.once("exit", () => shell.kill("SIGKILL"));
};

/** Runs an installer; its output is shown only when it fails. */
const run = (command, args, env, cwd) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
    running = child;
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    child.once("error", (error) => reject(new Error(`${command} could not be started: ${error.message}`)));
    child.once("close", (code, signal) => {
      running = undefined;
      if (code === 0) resolve();
      else reject(new Error(`${command} ${args[0]} ended with ${signal ?? `code ${code}`}:\n${output.slice(-4000)}`));
    });
    if (child.pid) guard(child);
  });

const link = (target, name) => {
  const path = join(bin, name);
  rmSync(path, { force: true });
  symlinkSync(target, path);
};

/** Node 24 and pnpm, from their own lockfile. The stamp is written last, so a killed install is not taken for a finished one. */
const installToolchain = async (env) => {
  const stamp = join(toolchain, "node_modules", ".peony-stamp");
  const wanted = hashOf([join(toolchain, "package-lock.json")]);
  if (readOr(stamp, "") === wanted && existsSync(join(bin, "pnpm")) && existsSync(join(bin, "node"))) return false;
  rmSync(stamp, { force: true });
  const npm = process.env.npm_execpath?.endsWith(".js") ? [process.execPath, process.env.npm_execpath] : ["npm"];
  await run(npm[0], [...npm.slice(1), "ci", "--no-audit", "--no-fund"], env, toolchain);
  const arch = process.arch === "arm64" ? "arm64" : "x64";
  mkdirSync(bin, { recursive: true });
  link(`../node-linux-${arch}/bin/node`, "node");
  link(`../@pnpm/exe.linux-${arch}/pnpm`, "pnpm");
  writeFileSync(stamp, wanted);
  return true;
};

const workspaces = () => [
  ...["apps", "packages"].flatMap((parent) =>
    existsSync(join(root, parent)) ? readdirSync(join(root, parent)).map((name) => join(root, parent, name)) : [],
  ),
  join(root, "infra", "local"),
];

/** The packages of the lockfile. A marker tells that an install was cut short: its remains are thrown away, the store is not. */
const installPackages = async (env) => {
  const modules = join(root, "node_modules");
  const stamp = join(modules, ".peony-stamp");
  const unfinished = join(modules, ".peony-unfinished");
  const manifests = workspaces().map((folder) => join(folder, "package.json"));
  const lists = ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", "toolchain/package-lock.json"];
  const wanted = hashOf([...lists.map((name) => join(root, name)), ...manifests]);
  if (!existsSync(unfinished) && readOr(stamp, "") === wanted && existsSync(join(modules, ".pnpm"))) return false;
  if (existsSync(unfinished))
    for (const folder of [root, ...workspaces()])
      rmSync(join(folder, "node_modules"), { recursive: true, force: true });
  mkdirSync(modules, { recursive: true });
  writeFileSync(unfinished, "");
  await run(join(bin, "pnpm"), ["install", "--frozen-lockfile"], { ...env, CI: "1" }, root);
  writeFileSync(stamp, wanted);
  rmSync(unfinished, { force: true });
  return true;
};

const step = async (number, what, work) => {
  const prefix = totals[mode] ? `${number}/${totals[mode]} ` : "";
  const since = Date.now();
  say(`${prefix}${what} … `);
  const worked = await work();
  say(worked ? `done in ${Math.max(1, Math.round((Date.now() - since) / 1000))} s\n` : "up to date\n");
};

const scripts = { start: "start.ts", dev: "start.ts", test: "testrun.ts", check: "testrun.ts", peony: "peony.ts" };

/** Starts what the mode names on the pinned Node and waits for it; signals reach it over the channel. */
const handOver = (env) =>
  new Promise((resolve) => {
    const script =
      mode === "bench" ? join(root, "scripts", "bench", "main.ts") : join(root, "infra/local/src", scripts[mode]);
    const options = mode === "peony" ? rest : [mode, ...rest];
    const heap = mode === "start" || mode === "dev" ? ["--max-old-space-size=128", "--max-semi-space-size=2"] : [];
    const child = spawn(join(bin, "node"), [...heap, "--disable-warning=ExperimentalWarning", script, ...options], {
      cwd: mode === "peony" ? (process.env.INIT_CWD ?? root) : root,
      env: { ...env, PEONY_SINCE: String(startedAt) },
      stdio: ["inherit", "inherit", "inherit", "ipc"],
    });
    running = child;
    child.once("error", (error) => {
      process.stderr.write(`${error.message}\n`);
      resolve(1);
    });
    child.once("exit", (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });

/** Asks the child to stop; installers are simply ended, the next start heals what they left. */
const stop = () => {
  if (stopping) return;
  stopping = true;
  if (!running) process.exit(0);
  if (running.connected) running.send({ signal: "SIGTERM" }, () => {});
  else {
    signalGroup(running, "SIGKILL");
    process.exit(0);
  }
};

const startedAt = Date.now();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
// npm may vanish without telling us
const parent = process.ppid;
setInterval(() => process.ppid !== parent && stop(), 500).unref();

const main = async () => {
  if (!modes.includes(mode)) throw new Error(`Unknown command "${mode}"; there are ${modes.join(", ")}.`);
  if (Number(process.versions.node.split(".")[0]) < 20)
    throw new Error(`Peony needs Node.js 20 or newer to install itself; this is ${process.version}.`);
  if (process.platform !== "linux")
    throw new Error("The packaged servers run on Linux only; elsewhere use the containers in infra/docker.");
  const env = cleanEnvironment();
  await step(1, "Toolchain (Node.js 24, pnpm)", () => installToolchain(env));
  await step(2, "Packages", () => installPackages(env));
  return handOver(env);
};

main().then(
  (code) => process.exit(code),
  (error) => {
    if (!stopping) process.stderr.write(`\n${error.message}\n`);
    process.exit(stopping ? 0 : 1);
  },
);
