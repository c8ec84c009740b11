import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalise, searchTokens, subWords } from "./normalise.ts";
import { traditionalPairs } from "./traditional-pairs.ts";

describe("normalise", () => {
  test.each([
    ["鋰離子電池", "锂离子电池"],
    ["ＬｉＦｅＰＯ４　電池", "lifepo4 电池"],
    ["  Wind\t Turbine\n", "wind turbine"],
    ["機器人臂", "机器人臂"],
    ["ﬁne ①", "fine 1"],
    ["", ""],
  ])("%j becomes %j", (input, output) => expect(normalise(input)).toBe(output));

  test("no character of the table leads on to another one", () => {
    for (const line of traditionalPairs) {
      const chars = [...line];
      for (let i = 1; i < chars.length; i += 2) expect(normalise(chars[i] ?? "")).toBe(chars[i]);
    }
  });

  test("doing it twice changes nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (s) => {
        expect(normalise(normalise(s))).toBe(normalise(s));
      }),
    );
  });
});

describe("parts of words", () => {
  test("a longer Chinese word is found by its pairs and its ends", () => {
    expect(subWords("鋰離子電池")).toEqual(expect.arrayContaining(["锂离", "离子", "电池", "离子电池", "子电池"]));
    expect(subWords("a b")).toEqual([]);
  });
  test("tokens of a looser match are pairs and plain words", () => {
    expect(searchTokens("风电轴承 l10 寿命")).toEqual(["风电", "电轴", "轴承", "l10", "寿命"]);
  });
});
