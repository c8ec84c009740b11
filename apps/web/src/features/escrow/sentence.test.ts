import type { DisplayState, ItemState } from "@peony/domain/escrow";
import { displayState, itemStates } from "@peony/domain/escrow";
import { money } from "@peony/domain/shared";
import type { DealMoney, MoneyItem, MoneyLine } from "@peony/features/escrow";
import { locales } from "@peony/i18n";
import { describe, expect, test } from "vitest";
import type { Piece } from "./rich.ts";
import { accountMissing, currentItem, moneySentence, sumByPayee } from "./sentence.ts";

const now = new Date("2026-11-20T02:00:00Z");
const names = { seller: "研究所", buyer: "曜钨新材料" };
const zh = (s: string) => ({ zh: s, en: s });

const line = (role: MoneyLine["role"], amount: bigint, over: Partial<MoneyLine> = {}): MoneyLine => ({
  role,
  orgId: role === "platform" ? null : `org_${role}`,
  orgName: role === "broker" ? { zh: "科桥经纪", en: "Keqiao Brokers" } : role === "platform" ? null : zh("研究所全称"),
  bps: role === "seller" ? null : 500,
  money: money(amount),
  state: "preview",
  reason: "",
  ...over,
});

const anItem = (position: number, state: ItemState, over: Partial<MoneyItem> = {}): MoneyItem => ({
  id: `item_${position}`,
  position,
  name: zh(`里程碑${position}`),
  deliverable: zh("样件"),
  testMethod: zh("断丝率"),
  inspectionDays: 10,
  due: money(60_000_000n),
  standing: null,
  state,
  display: displayState[state] as DisplayState,
  turn: "ours",
  deadline: null,
  frozen: false,
  lines: [line("seller", 56_700_000n), line("broker", 3_000_000n), line("platform", 300_000n)],
  events: [],
  attempts: [],
  files: [],
  can: { pay: false, deliver: false, accept: false },
  ...over,
});

const aDeal = (role: DealMoney["role"], items: readonly MoneyItem[]): DealMoney => ({
  dealId: "deal_1",
  dealNumber: "PN-2026-000087",
  role,
  seller: zh("研究所全称"),
  buyer: zh("曜钨新材料有限公司"),
  total: money(120_000_000n),
  standing: null,
  account: null,
  items,
});

const plain = (of: readonly Piece[]): string => of.map((p) => p.text).join("");
const say = (deal: DealMoney, locale: "zh" | "en" = "zh"): string => plain(moneySentence(locale, deal, names, now));

describe("moneySentence", () => {
  const deadline = new Date("2026-11-27T10:00:00Z");

  test("says how much, held by whom, released by what, until when, and who gets what", () => {
    const deal = aDeal("buyer", [anItem(1, "delivered", { deadline }), anItem(2, "agreed")]);
    expect(say(deal)).toBe(
      "¥600,000.00 由支付服务机构持有；我方确认验收后分付，最迟 11月27日 周五 18:00 答复；分付后研究所得 ¥567,000.00，科桥经纪得 ¥30,000.00，平台得 ¥3,000.00。",
    );
    expect(say(deal, "en")).toBe(
      "CNY 600,000.00 is held by the payment provider. It is paid out when you accept, with an answer due by Friday 27 November 18:00: then 研究所 gets CNY 567,000.00, Keqiao Brokers gets CNY 30,000.00, the platform gets CNY 3,000.00.",
    );
  });

  test("marks amounts and the condition", () => {
    const said = moneySentence("zh", aDeal("seller", [anItem(1, "held")]), names, now);
    expect(said.filter((p) => p.as === "strong").map((p) => p.text)).toEqual(["曜钨新材料确认验收后"]);
    expect(said.filter((p) => p.as === "b").map((p) => p.text)).toEqual([
      "¥600,000.00",
      "¥567,000.00",
      "¥30,000.00",
      "¥3,000.00",
    ]);
  });

  test("does not call it on its way where a payee cannot be paid", () => {
    const lines = [line("seller", 1n, { state: "failed_retryable", reason: "payout-account" })];
    expect(say(aDeal("seller", [anItem(1, "releasing", { lines })]))).toContain("有一笔还没有划出");
    expect(say(aDeal("seller", [anItem(1, "releasing")]))).toContain("正在分付");
  });

  test("adds up all payments once everything is paid out", () => {
    const said = say(aDeal("seller", [anItem(1, "settled"), anItem(2, "settled")]));
    expect(said).toBe(
      "合同款项 ¥1,200,000.00 已全部分付：研究所得 ¥1,134,000.00，科桥经纪得 ¥60,000.00，平台得 ¥6,000.00。",
    );
  });

  test("tells a broker of its own commission and of nothing else", () => {
    const own = (state: MoneyLine["state"]) => ({ due: null, lines: [line("broker", 3_000_000n, { state })] });
    const deal = aDeal("broker", [anItem(1, "settled", own("confirmed")), anItem(2, "held", own("preview"))]);
    expect(say({ ...deal, total: null })).toBe("我方佣金共 ¥60,000.00，随每笔款项验收后分付；已到账 ¥30,000.00。");
  });

  test("speaks of every state in both languages, to both sides, and never of an escrow account", () => {
    for (const state of itemStates)
      for (const role of ["buyer", "seller"] as const)
        for (const locale of locales)
          for (const until of [deadline, null]) {
            const said = say(aDeal(role, [anItem(1, state, { deadline: until })]), locale);
            expect(said).not.toMatch(/[{}<>]|\p{Cc}|undefined|托管|escrow/iu);
            expect(said.length).toBeGreaterThan(20);
          }
  });

  test("says nothing where there is nothing", () => {
    expect(moneySentence("zh", aDeal("buyer", []), names, now)).toEqual([]);
    expect(moneySentence("zh", aDeal("broker", []), names, now)).toEqual([]);
  });
});

test("currentItem is the first that is not done, else the last", () => {
  const [a, b, c] = [anItem(1, "settled"), anItem(2, "held"), anItem(3, "agreed")];
  expect(currentItem(aDeal("buyer", [a, b, c]))?.position).toBe(2);
  expect(currentItem(aDeal("buyer", [a]))?.position).toBe(1);
  expect(currentItem(aDeal("buyer", []))).toBeNull();
});

test("sumByPayee keeps payees apart and loses nothing", () => {
  const sums = sumByPayee([anItem(1, "settled"), anItem(2, "settled", { lines: [line("seller", 5n)] })]);
  expect(sums.map((l) => [l.role, l.money.amount])).toEqual([
    ["seller", 56_700_005n],
    ["broker", 3_000_000n],
    ["platform", 300_000n],
  ]);
});

test("accountMissing speaks from the call for funds to the inspection, to a payee that cannot receive", () => {
  const of = (state: ItemState, account: DealMoney["account"]) =>
    accountMissing({ ...aDeal("seller", [anItem(1, state)]), account });
  const missing = { ready: false, mayOpen: true };
  expect(itemStates.filter((s) => of(s, missing))).toEqual([
    "awaiting_funds",
    "funding",
    "part_funded",
    "held",
    "delivered",
  ]);
  expect(of("held", { ready: true, mayOpen: true })).toBe(false);
  expect(of("held", null)).toBe(false);
});
