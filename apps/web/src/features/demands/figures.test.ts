import { describe, expect, test } from "vitest";
import { budgetText, currentText, daysLeft, leftText, targetText } from "./figures.ts";

const target = {
  name: { zh: "热漂移", en: "Drift" },
  current: "1250.50",
  target: "8",
  direction: "at_most",
  unit: { zh: "μm", en: "μm" },
} as const;

describe("figures of a demand", () => {
  test("a target says its direction, its figure as written, and its unit in the reader's language", () => {
    expect([targetText("zh", target), currentText("zh", target)]).toEqual(["≤ 8 μm", "1,250.50 μm"]);
    const share = { ...target, direction: "at_least", current: "", unit: { zh: "%", en: "%" } } as const;
    expect([targetText("en", share), currentText("en", share)]).toEqual(["≥ 8%", undefined]);
    expect(targetText("en", { ...target, unit: { zh: "倍", en: "times" } })).toBe("≤ 8 times");
  });
  test("a budget is a range, an upper end, or on request", () => {
    const budget = (budgetMin: bigint | null, budgetMax: bigint | null) =>
      budgetText("zh", { budgetMin, budgetMax, currency: "CNY" });
    expect(budget(60_000_000n, 120_000_000n)).toBe("60–120 万元");
    expect(budget(null, 120_000_000n)).toBe("不超过 120 万元");
    expect(budget(null, null)).toBe("面议");
  });
  test("days are counted in Chinese time; the last day still counts, the next is over", () => {
    const late = new Date("2026-11-25T17:00:00Z"); // 26 November in China
    expect(daysLeft("2026-11-26", late)).toBe(0);
    expect(leftText("zh", { state: "published", deadline: "2026-11-26" }, late)).toBe("今天截止");
    expect(leftText("en", { state: "published", deadline: "2026-12-28" }, late)).toBe("32 days left");
    expect(leftText("zh", { state: "published", deadline: "2026-11-25" }, late)).toBe("已截止");
    expect(leftText("zh", { state: "closed", deadline: "2026-12-28" }, late)).toBe("已截止");
    expect(leftText("zh", { state: "published", deadline: null }, late)).toBeNull();
  });
});
