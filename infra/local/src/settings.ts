import { accessSync, constants, existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseEnv } from "node:util";
import { checkout } from "./paths.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** What the user chose; a missing part means that the local server of that kind is started. */
export type Settings = {
  readonly port: number;
  readonly dataDir: string;
  /** Public origin, without a trailing slash. */
  readonly url: string;
  readonly demo: boolean;
  readonly databaseUrl: string | undefined;
  readonly search: { readonly url: string; readonly key: string } | undefined;
  readonly stripe: { readonly secretKey: string; readonly webhookSecret: string } | undefined;
  readonly smtpUrl: string | undefined;
  readonly authSecret: string | undefined;
  /** Handed to the programs as they are: S3, OIDC, patent register and proxies, once found complete. */
  readonly passedOn: Readonly<Record<string, string>>;
};

/** Every variable a user may set for `npm start`; .env.example describes each. */
export const settingNames = [
  ...["PORT", "PEONY_DATA_DIR", "PEONY_URL", "PEONY_DEMO", "AUTH_SECRET", "DATABASE_URL", "MEILISEARCH_URL"],
  ...["MEILISEARCH_KEY", "STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET", "SMTP_URL", "OIDC_ISSUER", "OIDC_CLIENT_ID"],
  ...[
    "OIDC_CLIENT_SECRET",
    "S3_ENDPOINT",
    "S3_REGION",
    "S3_BUCKET",
    "S3_ACCESS_KEY_ID",
    "S3_SECRET_ACCESS_KEY",
    "PEONY_TRUSTED_PROXIES",
    "EPO_OPS_URL",
    "EPO_OPS_KEY",
    "EPO_OPS_SECRET",
  ],
] as const;
type SettingName = (typeof settingNames)[number];

/** The environment with the lines of a `.env` file below it; an empty value counts as not set. */
export const readEnvironment = (env: Environment, file = join(checkout, ".env")): Environment => {
  const fromFile = existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {};
  const all: Record<string, string | undefined> = { ...fromFile, ...env };
  for (const name of settingNames) if (all[name]?.trim() === "") all[name] = undefined;
  return all;
};

const localHosts = ["localhost", "127.0.0.1", "[::1]"];

/** Whether the origin can only be reached from this machine. */
export const isLocal = (url: string): boolean => localHosts.includes(new URL(url).hostname);

const urlOf = (text: string, protocols: readonly string[]): URL | undefined => {
  const url = URL.parse(text);
  return url && protocols.includes(url.protocol) && url.hostname ? url : undefined;
};

type Check = (value: string) => string | undefined;

const checkPort: Check = (value) =>
  /^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65_535
    ? undefined
    : `PORT must be a number from 1 to 65535, not "${value}".`;

const checkOrigin: Check = (value) => {
  const url = urlOf(value, ["http:", "https:"]);
  if (url?.pathname !== "/" || url.search || url.hash || url.username)
    return `PEONY_URL must be an origin such as https://peony.example.org, without a path, not "${value}".`;
  if (url.protocol === "http:" && !localHosts.includes(url.hostname))
    return `PEONY_URL must use https, because plain http is allowed on localhost only, and "${value}" is another host.`;
  return undefined;
};

const checkDatabase: Check = (value) => {
  const url = urlOf(value, ["postgres:", "postgresql:"]);
  return url && url.pathname.length > 1
    ? undefined
    : "DATABASE_URL must look like postgres://user:password@host:5432/database.";
};

const checkHttp =
  (name: string): Check =>
  (value) =>
    urlOf(value, ["http:", "https:"]) ? undefined : `${name} must be an http or https address, not "${value}".`;

const checkIssuer: Check = (value) => {
  const url = urlOf(value, ["http:", "https:"]);
  return url && (url.protocol === "https:" || localHosts.includes(url.hostname))
    ? undefined
    : `OIDC_ISSUER must be an https address (http on localhost only), not "${value}".`;
};

const checks: Partial<Record<SettingName, Check>> = {
  PORT: checkPort,
  PEONY_URL: checkOrigin,
  PEONY_DEMO: (value) => (/^[01]$/.test(value) ? undefined : `PEONY_DEMO must be 0 or 1, not "${value}".`),
  AUTH_SECRET: (value) => (value.length >= 32 ? undefined : "AUTH_SECRET must have at least 32 characters."),
  DATABASE_URL: checkDatabase,
  MEILISEARCH_URL: checkHttp("MEILISEARCH_URL"),
  STRIPE_SECRET_KEY: (value) =>
    /^(sk|rk)_(test|live)_\w+$/.test(value)
      ? undefined
      : "STRIPE_SECRET_KEY must begin with sk_test_, sk_live_, rk_test_ or rk_live_.",
  STRIPE_WEBHOOK_SECRET: (value) =>
    /^whsec_\S+$/.test(value) ? undefined : "STRIPE_WEBHOOK_SECRET must begin with whsec_.",
  SMTP_URL: (value) =>
    urlOf(value, ["smtp:", "smtps:"]) ? undefined : "SMTP_URL must look like smtp://user:password@host:587.",
  OIDC_ISSUER: checkIssuer,
  S3_ENDPOINT: checkHttp("S3_ENDPOINT"),
  EPO_OPS_URL: checkHttp("EPO_OPS_URL"),
  PEONY_TRUSTED_PROXIES: (value) =>
    /^[0-5]$/.test(value) ? undefined : `PEONY_TRUSTED_PROXIES must be a number from 0 to 5, not "${value}".`,
};

/** Settings that only make sense together. */
const groups: readonly (readonly SettingName[])[] = [
  ["MEILISEARCH_URL", "MEILISEARCH_KEY"],
  ["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"],
  ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"],
  ["EPO_OPS_KEY", "EPO_OPS_SECRET"],
  ["S3_ENDPOINT", "S3_REGION", "S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"],
];

const incomplete = (env: Environment, group: readonly SettingName[]): string | undefined => {
  const missing = group.filter((name) => !env[name]);
  if (missing.length === 0 || missing.length === group.length) return undefined;
  const given = group.filter((name) => env[name]);
  return `${given.join(" and ")} ${given.length > 1 ? "are" : "is"} set, so ${missing.join(" and ")} must be set too.`;
};

/** One level at a time: Node's own recursive call never returns where the system answers "no such file", as below /proc. */
const makeFolder = (folder: string): void => {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o755 });
};

const checkFolder = (folder: string): string | undefined => {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
    return statSync(folder).isDirectory() ? undefined : `PEONY_DATA_DIR must be a folder, and "${folder}" is a file.`;
  } catch {
    return `PEONY_DATA_DIR must be a folder that can be written, which "${folder}" is not.`;
  }
};

const passedOnNames = settingNames.filter((name) => /^(OIDC_|S3_|EPO_OPS_|PEONY_TRUSTED_|MAIL_)/.test(name));

const pick = (env: Environment, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));

/**
 * Reads and checks everything before anything runs. `problems` holds one sentence for each wrong value, all at once; the
 * settings are to be used only when it is empty. Makes the data folder.
 */
export const readSettings = (env: Environment): { settings: Settings; problems: string[] } => {
  const dataDir = resolve(checkout, env.PEONY_DATA_DIR ?? ".peony");
  const wrong = settingNames.map((name) => (env[name] === undefined ? undefined : checks[name]?.(env[name])));
  const problems = [...wrong, checkFolder(dataDir), ...groups.map((group) => incomplete(env, group))];
  const port = Number(env.PORT ?? 3000);
  const url = URL.parse(env.PEONY_URL ?? "")?.origin ?? `http://localhost:${port}`;
  const settings: Settings = {
    port,
    dataDir,
    url,
    // demo accounts have a known password, so a public origin gets them only when asked
    demo: env.PEONY_DEMO === undefined ? isLocal(url) : env.PEONY_DEMO === "1",
    databaseUrl: env.DATABASE_URL,
    search: env.MEILISEARCH_URL ? { url: env.MEILISEARCH_URL, key: env.MEILISEARCH_KEY ?? "" } : undefined,
    stripe: env.STRIPE_SECRET_KEY
      ? { secretKey: env.STRIPE_SECRET_KEY, webhookSecret: env.STRIPE_WEBHOOK_SECRET ?? "" }
      : undefined,
    smtpUrl: env.SMTP_URL,
    authSecret: env.AUTH_SECRET,
    passedOn: pick(env, passedOnNames),
  };
  return { settings, problems: problems.filter((one) => one !== undefined) };
};
