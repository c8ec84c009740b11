import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalise } from "../shared/index.ts";
import { isSentence, type ParsedQuery, parseQuery } from "./query.ts";

const parsed = (over: Partial<ParsedQuery>): ParsedQuery => ({
  words: [],
  phrases: [],
  excluded: [],
  ipc: [],
  numbers: [],
  ...over,
});

describe("parseQuery", () => {
  test.each<[string, Partial<ParsedQuery>]>([
    ["热误差  磨床", { words: ["热误差", "磨床"] }],
    ['"thermal error" grinder', { phrases: ["thermal error"], words: ["grinder"] }],
    ["“热误差补偿” 磨床", { phrases: ["热误差补偿"], words: ["磨床"] }],
    ["「熱誤差」－磨床", { phrases: ["热误差"], excluded: ["磨床"] }],
    ["电池 -锂 −“铅酸 蓄电池”", { words: ["电池"], excluded: ["锂", "铅酸 蓄电池"] }],
    ["3-axis li-ion", { words: ["3-axis", "li-ion"] }],
    ["磨床“热误差”", { words: ["磨床"], phrases: ["热误差"] }],
    ["“never closed", { phrases: ["never closed"] }],
    ["H01M 10/0525 电解液", { ipc: ["H01M 10/0525"], words: ["电解液"] }],
    ["ｈ０１ｍ１０／０５２５", { ipc: ["H01M 10/0525"] }],
    ["F16C bearing", { ipc: ["F16C"], words: ["bearing"] }],
    ["F16", { ipc: ["F16"] }],
    ["H13 tool steel", { words: ["h13", "tool", "steel"] }],
    ["-G06T", { excluded: ["g06t"] }],
    ["ZL 2017 1 0601862.3", { numbers: ["cn2017106018623"] }],
    ["磨床 CN2017106018623", { words: ["磨床"], numbers: ["cn2017106018623"] }],
    ["ＣＮＣ 軸承", { words: ["cnc", "轴承"] }],
    ['  - -- "" “” … !!! ', {}],
    ["", {}],
  ])("%s", (query, over) => expect(parseQuery(query)).toEqual(parsed(over)));

  test("takes anything, throws nothing, and gives normalised texts that say something, each once", () => {
    const hostile = fc.oneof(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc
        .array(
          fc.constantFrom(
            '"',
            "“",
            "”",
            "「",
            "-",
            "－",
            " ",
            "　",
            "H01M",
            "10/0525",
            "电池",
            "CN",
            "2017106018623",
            "\u0000",
            "\ud800",
          ),
          { maxLength: 60 },
        )
        .map((a) => a.join("")),
    );
    fc.assert(
      fc.property(hostile, (query) => {
        const found = parseQuery(query);
        for (const texts of [found.words, found.phrases, found.excluded]) {
          expect(texts.map(normalise)).toEqual(texts);
          for (const text of texts) expect(text).toMatch(/[\p{L}\p{N}]/u);
        }
        for (const all of Object.values(found)) expect(new Set(all).size).toBe(all.length);
        expect(typeof isSentence(query)).toBe("boolean");
      }),
      { numRuns: 300 },
    );
  });

  test("what was written with signs is read with them", () => {
    const word = fc.constantFrom("热误差", "磨床", "bearing", "spindle", "电池");
    fc.assert(
      fc.property(fc.uniqueArray(word), fc.uniqueArray(word), fc.uniqueArray(word), (words, phrases, excluded) => {
        const query = [...words, ...phrases.map((p) => `"${p}"`), ...excluded.map((e) => `-${e}`)].join(" ");
        expect(parseQuery(query)).toEqual(parsed({ words, phrases, excluded }));
      }),
    );
  });

  test("a query of a million signs is read in its beginning only", () => {
    expect(parseQuery('" -'.repeat(400_000)).words).toEqual([]);
    expect(parseQuery("电池 ".repeat(400_000)).words).toEqual(["电池"]);
  });
});

describe("isSentence", () => {
  test.each([
    "五轴磨床在夏天中午尺寸会漂移怎么办",
    "we need a coating that survives salt spray for ten years",
    "轴承滚道 磨削 烧伤，怎样在线 检测出来",
    "Bearings fail early, inner ring cracks",
  ])("%s is one", (query) => expect(isSentence(query)).toBe(true));
  test.each([
    "磨床热误差补偿",
    "lithium-ion battery thermal runaway warning",
    "轴承 寿命 预测",
    "H01M 10/0525 电解液",
    "“a phrase is quoted and as long as it likes to be here” pump",
    "",
  ])("%s is none", (query) => expect(isSentence(query)).toBe(false));
  test("more words never make a sentence less of one", () => {
    const words = fc.array(fc.constantFrom("bearing", "热误差", "磨床", "in", "summer"), { maxLength: 15 });
    fc.assert(
      fc.property(words, fc.constantFrom("drift", "电池"), (before, more) => {
        const query = before.join(" ");
        if (isSentence(query)) expect(isSentence(`${query} ${more}`)).toBe(true);
      }),
    );
  });
});
