import { sqlState } from "@peony/db";
import type { TestDb } from "@peony/db/testing";

export type Who = "web" | "worker" | "operator" | "owner" | "superuser";
export type Query = (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;
export type Line = [account: string, side: "debit" | "credit", amount: unknown, currency?: string];

/** One directed check: an act as one role, in one transaction of its own, and what must come of it ("ok" or an SQLSTATE). */
export type Check = {
  readonly name: string;
  readonly as: Who;
  readonly expect: string;
  readonly act: (q: Query, f: Fixture) => Promise<unknown>;
};

/** Accounts of one check, so that checks never meet: 100.00 held, 40.00 of 50.00 payable reserved once under `disb`. */
export type Fixture = {
  readonly held: string;
  readonly payable: string;
  readonly unapplied: string;
  readonly tag: string;
  readonly fund: string;
  readonly disb: string;
};

export const request = (key: string, kind: string, lines: readonly Line[], more: object = {}) => ({
  key,
  kind,
  actor: "test",
  entries: lines.map(([account, side, amount, currency = "CNY"]) => ({ account, side, amount, currency })),
  ...more,
});

export const postText = "select ledger.post($1::jsonb) as id";

/** Runs `work` in one transaction of the role, commits, and says what came of it. */
export const attempt = async (db: TestDb, who: Who, work: (q: Query) => Promise<unknown>): Promise<string> => {
  const pool = who === "owner" || who === "superuser" ? db.admin.$client : db[who].$client;
  const client = await pool.connect();
  try {
    await client.query("begin");
    if (who === "owner") await client.query("set local role ledger_owner");
    await work(async (text, values) => (await client.query(text, values)).rows);
    await client.query("commit");
    return "ok";
  } catch (e) {
    await client.query("rollback");
    return sqlState(e) ?? String(e);
  } finally {
    client.release();
  }
};

let made = 0;

/** A fresh set of accounts with money in them. */
export const fixture = async (db: TestDb): Promise<Fixture> => {
  made += 1;
  const tag = `c${made}`;
  const f: Fixture = {
    tag,
    held: `held:${tag}`,
    payable: `payable:${tag}`,
    unapplied: `unapplied:${tag}`,
    fund: `fund:${tag}`,
    disb: `disb:${tag}`,
  };
  const outcome = await attempt(db, "worker", async (q) => {
    for (const code of [f.held, f.payable, f.unapplied]) await q("select ledger.open_account($1, 'CNY')", [code]);
    const steps = [
      request(f.fund, "fund", [
        ["psp:stripe", "debit", "10000"],
        [f.held, "credit", "10000"],
      ]),
      request(`release:${tag}`, "release", [
        [f.held, "debit", "5000"],
        [f.payable, "credit", "5000"],
      ]),
      request(
        f.disb,
        "disburse",
        [
          [f.payable, "debit", "4000"],
          ["psp:stripe", "credit", "4000"],
        ],
        { phase: "pending" },
      ),
    ];
    for (const step of steps) await q(postText, [step]);
  });
  if (outcome !== "ok") throw new Error(`fixture failed with ${outcome}`);
  return f;
};

/** Names of checks that did not come out as specified. Stops at the first where one is enough. */
export const failures = async (db: TestDb, checks: readonly Check[], firstOnly = false): Promise<string[]> => {
  const failed: string[] = [];
  for (const check of checks) {
    const f = await fixture(db);
    const outcome = await attempt(db, check.as, (q) => check.act(q, f));
    if (outcome !== check.expect) failed.push(`${check.name}: ${outcome}, not ${check.expect}`);
    if (firstOnly && failed.length > 0) return failed;
  }
  return failed;
};
