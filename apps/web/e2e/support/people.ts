import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { newId, noOrigin } from "@peony/db";
import { openSession } from "@peony/features/identity";
import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";
import { db, one, sql } from "./database.ts";
import { env } from "./env.ts";
import { fill } from "./forms.ts";
import { type Locale, wordsOf } from "./words.ts";

/** Demo accounts, as README names them. */
export type Account =
  | "tto"
  | "tto2"
  | "inventor"
  | "signer"
  | "unifinance"
  | "firm"
  | "firmsigner"
  | "finance"
  | "broker"
  | "operator"
  | "operator2"
  | "park"
  | "bank"
  | "expert";

export const password = "peony-demo";
export const addressOf = (account: Account): string => `${account}@demo.peony.test`;

/** Signs in by the form and ends on the desk. */
export const signIn = async (page: Page, email: string, secret: string, locale: Locale): Promise<void> => {
  const t = wordsOf(locale).identity;
  await page.goto(`/${locale}/sign-in`);
  await fill(page, { email, password: secret });
  await page.getByRole("button", { name: t("sign-in.submit"), exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/${locale}/desk$`));
};

const folder = (): string => join(env.dataDir(), "journey-sessions");

type Kept = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** A session of its own for a browser, beside the one the form made: a step of weight renews a token and ends the old one. */
const ownSession = async (account: Account, kept: Kept): Promise<Kept> => {
  const ctx = { db: db(), actor: { kind: "system", name: "e2e" }, origin: noOrigin, newId } as const;
  const { id } = await one<{ id: string }>(sql`select id from users where email = ${addressOf(account)}`);
  const { token } = await openSession(ctx, id);
  const cookies = kept.cookies.map((c) => (c.name === "__Host-peony-session" ? { ...c, value: token } : c));
  return { ...kept, cookies };
};

/**
 * A browser in which a demo account is signed in. The form is used once per account, since every person has few tries in a quarter
 * of an hour; the browsers that follow are like that one, each with a session of its own. Two tests that want the same account at
 * once take turns.
 */
export const browserOf = async (browser: Browser, account: Account, locale: Locale): Promise<BrowserContext> => {
  const baseURL = env.url();
  const file = join(folder(), `${account}.json`);
  const lock = join(folder(), `${account}.lock`);
  mkdirSync(folder(), { recursive: true });
  for (const end = Date.now() + 60_000; ; await delay(200)) {
    if (existsSync(file)) {
      const kept = JSON.parse(readFileSync(file, "utf8")) as Kept;
      return browser.newContext({ baseURL, storageState: await ownSession(account, kept) });
    }
    if (Date.now() > end) throw new Error(`nobody signed ${account} in`);
    try {
      closeSync(openSync(lock, "wx"));
    } catch {
      continue;
    }
    try {
      const context = await browser.newContext({ baseURL });
      const page = await context.newPage();
      await signIn(page, addressOf(account), password, locale);
      await page.close();
      await context.storageState({ path: file });
      return context;
    } finally {
      rmSync(lock, { force: true });
    }
  }
};
