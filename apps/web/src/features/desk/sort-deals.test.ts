import type { DealRow } from "@peony/features/deals";
import { expect, test } from "vitest";
import { sortDeals } from "./sort-deals.ts";

const deal = (number: string, day: number, over: Partial<DealRow>): DealRow => ({
  id: number,
  number,
  titleZh: "",
  titleEn: "",
  role: "seller",
  other: undefined,
  phase: "negotiation",
  turn: { side: "seller", move: "answer-offer", deadline: null, item: null },
  mayAct: true,
  updatedAt: new Date(2026, 10, day),
  ...over,
});

test("divides deals by whose turn it is, the longest waiting first, and leaves out what is over or not ours to see", () => {
  const { mine, waiting } = sortDeals([
    deal("late", 20, {}),
    deal("early", 10, {}),
    deal("theirs", 12, { turn: { side: "buyer", move: "fund", deadline: null, item: 0 }, mayAct: false }),
    deal("platform", 11, { turn: { side: null, move: "prepare-text", deadline: null, item: null }, mayAct: false }),
    deal("colleague", 13, { mayAct: false }),
    deal("over", 9, { phase: "closed" }),
    deal("brokered", 8, { role: "broker", turn: null, mayAct: false }),
  ]);
  expect(mine.map((d) => d.number)).toEqual(["early", "late"]);
  expect(waiting.map((d) => d.number)).toEqual(["platform", "theirs", "colleague"]);
});
