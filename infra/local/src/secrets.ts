import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What this installation made up for itself; kept in the data folder, readable by its owner only. */
export type Secrets = {
  readonly authSecret: string;
  readonly databasePassword: string;
  readonly rolePasswords: { readonly web: string; readonly worker: string; readonly operator: string };
  readonly meilisearchKey: string;
  readonly stripeSecretKey: string;
  readonly stripeWebhookSecret: string;
};

const word = (bytes = 24): string => randomBytes(bytes).toString("hex");

const fresh = (): Secrets => ({
  authSecret: word(32),
  databasePassword: word(),
  rolePasswords: { web: word(), worker: word(), operator: word() },
  meilisearchKey: word(),
  stripeSecretKey: `sk_test_${word()}`,
  stripeWebhookSecret: `whsec_${word()}`,
});

/** The secrets of the data folder; made on the first start and written whole, so that a kill leaves all or nothing. */
export const keepSecrets = (dataDir: string): Secrets => {
  const file = join(dataDir, "secrets.json");
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Secrets;
  const secrets = fresh();
  writeFileSync(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
  return secrets;
};
