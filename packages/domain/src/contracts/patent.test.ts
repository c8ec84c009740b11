import { describe, expect, test } from "vitest";
import { drawable, missingGlyphs } from "./glyphs.ts";
import { patentExpiry, patentKindOf, patentNumbers } from "./patent.ts";
import { termsSchema } from "./terms.ts";
import { sampleFacts, sampleTerms } from "./testing/index.ts";

describe("patent facts", () => {
  test.each([
    ["ZL 2020 1 0123456.2", "invention"],
    ["CN202021234567.8", "utility"],
    ["２０２０ ３ ００１２３４５．Ｘ", "design"],
    ["201780012345.6", "invention"],
    ["95115608.X", "invention"],
    ["US 10,123,456 B2", null],
    [null, null],
  ])("%s is %s", (number, kind) => {
    expect(patentKindOf(number)).toBe(kind);
  });
  test.each([
    ["2020-03-05", "invention", "2040-03-05"],
    ["2020-03-05", "utility", "2030-03-05"],
    ["2020-02-29", "design", "2035-02-28"],
    ["2020-02-29", "invention", "2040-02-29"],
    [null, "invention", null],
    ["2020-03-05", null, null],
  ] as const)("filed on %s, a right of kind %s ends on %s", (filed, kind, ends) => {
    expect(patentExpiry(filed, kind)).toBe(ends);
  });
  test("a pending application has an application number and no patent number", () => {
    const asset = { ...sampleFacts.asset, number: "CN 2020 1 0123456.2" };
    expect(patentNumbers(asset)).toEqual({ application: "CN202010123456.2", patent: "ZL202010123456.2" });
    expect(patentNumbers({ ...asset, legalStatus: "pending" }).patent).toBeNull();
    expect(patentNumbers({ ...asset, number: "EP1234567" })).toEqual({ application: null, patent: "EP1234567" });
  });
});

describe("characters a contract can be set in", () => {
  test("common, rare and technical ones are there", () => {
    expect(missingGlyphs("滚道感应淬火䶮喆㐂 CO₂ 1×10⁷ μm ≥ 4.5 ℃ “A”——…\nαβ")).toEqual([]);
  });
  test("others are named, each once", () => {
    expect(missingGlyphs("𠮷田𠮷あ😀")).toEqual(["𠮷", "あ", "😀"].filter((c) => missingGlyphs(c).length > 0));
    expect(missingGlyphs("𠮷")).toEqual(["𠮷"]);
  });
  test("foreign text is made drawable instead of refused", () => {
    expect(drawable("Mozilla/5.0\r\n\t😀𠮷 X", 99)).toBe("Mozilla/5.0 ?? X");
    expect(drawable("x".repeat(500), 300)).toHaveLength(300);
    expect(missingGlyphs(drawable("\u0000😀\u202e", 9))).toEqual([]);
  });
  test("terms refuse them at their field", () => {
    const bad = { ...sampleTerms, milestones: [{ ...sampleTerms.milestones[0], name: { zh: "𠮷" } }] };
    const refused = termsSchema.safeParse(bad);
    expect(refused.error?.issues).toMatchObject([
      { path: ["milestones", 0, "name"], message: "no-glyph", params: { characters: "𠮷" } },
    ]);
  });
});
