import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import pg from "pg";
import { PgBoss } from "pg-boss";
import { outboxQueue, parkedQueue, scheduleNames } from "./outbox.ts";

const folder = new URL("../migrations/", import.meta.url);
const lockKey = 7_209_001;
const tries = 30;

const files = async () =>
  Promise.all(
    (await readdir(folder))
      .filter((f) => f.endsWith(".sql"))
      .sort()
      .map(async (name) => ({ name, text: await readFile(new URL(name, folder), "utf8") })),
  );

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

/** Hash over all migrations: names the template database of tests and the schema a backup belongs to. */
export const schemaVersion = async (): Promise<string> =>
  hashOf((await files()).map((f) => f.name + f.text).join("\n")).slice(0, 12);

/** The queue table of pg-boss and the one queue of the outbox: 12 tries from 1 s to 1 h, a lease of 30 s kept alive by heart-beats. */
const prepareQueue = async (url: string) => {
  const boss = new PgBoss({ connectionString: url, max: 2, supervise: false, schedule: false });
  boss.on("error", () => undefined);
  await boss.start();
  const keep = { deleteAfterSeconds: 7 * 86_400, retentionSeconds: 30 * 86_400 };
  // What is parked waits for a person, however long that takes.
  const wait = { ...keep, retentionSeconds: 10 * 365 * 86_400 };
  await boss.createQueue(parkedQueue, wait);
  await boss.updateQueue(parkedQueue, wait);
  const options = {
    ...keep,
    retryLimit: 11,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 3600,
    expireInSeconds: 300,
    heartbeatSeconds: 30,
    deadLetter: parkedQueue,
  };
  await boss.createQueue(outboxQueue, options);
  await boss.updateQueue(outboxQueue, options);
  for (const name of scheduleNames)
    await boss.createQueue(name, { retryLimit: 3, retryDelay: 30, expireInSeconds: 900 });
  await boss.stop({ graceful: false });
};

const applyOne = async (client: pg.Client, name: string, text: string): Promise<void> => {
  for (let n = 1; ; n++) {
    await client.query("begin");
    try {
      // A migration that waits behind a long reader blocks everybody who comes after it: give up quickly, try again.
      await client.query("set local lock_timeout = '1s'");
      await client.query(text);
      await client.query("insert into peony_migrations (name, hash) values ($1, $2)", [name, hashOf(text)]);
      await client.query("commit");
      return;
    } catch (e) {
      await client.query("rollback");
      const busy = e instanceof Error && "code" in e && e.code === "55P03";
      if (!busy || n >= tries)
        throw new Error(`migration ${name} failed: ${e instanceof Error ? e.message : String(e)}`, { cause: e });
      await new Promise((go) => setTimeout(go, 500));
    }
  }
};

/**
 * Brings a database to this release's schema; safe to run twice and from two places at once.
 * @param url connection of a role that may create roles and extensions
 * @returns names of the migrations applied now
 */
export const migrate = async (url: string): Promise<string[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [lockKey]);
    await client.query(
      "create table if not exists peony_migrations (name text primary key, hash text not null, at timestamptz not null default now())",
    );
    await prepareQueue(url);
    const { rows } = await client.query<{ name: string; hash: string }>("select name, hash from peony_migrations");
    const done = new Map(rows.map((r) => [r.name, r.hash]));
    const applied: string[] = [];
    for (const { name, text } of await files()) {
      const before = done.get(name);
      if (before === undefined) {
        await applyOne(client, name, text);
        applied.push(name);
      } else if (before !== hashOf(text)) throw new Error(`migration ${name} was edited after it was applied`);
    }
    return applied;
  } finally {
    await client.end();
  }
};
