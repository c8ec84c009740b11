import { type Check, type Fixture, type Line, postText, request, type Who } from "./bench.ts";

export const post =
  (make: (f: Fixture) => object): Check["act"] =>
  (q, f) =>
    q(postText, [make(f)]);
export const raw =
  (text: (f: Fixture) => string): Check["act"] =>
  (q, f) =>
    q(text(f));
export const lines = (f: Fixture, amount: unknown = "100"): Line[] => [
  ["psp:stripe", "debit", amount],
  [f.held, "credit", amount],
];
export const fund = (f: Fixture, more: object = {}) => request(`new:${f.tag}`, "fund", lines(f), more);
export const header = (f: Fixture, kind = "fund") =>
  `insert into ledger.transfer (idempotency_key, request_hash, kind, actor) values ('direct:${f.tag}', 'x', '${kind}', 'x') returning id`;
export const accountId = (code: string, currency = "CNY") =>
  `(select id from ledger.account where code = '${code}' and currency = '${currency}')`;
export const entry = (transfer: string, line: number, code: string, side: string, amount: number, currency = "CNY") =>
  `insert into ledger.entry (transfer_id, line, account_id, currency, side, amount, phase) values (${transfer}, ${line}, ${accountId(code)}, '${currency}', '${side}', ${amount}, 'single')`;
export const transferId = (key: string) => `(select id from ledger.transfer where idempotency_key = '${key}')`;
export const settle = (f: Fixture, amount: string, phase = "post", key = `${f.disb}:${phase}`) =>
  request(
    key,
    "disburse",
    phase === "void"
      ? []
      : [
          [f.payable, "debit", amount],
          ["psp:stripe", "credit", amount],
        ],
    { phase, resolves: f.disb },
  );
export const each = (roles: Who[], expect: string, name: string, text: (f: Fixture) => string): Check[] =>
  roles.map((as) => ({ name: `${as} ${name}`, as, expect, act: raw(text) }));
export const app: Who[] = ["web", "worker", "operator"];
