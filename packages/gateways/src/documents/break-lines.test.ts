import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { breakLines } from "./break-lines.ts";

/** A Chinese character is two wide, everything else one. */
const measure = (s: string): number => [...s].reduce((w, c) => w + (/[\p{Script=Han}，。（）“”]/u.test(c) ? 2 : 1), 0);
const lines = (text: string, width: number, chinese = true) => breakLines(text, width, measure, chinese);

describe("breakLines", () => {
  test("keeps closing marks off the start and opening marks off the end of a line", () => {
    for (const line of lines("双方（许可人）约定，“本技术”归属。双方（许可人）约定，“本技术”归属。", 11)) {
      expect(line).not.toMatch(/^[，。）”]/);
      expect(line).not.toMatch(/[（“]$/);
    }
  });
  test("keeps a figure with its unit and a word whole", () => {
    expect(lines("自生效日起 60 个月", 15)).toEqual(["自生效日起", "60 个月"]);
    expect(lines("held by the provider", 12, false)).toEqual(["held by the", "provider"]);
  });
  test("cuts only what is wider than a line, and gives the last character company", () => {
    expect(lines("0123456789abcdef", 10, false)).toEqual(["0123456789", "abcdef"]);
    expect(lines("一二三四五六", 10)).toEqual(["一二三四", "五六"]);
  });
  test("never loses or adds a character, and no line is wider than asked unless one cluster is", () => {
    const texts = fc
      .array(fc.constantFrom(..."技术许可，。（）“”ab1 .60个月\n"), { maxLength: 120 })
      .map((c) => c.join(""));
    fc.assert(
      fc.property(texts, fc.integer({ min: 12, max: 60 }), fc.boolean(), (text, width, chinese) => {
        const got = lines(text, width, chinese);
        expect(got.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
        const cluster = /[，。）”.]{3,}|[（“]{2,}|[a-b1-9.0]{6,}/;
        if (!cluster.test(text.replace(/\s/g, ""))) for (const l of got) expect(measure(l)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
