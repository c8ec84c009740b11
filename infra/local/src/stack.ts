import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildWeb, isBuilt } from "./build.ts";
import { startMeilisearch } from "./meilisearch.ts";
import { cacheFolder } from "./paths.ts";
import { freePort } from "./ports.ts";
import { startPostgres } from "./postgres.ts";
import { runCommand, startMail, startSandbox, startWeb, startWorker, whenHealthy } from "./programs.ts";
import { openRoles, urlForRole } from "./roles.ts";
import { keepSecrets } from "./secrets.ts";
import type { Environment, Settings } from "./settings.ts";
import type { Supervisor } from "./supervisor.ts";
import type { Steps } from "./terminal.ts";

export type Stack = {
  readonly adminUrl: string;
  /** Undefined where the user's own mail or payment service is used. */
  readonly mailUrl: string | undefined;
  readonly sandboxUrl: string | undefined;
  /** The demo's deals, walked through the running programs after everything is up; settled at once where there are none to walk. */
  readonly demoDeals: Promise<void>;
  /** Environment of an operator's command. */
  readonly operatorEnv: Readonly<Record<string, string>>;
};

export type StackOptions = {
  readonly mode: "start" | "dev";
  readonly settings: Settings;
  readonly env: Environment;
  readonly supervisor: Supervisor;
  readonly steps: Steps;
  /** False for throw-away stacks of tests. */
  readonly durable: boolean;
};

type Ports = { postgres: number; search: number; smtp: number; mail: number; sandbox: number };

/** The same ports as last time where they are free, so that links in mails and open checkouts survive a restart. */
const choosePorts = async (dataDir: string): Promise<Ports> => {
  const file = join(dataDir, "ports.json");
  const last = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Partial<Ports>) : {};
  const ports: Ports = {
    postgres: await freePort(last.postgres),
    search: await freePort(last.search),
    smtp: await freePort(last.smtp),
    mail: await freePort(last.mail),
    sandbox: await freePort(last.sandbox),
  };
  writeFileSync(file, JSON.stringify(ports));
  return ports;
};

type Addresses = { adminUrl: string; search: { url: string; key: string }; smtpUrl: string };

const startServers = async (options: StackOptions, ports: Ports): Promise<Addresses> => {
  const { settings, supervisor, durable } = options;
  const { dataDir } = settings;
  const secrets = keepSecrets(dataDir);
  let { databaseUrl, search, smtpUrl } = settings;
  const starting: Promise<unknown>[] = [];
  if (!databaseUrl)
    starting.push(
      supervisor.keep("postgres", async () => {
        const server = await startPostgres({
          ...{ dataDir, port: ports.postgres, password: secrets.databasePassword, durable },
        });
        databaseUrl = server.adminUrl;
        return server.process;
      }),
    );
  if (!search)
    starting.push(
      supervisor.keep("search", async () => {
        const server = await startMeilisearch({
          ...{ dataDir, cacheDir: cacheFolder(options.env), port: ports.search, masterKey: secrets.meilisearchKey },
        });
        search = { url: server.url, key: secrets.meilisearchKey };
        return server.process;
      }),
    );
  if (!smtpUrl) {
    smtpUrl = `smtp://127.0.0.1:${ports.smtp}`;
    starting.push(supervisor.keep("mail", () => startMail(dataDir, ports.smtp, ports.mail)));
  }
  if (!settings.stripe)
    starting.push(
      supervisor.keep("sandbox", () =>
        startSandbox({
          dataDir,
          port: ports.sandbox,
          webhookUrl: `http://127.0.0.1:${settings.port}/api/webhooks/stripe`,
          secretKey: secrets.stripeSecretKey,
          webhookSecret: secrets.stripeWebhookSecret,
        }),
      ),
    );
  await Promise.all(starting);
  if (!databaseUrl || !search) throw new Error("A server started without an address.");
  return { adminUrl: databaseUrl, search, smtpUrl };
};

/** What every program of Peony reads, except its own database address. */
const commonEnvironment = (settings: Settings, addresses: Addresses, ports: Ports): Record<string, string> => {
  const secrets = keepSecrets(settings.dataDir);
  return {
    PORT: `${settings.port}`,
    PEONY_URL: settings.url,
    PEONY_DEMO: settings.demo ? "1" : "0",
    PEONY_FILES_DIR: join(settings.dataDir, "files"),
    MEILISEARCH_URL: addresses.search.url,
    MEILISEARCH_KEY: addresses.search.key,
    STRIPE_SECRET_KEY: settings.stripe?.secretKey ?? secrets.stripeSecretKey,
    STRIPE_WEBHOOK_SECRET: settings.stripe?.webhookSecret ?? secrets.stripeWebhookSecret,
    ...(settings.stripe ? {} : { STRIPE_API_URL: `http://127.0.0.1:${ports.sandbox}` }),
    SMTP_URL: addresses.smtpUrl,
    AUTH_SECRET: settings.authSecret ?? secrets.authSecret,
    ...settings.passedOn,
  };
};

const fillIndex = async (dataDir: string, searchUrl: string, env: Record<string, string>): Promise<boolean> => {
  // beside the index of the local server, so that a deleted index is filled again
  const local = join(dataDir, "meilisearch");
  const stamp = join(existsSync(local) ? local : dataDir, "filled");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === searchUrl.replace(/:\d+$/, "")) return false;
  await runCommand(dataDir, env, "reindex");
  writeFileSync(stamp, searchUrl.replace(/:\d+$/, ""));
  return true;
};

const startPrograms = async (options: StackOptions, env: Record<string, string>, adminUrl: string): Promise<void> => {
  const { settings, supervisor, mode } = options;
  const { rolePasswords } = keepSecrets(settings.dataDir);
  const envFor = (role: "web" | "worker"): Record<string, string> => ({
    ...env,
    DATABASE_URL: urlForRole(adminUrl, role, rolePasswords[role]),
  });
  await supervisor.keep("worker", () => startWorker(settings.dataDir, envFor("worker")));
  await supervisor.keep("web", () => startWeb(mode, settings, envFor("web")));
  await whenHealthy(settings.port, () => supervisor.stopping);
};

/** Brings up everything in the order that needs the least waiting; the build runs beside the database work. */
export const startStack = async (options: StackOptions): Promise<Stack> => {
  const { settings, env: base, steps } = options;
  const { dataDir } = settings;
  const outer = Object.fromEntries(Object.entries(base).filter((entry): entry is [string, string] => !!entry[1]));

  const building =
    options.mode === "dev"
      ? Promise.resolve()
      : steps.run(8, "Web app build", async () => {
          if (!isBuilt()) await buildWeb(join(dataDir, "build.log"), outer);
        });
  // failure is reported where the build is waited for
  building.catch(() => undefined);

  const ports = await choosePorts(dataDir);
  const addresses = await steps.run(4, "PostgreSQL, search, payments and mail", () => startServers(options, ports));
  const common = { ...outer, ...commonEnvironment(settings, addresses, ports) };
  const admin = { ...common, DATABASE_URL: addresses.adminUrl };
  await steps.run(5, "Database structure", async () => {
    await runCommand(dataDir, admin, "migrate");
    await openRoles(addresses.adminUrl, keepSecrets(dataDir).rolePasswords);
  });
  await steps.run(6, settings.demo ? "Demo data" : "No demo data", async () => {
    if (settings.demo) await runCommand(dataDir, admin, "seed");
  });
  await steps.run(7, "Search index", () => fillIndex(dataDir, addresses.search.url, admin));
  await building;
  await steps.run(9, "Worker and web app", () => startPrograms(options, common, addresses.adminUrl));
  const walksDeals = settings.demo && !settings.stripe;
  const demoDeals = walksDeals ? runCommand(dataDir, admin, "seed-deals") : Promise.resolve();
  // whoever waits for it hears of a failure; nobody has to
  demoDeals.catch(() => undefined);
  return {
    demoDeals,
    adminUrl: addresses.adminUrl,
    mailUrl: settings.smtpUrl ? undefined : `http://localhost:${ports.mail}`,
    sandboxUrl: settings.stripe ? undefined : `http://localhost:${ports.sandbox}`,
    operatorEnv: { ...commonEnvironment(settings, addresses, ports), DATABASE_URL: addresses.adminUrl },
  };
};
