import { describe, expect, test } from "vitest";
import { seiChildren, seiIndustries, seiPath, seiTitle } from "./sei.ts";

describe("strategic emerging industries", () => {
  test("has nine industries on top and forty below, each with both titles", () => {
    expect(seiChildren().map((one) => one.code)).toEqual(["1", "2", "3", "4", "5", "6", "7", "8", "9"]);
    expect(seiIndustries()).toHaveLength(49);
    for (const one of seiIndustries()) {
      expect(one.zh).toMatch(/\p{Script=Han}/u);
      expect(one.en).toMatch(/^[A-Z][\x20-\x7e]+$/);
    }
  });

  test("every industry below belongs to the one that its code begins with", () => {
    const below = seiChildren().flatMap(({ code }) => seiChildren(code));
    expect(below).toHaveLength(40);
    for (const { code } of below) expect(seiPath(code)).toEqual([code.slice(0, 1), code]);
  });

  test("names what it knows and nothing else", () => {
    expect(seiTitle("2.1")).toEqual({ zh: "智能制造装备产业", en: "Intelligent manufacturing equipment" });
    expect(["", "0", "10", "2.9", "2.1.1", "2."].map(seiTitle)).toEqual(Array(6).fill(null));
    expect(seiPath("2.9")).toEqual([]);
  });
});
