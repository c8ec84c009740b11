import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diffText, diffVersions, isSameSitting, type Piece } from "./versions.ts";

const joined = (pieces: readonly Piece[], leave: Piece["kind"]) =>
  pieces
    .filter((p) => p.kind !== leave)
    .map((p) => p.text)
    .join("");

describe("diffText", () => {
  const prose = fc.array(fc.constantFrom("滚道", "表面", "强化", " ", "life", "2,100", "小时", "。", "\n"), {
    maxLength: 30,
  });

  test("what stayed and what went is the old text, what stayed and what came is the new one", () => {
    fc.assert(
      fc.property(prose, prose, fc.constantFrom("zh" as const, "en" as const), (a, b, locale) => {
        const pieces = diffText(a.join(""), b.join(""), locale);
        expect(joined(pieces, "added")).toBe(a.join(""));
        expect(joined(pieces, "removed")).toBe(b.join(""));
      }),
    );
  });

  test("a text against itself is one piece, and neighbours are joined", () => {
    fc.assert(
      fc.property(prose, prose, (a, b) => {
        expect(diffText(a.join(""), a.join(""), "zh")).toHaveLength(a.length > 0 ? 1 : 0);
        const kinds = diffText(a.join(""), b.join(""), "zh").map((p) => p.kind);
        expect(kinds.some((k, i) => k === kinds[i + 1])).toBe(false);
      }),
    );
  });

  test("only the words that moved are marked", () => {
    expect(diffText("疲劳寿命由 900 小时提高", "疲劳寿命由 900 小时提高到 2100 小时", "zh").map((p) => p.kind)).toEqual(
      ["same", "added"],
    );
    expect(diffText("life of 900 h", "life of 950 h", "en")).toEqual([
      { kind: "same", text: "life of " },
      { kind: "removed", text: "900" },
      { kind: "added", text: "950" },
      { kind: "same", text: " h" },
    ]);
  });

  test("two long texts without a word in common are answered at once, as replaced", () => {
    expect(diffText("甲 ".repeat(2001), "b ".repeat(2001), "zh").length).toBeGreaterThan(0);
  });
});

describe("diffVersions", () => {
  const inventor = (zh: string, sharePct: number) => ({ name: { zh, en: "" }, sharePct, orcid: null });

  test("a save that says nothing new is no change, whatever the order of keys and the way nothing is written", () => {
    expect(diffVersions({ title: { zh: "甲", en: "" } }, { title: { en: "", zh: "甲" } })).toEqual([]);
    expect(diffVersions({ trl: null, ipc: [], region: "" }, { region: null })).toEqual([]);
  });

  test("values are old and new, texts carry the words that moved", () => {
    const changes = diffVersions(
      { title: { zh: "滚道", en: "" }, trl: 5, rights: ["ordinary"], priceMin: "100" },
      { title: { zh: "滚道强化", en: "" }, trl: 6, rights: ["ordinary", "exclusive"], priceMin: null },
    );
    expect(changes.map(({ place, before, after }) => [place, before, after])).toEqual([
      ["title.zh", "滚道", "滚道强化"],
      ["trl", "5", "6"],
      ["rights", "ordinary", "ordinary, exclusive"],
      ["priceMin", "100", null],
    ]);
    expect(changes.map((c) => c.pieces !== null)).toEqual([true, false, false, false]);
  });

  test("a row that was taken out of the middle leaves the others alone", () => {
    const [a, b, c] = [inventor("甲", 50), inventor("乙", 30), inventor("丙", 20)];
    const changes = diffVersions({ inventors: [a, b, c] }, { inventors: [a, { ...c, sharePct: 50 }] });
    expect(changes.map(({ place, before, after }) => [place, before, after])).toEqual([
      ["inventors.1.name.zh", "乙", "丙"],
      ["inventors.1.sharePct", "30", "50"],
      ["inventors.2.name.zh", "丙", null],
      ["inventors.2.sharePct", "20", null],
    ]);
    expect(diffVersions({ inventors: [a, b, c] }, { inventors: [a, c] }).map((x) => x.place)).toEqual([
      "inventors.1.name.zh",
      "inventors.1.sharePct",
    ]);
  });

  test("the way back shows the same places with the values turned round", () => {
    const tree = fc.record({
      title: fc.record({ zh: fc.constantFrom("", "甲", "甲乙"), en: fc.constantFrom("", "a b") }),
      trl: fc.option(fc.integer({ min: 1, max: 9 })),
      ipc: fc.array(fc.constantFrom("F16C 33/64", "B23P 9/04"), { maxLength: 2 }),
    });
    fc.assert(
      fc.property(tree, tree, (a, b) => {
        const there = diffVersions(a, b);
        const back = diffVersions(b, a);
        expect(back.map((c) => [c.place, c.after, c.before])).toEqual(there.map((c) => [c.place, c.before, c.after]));
        expect(there.length === 0).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });
});

describe("isSameSitting", () => {
  const now = new Date("2026-11-25T10:00:00Z");
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  test.each([
    ["their autosaves of the last minutes", "u1", ago(9), true],
    ["a run that has lasted ten minutes", "u1", ago(10), false],
    ["somebody else's autosaves", "u2", ago(1), false],
    ["a deliberate save", "u1", null, false],
  ])("%s", (_what, savedBy, autosavedSince, same) => {
    expect(isSameSitting({ savedBy, autosavedSince }, "u1", now)).toBe(same);
  });
});
