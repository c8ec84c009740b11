import { app, each, entry, header, lines, transferId } from "./acts.ts";
import { type Check, postText, request } from "./bench.ts";

/** What the processes must not be able to do, whatever SQL they send. */
export const hostile: Check[] = [
  ...each(app, "42501", "rewrites an entry", () => "update ledger.entry set amount = 1"),
  ...each(app, "42501", "deletes entries", () => "delete from ledger.entry"),
  ...each(app, "42501", "truncates transfers", () => "truncate ledger.transfer cascade"),
  ...each(app, "42501", "moves a balance", () => "update ledger.account set credits_posted = 1"),
  ...each(app, "42501", "inserts a header", (f) => header(f)),
  ...each(
    app,
    "42501",
    "inserts an account",
    (f) =>
      `insert into ledger.account (code, currency, normal, no_overdraft) values ('held:x${f.tag}', 'CNY', 'credit', false)`,
  ),
  ...each(app, "42501", "adds a kind", () => "insert into ledger.kind values ('gift','{*}','{*}')"),
  ...each(app, "42501", "becomes the owner", () => "set role ledger_owner"),
  ...each(app, "42501", "drops a guard", () => "alter table ledger.entry disable trigger all"),
  ...["account", "transfer", "entry", "drift", "balance"].flatMap((table) =>
    each(["web"], "42501", `reads ${table}`, () => `select * from ledger.${table}`),
  ),
  ...each(["web"], "55000", "writes through its statement", () => "delete from ledger.statement"),
  ...each(["web"], "42501", "calls a trigger function", () => "select ledger.forbid()"),
  ...each(
    ["web"],
    "LG003",
    "opens an account of no class",
    (f) => `select ledger.open_account('cash:${f.tag}', 'CNY')`,
  ),
  ...each(
    ["web"],
    "LG003",
    "opens an account in no currency",
    (f) => `select ledger.open_account('held:y${f.tag}', 'XXX')`,
  ),
  ...["fund", "apply", "disburse", "refund", "psp_fee", "write_off", "exchange", "correction"].map(
    (kind): Check => ({
      name: `web books a ${kind}`,
      as: "web",
      expect: "LG009",
      act: (q, f) => q(postText, [request(`web:${f.tag}`, kind, lines(f))]),
    }),
  ),
  ...each(["web"], "LG004", "opens an account with an odd name", () => "select ledger.open_account('held:a b', 'CNY')"),
  {
    name: "a shadowed operator in the session's path changes nothing",
    as: "worker",
    expect: "LG005",
    act: async (q, f) => {
      await q("set local search_path = pg_temp, public");
      await q("create temp table entry (transfer_id uuid)");
      await q(postText, [
        request(`m:${f.tag}`, "fund", [
          ["psp:stripe", "debit", "2"],
          [f.held, "credit", "1"],
        ]),
      ]);
    },
  },
];

/** Even the owner and a superuser are stopped by the triggers; only switching them off by name gets past. */
export const inside: Check[] = (["owner", "superuser"] as const).flatMap((as): Check[] => [
  ...each([as], "23001", "rewrites an entry", () => "update ledger.entry set amount = 1"),
  ...each([as], "23001", "deletes transfers", () => "delete from ledger.transfer"),
  ...each([as], "23001", "truncates everything", () => "truncate ledger.entry, ledger.transfer, ledger.account"),
  ...each([as], "23001", "deletes accounts", () => "delete from ledger.account"),
  ...each([as], "23001", "changes what a kind may do", () => "update ledger.kind set debits = '{*}'"),
  ...each([as], "23001", "changes an exponent", () => "update ledger.currency set exponent = 0"),
  ...each(
    [as],
    "23001",
    "takes a floor away",
    (f) => `update ledger.account set no_overdraft = false where code = '${f.held}'`,
  ),
  ...each(
    [as],
    "23001",
    "moves a balance",
    (f) => `update ledger.account set credits_posted = credits_posted + 1 where code = '${f.held}'`,
  ),
  ...each([as], "23001", "adds a line to a sealed transfer", (f) => entry(transferId(f.fund), 9, f.held, "credit", 1)),
  ...each(
    [as],
    "LG003",
    "opens a held account without a floor",
    (f) =>
      `insert into ledger.account (code, currency, normal, no_overdraft) values ('held:z${f.tag}', 'CNY', 'credit', false)`,
  ),
  ...each(
    [as],
    "23001",
    "opens an account with money in it",
    (f) =>
      `insert into ledger.account (code, currency, normal, no_overdraft, credits_posted) values ('held:w${f.tag}', 'CNY', 'credit', true, 5)`,
  ),
  ...each(
    [as],
    "LG007",
    "closes an account that is not empty",
    (f) => `update ledger.account set closed_at = now() where code = '${f.held}'`,
  ),
  ...each([as], "LG005", "writes a header without lines", (f) => header(f)),
  {
    name: `${as} writes one-sided lines by hand`,
    as,
    expect: "LG005",
    act: async (q, f) => {
      const id = (await q(header(f)))[0]?.id;
      await q(entry(`'${id}'`, 1, "psp:stripe", "debit", 5));
      await q(entry(`'${id}'`, 2, f.held, "credit", 4));
    },
  },
  {
    name: `${as} adds a line after its own balance check`,
    as,
    expect: "LG005",
    act: async (q, f) => {
      const id = (await q(header(f)))[0]?.id;
      await q(entry(`'${id}'`, 1, "psp:stripe", "debit", 5));
      await q(entry(`'${id}'`, 2, f.held, "credit", 5));
      await q("set constraints all immediate");
      await q("set constraints all deferred");
      await q(entry(`'${id}'`, 3, f.held, "credit", 5));
    },
  },
  {
    name: `${as} overdraws by hand`,
    as,
    expect: "23514",
    act: async (q, f) => {
      const id = (await q(header(f, "release")))[0]?.id;
      await q(entry(`'${id}'`, 1, f.held, "debit", 5001));
      await q(entry(`'${id}'`, 2, f.payable, "credit", 5001));
    },
  },
  {
    name: `${as} books dollars on a yuan account`,
    as,
    expect: "23503",
    act: async (q, f) => {
      const id = (await q(header(f)))[0]?.id;
      await q(entry(`'${id}'`, 1, f.held, "credit", 5, "USD"));
    },
  },
  {
    name: `${as} posts to a closed account`,
    as,
    expect: "LG007",
    act: async (q, f) => {
      await q(`update ledger.account set closed_at = now() where code = '${f.unapplied}'`);
      await q(postText, [
        request(`m:${f.tag}`, "fund", [
          ["psp:stripe", "debit", "1"],
          [f.unapplied, "credit", "1"],
        ]),
      ]);
    },
  },
  {
    name: `${as} reopens a closed account`,
    as,
    expect: "LG007",
    act: async (q, f) => {
      await q(`update ledger.account set closed_at = now() where code = '${f.unapplied}'`);
      await q(`update ledger.account set closed_at = null where code = '${f.unapplied}'`);
    },
  },
]);
