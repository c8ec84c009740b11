import { each, fund, lines, post, raw, settle } from "./acts.ts";
import { type Check, type Fixture, postText, type Query, request } from "./bench.ts";

/** What the processes may do. */
export const legitimate: Check[] = [
  ...(["worker", "operator"] as const).map(
    (as): Check => ({ name: `${as} posts`, as, expect: "ok", act: post((f) => fund(f)) }),
  ),
  {
    name: "web books a release",
    as: "web",
    expect: "ok",
    act: post((f) =>
      request(`accept:${f.tag}`, "release", [
        [f.held, "debit", "1"],
        [f.payable, "credit", "1"],
      ]),
    ),
  },
  {
    name: "the same posting twice is one",
    as: "worker",
    expect: "ok",
    act: async (q, f) => {
      const a = await q(postText, [fund(f)]);
      const b = await q(postText, [
        {
          ...fund(f, { actor: "another" }),
          entries: lines(f)
            .reverse()
            .map(([account, side, amount]) => ({ account, side, amount, currency: "CNY" })),
        },
      ]);
      if (a[0]?.id !== b[0]?.id) throw new Error("two transfers");
    },
  },
  { name: "a reservation is settled in full", as: "worker", expect: "ok", act: post((f) => settle(f, "4000")) },
  { name: "a reservation is settled in part", as: "worker", expect: "ok", act: post((f) => settle(f, "3999")) },
  { name: "a reservation is given up", as: "worker", expect: "ok", act: post((f) => settle(f, "", "void")) },
  {
    name: "an account opens twice as one",
    as: "web",
    expect: "ok",
    act: raw(
      (f) =>
        `select 1 / (ledger.open_account('tax:${f.tag}', 'CNY') = ledger.open_account('tax:${f.tag}', 'CNY'))::int`,
    ),
  },
  {
    name: "an account that gives and takes is judged by its net",
    as: "worker",
    expect: "ok",
    act: async (q, f) => {
      await q("select ledger.open_account('fx:desk', 'USD')");
      await q(postText, [
        request(`net:${f.tag}`, "exchange", [
          [f.held, "debit", "6000"],
          [f.held, "credit", "6000"],
          ["psp:stripe", "debit", "1", "USD"],
          ["fx:desk", "credit", "1", "USD"],
        ]),
      ]);
    },
  },
  {
    name: "a correction mirrors what it reverses",
    as: "operator",
    expect: "ok",
    act: async (q, f) => {
      await q(postText, [fund(f)]);
      await q(postText, [
        request(
          `rev:${f.tag}`,
          "correction",
          [
            ["psp:stripe", "credit", "100"],
            [f.held, "debit", "100"],
          ],
          { reverses: `new:${f.tag}` },
        ),
      ]);
    },
  },
  {
    name: "an exchange touches two currencies",
    as: "worker",
    expect: "ok",
    act: async (q, f) => {
      for (const [code, cur] of [
        ["fx:desk", "USD"],
        ["fx:desk", "CNY"],
      ])
        await q("select ledger.open_account($1, $2)", [code, cur]);
      await q(postText, [
        request(`fx:${f.tag}`, "exchange", [
          [f.unapplied, "credit", "700"],
          ["fx:desk", "debit", "700"],
          ["psp:stripe", "debit", "100", "USD"],
          ["fx:desk", "credit", "100", "USD"],
        ]),
      ]);
    },
  },
  ...each(
    ["worker", "operator"],
    "ok",
    "reads drift and balances",
    () => "select (select count(*) from ledger.drift), (select count(*) from ledger.balance)",
  ),
  ...each(["web"], "ok", "reads its statement", () => "select * from ledger.statement"),
];

export const malformed: Check[] = (
  [
    ["an amount that is a number", (f) => request(`m:${f.tag}`, "fund", lines(f, 100)), "LG004"],
    ["a fraction", (f) => request(`m:${f.tag}`, "fund", lines(f, "1.5")), "LG004"],
    ["nothing", (f) => request(`m:${f.tag}`, "fund", lines(f, "0")), "LG004"],
    ["a negative amount", (f) => request(`m:${f.tag}`, "fund", lines(f, "-100")), "LG004"],
    ["a leading zero", (f) => request(`m:${f.tag}`, "fund", lines(f, "0100")), "LG004"],
    ["an amount beyond 18 digits", (f) => request(`m:${f.tag}`, "fund", lines(f, "1000000000000000000")), "LG004"],
    ["an unknown field", (f) => fund(f, { note: "x" }), "LG004"],
    ["no actor", (f) => fund(f, { actor: undefined }), "LG004"],
    [
      "an unknown account",
      (f) =>
        request(`m:${f.tag}`, "fund", [
          ["psp:stripe", "debit", "1"],
          [`held:none-${f.tag}`, "credit", "1"],
        ]),
      "LG003",
    ],
    ["an unknown kind", (f) => request(`m:${f.tag}`, "gift", lines(f)), "LG003"],
    ["one line", (f) => request(`m:${f.tag}`, "fund", [["psp:stripe", "debit", "1"]]), "LG005"],
    [
      "unequal sides",
      (f) =>
        request(`m:${f.tag}`, "fund", [
          ["psp:stripe", "debit", "101"],
          [f.held, "credit", "100"],
        ]),
      "LG005",
    ],
    ["the key of other content", (f) => request(f.fund, "fund", lines(f)), "LG001"],
    [
      "more than is held",
      (f) =>
        request(`m:${f.tag}`, "release", [
          [f.held, "debit", "5001"],
          [f.payable, "credit", "5001"],
        ]),
      "LG002",
    ],
    [
      "what is reserved already",
      (f) =>
        request(
          `m:${f.tag}`,
          "disburse",
          [
            [f.payable, "debit", "1001"],
            ["psp:stripe", "credit", "1001"],
          ],
          { phase: "pending" },
        ),
      "LG002",
    ],
    [
      "a release straight to the provider",
      (f) =>
        request(`m:${f.tag}`, "release", [
          [f.held, "debit", "1"],
          ["psp:stripe", "credit", "1"],
        ]),
      "LG008",
    ],
    [
      "a fund out of a payable",
      (f) =>
        request(`m:${f.tag}`, "fund", [
          [f.payable, "debit", "1"],
          [f.held, "credit", "1"],
        ]),
      "LG008",
    ],
    ["a reservation of a kind that has none", (f) => fund(f, { phase: "pending" }), "LG008"],
    ["a correction of nothing", (f) => request(`m:${f.tag}`, "correction", lines(f)), "LG008"],
    ["a reversal under another kind", (f) => fund(f, { reverses: f.fund }), "LG008"],
    [
      "a reversal that is no mirror",
      (f) =>
        request(
          `m:${f.tag}`,
          "correction",
          [
            ["psp:stripe", "credit", "1"],
            [f.held, "debit", "1"],
          ],
          { reverses: f.fund },
        ),
      "LG005",
    ],
    ["a settlement above its reservation", (f) => settle(f, "4001"), "LG006"],
    ["a settlement of what is no reservation", (f) => ({ ...settle(f, "1"), resolves: `release:${f.tag}` }), "LG006"],
    ["a settlement of nothing known", (f) => ({ ...settle(f, "1"), resolves: "nothing" }), "LG006"],
    ["a void with lines", (f) => ({ ...settle(f, "1"), phase: "void" }), "LG005"],
  ] as [string, (f: Fixture) => object, string][]
).map(([what, make, expect]) => ({ name: `post refuses ${what}`, as: "worker", expect, act: post(make) }));

const twice = (name: string, expect: string, first: (f: Fixture) => object, second: (f: Fixture) => object): Check => ({
  name,
  as: "worker",
  expect,
  act: async (q: Query, f: Fixture) => {
    await q(postText, [first(f)]);
    await q(postText, [second(f)]);
  },
});

export const sequences: Check[] = [
  twice(
    "a reservation is never settled twice",
    "LG006",
    (f) => settle(f, "1000"),
    (f) => settle(f, "1000", "post", "again"),
  ),
  twice(
    "a settled reservation is not given up",
    "LG006",
    (f) => settle(f, "1000"),
    (f) => settle(f, "", "void"),
  ),
  {
    name: "a transfer is reversed once",
    as: "worker",
    expect: "LG006",
    act: async (q, f) => {
      await q(postText, [fund(f)]);
      for (const key of [`r1:${f.tag}`, `r2:${f.tag}`])
        await q(postText, [
          request(
            key,
            "correction",
            [
              ["psp:stripe", "credit", "100"],
              [f.held, "debit", "100"],
            ],
            { reverses: `new:${f.tag}` },
          ),
        ]);
    },
  },
  {
    name: "two currencies outside an exchange",
    as: "worker",
    expect: "LG008",
    act: async (q, f) => {
      await q("select ledger.open_account($1, 'USD')", [f.held]);
      await q(postText, [
        request(`m:${f.tag}`, "fund", [
          ...lines(f),
          ["psp:stripe", "debit", "1", "USD"],
          [f.held, "credit", "1", "USD"],
        ]),
      ]);
    },
  },
  {
    name: "an exchange in one currency",
    as: "worker",
    expect: "LG008",
    act: post((f) => request(`m:${f.tag}`, "exchange", lines(f))),
  },
  {
    name: "an expired reservation is not settled",
    as: "worker",
    expect: "LG006",
    act: async (q, f) => {
      const key = `late:${f.tag}`;
      await q(postText, [
        request(
          key,
          "disburse",
          [
            [f.payable, "debit", "1"],
            ["psp:stripe", "credit", "1"],
          ],
          { phase: "pending", expires_at: "2020-01-01T00:00:00Z" },
        ),
      ]);
      await q(postText, [{ ...settle(f, "1"), resolves: key }]);
    },
  },
];
