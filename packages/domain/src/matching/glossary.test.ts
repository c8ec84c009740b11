import { describe, expect, test } from "vitest";
import { ipcTitle } from "../listings/index.ts";
import { normalise } from "../shared/index.ts";
import { allNamedIn, charactersIn, glossary, namedIn, tokensOf } from "./index.ts";

const entries = [...glossary()];
const own = entries.filter((e) => /^\d+$/.test(e.id));
const namesOf = (text: string, find = namedIn) => {
  const tokens = tokensOf(normalise(text));
  return find(tokens).map(({ from, to }) => normalise(text).slice(tokens.starts[from], tokens.ends[to - 1]));
};

describe("the glossary", () => {
  test("has hundreds of pairs of its own, titles of classes and industries, each with an id and both languages", () => {
    expect(own.length).toBeGreaterThanOrEqual(600);
    expect(entries.length).toBeGreaterThan(own.length + 100);
    expect(new Set(entries.map((e) => e.id)).size).toBe(entries.length);
    for (const { zh, en } of entries) {
      expect(zh.length > 0 && en.length > 0).toBe(true);
      for (const name of zh) expect(name).toMatch(/\p{Script=Han}/u);
      for (const name of en) expect(name).not.toMatch(/\p{Script=Han}/u);
    }
    expect(entries.find((e) => e.id === "B24.2")).toBeUndefined();
    expect(ipcTitle("C06")?.en).toContain(entries.find((e) => e.id === "C06.1")?.en[0]);
  });

  test("finds every name of every entry in a text that is that name", () => {
    for (const { id, zh, en } of entries)
      for (const name of [...zh, ...en].map(normalise)) {
        const tokens = tokensOf(name);
        const found = [...allNamedIn(tokens), ...charactersIn(name, tokens, [])].flatMap((n) => n.entries);
        expect(found, name).toContain(id);
      }
  });

  test("numbers its own entries without a gap, so that none is given a number of before", () => {
    expect(own.map((e) => Number(e.id))).toEqual(own.map((_, i) => i + 1));
    expect(own.find((e) => e.id === "2")?.zh).toContain("固态电池");
    expect(own.find((e) => e.id === "839")?.zh).toEqual(["停车"]);
  });

  test("holds each Chinese name for one thing of its own table only", () => {
    const names = own.flatMap((e) => e.zh);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  test("reads the longest name in a need, and those inside it in a document too", () => {
    expect(namesOf("一种锂离子电池的隔膜")).toEqual(["锂离子电池", "隔膜"]);
    expect(namesOf("锂离子电池", allNamedIn)).toEqual(["锂离子电池", "电池"]);
  });

  test("takes several words for a name only where they stand next to each other in its order", () => {
    expect(namesOf("Solid-state batteries")).toEqual(["solid-state batteries"]);
    expect(namesOf("state of the solid, and a battery")).not.toContain("solid, and a battery");
    expect(namesOf("internet of things")).toEqual(["internet of things"]);
  });

  test("takes a single character for a name only outside of longer ones", () => {
    const characters = (text: string) => {
      const tokens = tokensOf(text);
      return charactersIn(text, tokens, allNamedIn(tokens)).map(({ at }) => text[at]);
    };
    expect(characters("高纯钨靶与轴承")).toEqual(["钨"]);
    expect(characters("镍钴")).toEqual(["镍", "钴"]);
  });
});
