import { inTransaction } from "@peony/db";
import { aMember, aPerson, createTestDb, type TestDb } from "@peony/db/testing";
import { acceptItem, deliverItem } from "@peony/features/escrow";
import { aSignedDeal, pay, type SignedDeal } from "@peony/features/escrow/testing";
import { calculateReward } from "@peony/features/royalties";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { statementCsv } from "./csv.ts";
import { leadOf, readOwnStatements, requireLedgerReader } from "./readers.ts";
import { wholeStatement } from "./whole-statement.ts";

let db: TestDb;
let deal: SignedDeal;
beforeAll(async () => {
  db = await createTestDb();
  deal = await aSignedDeal(db);
  const itemId = deal.items[0] ?? "";
  await pay(db, deal, itemId);
  await deliverItem(db.ctx(deal.officer), { itemId, note: "样件与报告", fileIds: [] });
  await acceptItem(db.ctx(deal.firm), { itemId });
  await inTransaction(deal.worker, (t) => calculateReward(t, { itemId, releaseNo: 1 }));
});
afterAll(() => db.close());

const inventor = () => aPerson(db, { id: deal.officer.orgId ?? "", kind: "university" }, ["inventor"]);

describe("readOwnStatements", () => {
  test("shows each party its own lines, and they add up to what was released", async () => {
    const seller = await readOwnStatements(db.ctx(deal.officer), undefined);
    const buyer = await readOwnStatements(db.ctx(deal.firm), undefined);
    expect(seller.ledger?.rows.map((l) => [l.kind, l.account])).toEqual([["release", "payable"]]);
    expect(buyer.ledger?.rows.map((l) => [l.kind, l.balance.amount])).toEqual([
      ["release", 0n],
      ["fund", 60_000_000n],
    ]);
    expect(seller.rewards).toHaveLength(1);
    expect(buyer.rewards).toEqual([]);
  });

  test("hides the ledger from an inventor and everything from strangers", async () => {
    const own = await readOwnStatements(db.ctx(await inventor()), undefined);
    expect(own).toMatchObject({ ledger: null, rewards: [] });
    expect(await readOwnStatements(db.ctx(deal.stranger), undefined)).toMatchObject({ ledger: { rows: [] } });
  });

  test("leaves the benefit statements to the first page", async () => {
    const { ledger } = await readOwnStatements(db.ctx(deal.officer), undefined);
    expect(ledger?.next).toBeNull();
    expect((await readOwnStatements(db.ctx(deal.officer), "later")).rewards).toEqual([]);
  });
});

test("the platform's fees name deal and payment in the file, and its page does not speak of money held for it", async () => {
  const ctx = db.ctx(await aMember(db, "operator", ["finance"]));
  const { kind, ledger } = await readOwnStatements(ctx, undefined);
  expect(ledger?.rows.map((l) => [l.account, l.onDeal])).toEqual([["revenue", false]]);
  expect(leadOf(kind, ledger)).toBe("operator-lead");
  const seller = await readOwnStatements(db.ctx(deal.officer), undefined);
  expect(leadOf(seller.kind, seller.ledger)).toBe("lead");
  expect(leadOf("university", null)).toBe("own-lead");
  expect(statementCsv(await wholeStatement(ctx), "zh")).toMatch(
    /,分付,PN-2026-[^,]+,第 1 笔,平台服务费,CNY,3000\.00,,3000\.00/,
  );
});

test("requireLedgerReader refuses an inventor", async () => {
  expect(requireLedgerReader(deal.finance).userId).toBe(deal.finance.userId);
  const refused = await inventor();
  expect(() => requireLedgerReader(refused)).toThrow(expect.objectContaining({ code: "forbidden" }));
});

test("the file holds every line of the statement", async () => {
  const csv = statementCsv(await wholeStatement(db.ctx(deal.firm)), "zh");
  expect(csv.split("\r\n")).toHaveLength(4);
  expect(csv).toContain(",600000.00,,600000.00");
});
