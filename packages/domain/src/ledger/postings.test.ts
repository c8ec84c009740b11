import { describe, expect, test } from "vitest";
import { money } from "../shared/index.ts";
import {
  fundPosting,
  type Posting,
  postingFault,
  pspFeePosting,
  refusedPosting,
  releasePosting,
  reservePosting,
  sentPosting,
  unappliedPosting,
} from "./postings.ts";

const lines = (p: Posting) => p.entries.map((e) => `${e.side} ${e.account} ${e.money.amount}`);

describe("golden postings", () => {
  test("fund: D psp, C held", () => {
    const p = fundPosting("pi_1", "item_1", money(60_000n), { dealId: "deal_1" });
    expect([p.key, p.kind, ...lines(p)]).toEqual([
      "fund:pi_1",
      "fund",
      "debit psp:stripe 60000",
      "credit held:item_1 60000",
    ]);
    expect(p.ref).toEqual({ dealId: "deal_1", itemId: "item_1", provider: "pi_1" });
  });
  test("fund without a claim: D psp, C unapplied, under the same key", () => {
    const p = unappliedPosting("pi_1", "org_1", money(1n), {});
    expect([p.key, p.kind, ...lines(p)]).toEqual([
      "fund:pi_1",
      "fund",
      "debit psp:stripe 1",
      "credit unapplied:org_1 1",
    ]);
  });
  test("psp_fee: D expense, C psp", () => {
    const p = pspFeePosting("txn_1", money(29n), {});
    expect([p.key, p.kind, ...lines(p)]).toEqual([
      "fee:txn_1",
      "psp_fee",
      "debit expense:psp 29",
      "credit psp:stripe 29",
    ]);
  });
  test("release: D held, C payables and fee, lines of nothing left out", () => {
    const p = releasePosting(
      "item_1",
      1,
      [
        { orgId: "org_s", money: money(94_500n) },
        { orgId: "org_b", money: money(5_000n) },
        { orgId: null, money: money(500n) },
        { orgId: "org_z", money: money(0n) },
      ],
      {},
    );
    expect([p.key, p.kind, ...lines(p)]).toEqual([
      "release:item_1:1",
      "release",
      "debit held:item_1 100000",
      "credit payable:org_s 94500",
      "credit payable:org_b 5000",
      "credit revenue:fee 500",
    ]);
  });
  test("disburse: reserved, then posted or voided; a later try has its own keys", () => {
    const first = reservePosting("dsb_1", 1, "org_s", money(10n), {});
    expect([first.key, first.phase, ...lines(first)]).toEqual([
      "disb:dsb_1",
      "pending",
      "debit payable:org_s 10",
      "credit psp:stripe 10",
    ]);
    const sent = sentPosting("dsb_1", 1, "org_s", money(10n), {});
    expect([sent.key, sent.phase, sent.resolves]).toEqual(["disb:dsb_1:post", "post", "disb:dsb_1"]);
    const refused = refusedPosting("dsb_1", 2, {});
    expect([refused.key, refused.phase, refused.resolves, refused.entries]).toEqual([
      "disb:dsb_1:2:void",
      "void",
      "disb:dsb_1:2",
      [],
    ]);
  });
  test("faults are named before the database is asked", () => {
    const good = fundPosting("pi_1", "item_1", money(5n), {});
    expect(postingFault(good)).toBeNull();
    expect(postingFault({ ...good, entries: good.entries.slice(0, 1) })).toBe("fewer than two lines");
    expect(postingFault(fundPosting("pi_1", "item_1", money(0n), {}))).toBe("a line of nothing");
    const [debit, credit] = good.entries;
    if (!debit || !credit) throw new Error("two lines");
    expect(postingFault({ ...good, entries: [debit, { ...credit, money: money(4n) }] })).toBe("unbalanced in CNY");
    expect(postingFault({ ...refusedPosting("dsb_1", 1, {}), entries: good.entries })).toBe("a void carries no lines");
  });
});
