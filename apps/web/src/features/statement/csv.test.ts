import { money } from "@peony/domain/shared";
import type { StatementLine } from "@peony/features/ledger";
import { describe, expect, test } from "vitest";
import { statementCsv } from "./csv.ts";

const line: StatementLine = {
  at: new Date("2026-11-13T07:02:00Z"),
  kind: "fund",
  account: "held",
  money: money(60_000_000n),
  balance: money(60_000_000n),
  dealId: null,
  dealNumber: "PN-2026-000087",
  itemId: null,
  itemPosition: 1,
  onDeal: true,
};

describe("statementCsv", () => {
  test("has a head and a row for each line, in and out in columns of their own", () => {
    const out = { ...line, kind: "release", money: money(-60_000_000n), balance: money(0n) } as const;
    const [head, first, second, end] = statementCsv([line, out], "zh").split("\r\n");
    expect(head).toBe("\ufeff日期,事项,交易,款项,账户,币种,增加,减少,余额");
    expect(first).toBe("2026-11-13 15:02,付入,PN-2026-000087,第 1 笔,持有中,CNY,600000.00,,600000.00");
    expect(second).toBe("2026-11-13 15:02,分付,PN-2026-000087,第 1 笔,持有中,CNY,,600000.00,0.00");
    expect(end).toBe("");
  });
  test("speaks English", () => {
    expect(statementCsv([line], "en")).toContain("Paid in,PN-2026-000087,Payment 1,Held,CNY,600000.00,,600000.00");
  });
});
