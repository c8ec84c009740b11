import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseQuery } from "../search/index.ts";
import { normalise } from "../shared/index.ts";
import { SavedSearches, termsOf, type WatchedDocument, type WatchFilters } from "./index.ts";

const noFilters: WatchFilters = { facets: {}, ranges: {} };
const aDocument = (over: Partial<WatchedDocument> = {}): WatchedDocument => ({
  id: "lst_1",
  texts: ["五轴磨床热误差在线补偿方法", "Online compensation of thermal errors in five-axis grinders"],
  ipc: ["B23Q 15/18"],
  numbers: ["CN2017106018623"],
  facets: { field: ["equipment"], rights: ["ordinary", "sole"] },
  values: { trl: 6, price: null },
  ...over,
});
const answers = (query: string, document = aDocument(), filters = noFilters): boolean => {
  const searches = new SavedSearches(() => 1);
  searches.put("s", parseQuery(query), filters);
  return searches.match(document).length === 1;
};

describe("a saved search", () => {
  test.each([
    ["磨床 热误差", "every word, in any order"],
    ["補償 ＧＲＩＮＤＥＲ", "Traditional, full width, another inflection"],
    ["“热误差在线补偿”", "a phrase as it stands"],
    ["“errors in five-axis” compensation", "a phrase with small words"],
    ["轴", "a lone character, wherever it stands"],
    ["磨床 -电池", "without what it excludes"],
    ["B23Q", "a symbol above its own"],
    ["B23Q 15/18 磨床", "its own symbol"],
    ["ZL201710601862.3", "its number"],
    ["", "nothing but filters"],
  ])("%s is answered: %s", (query) => expect(answers(query)).toBe(true));
  test.each([
    ["磨床 电池", "a word is missing"],
    ["“补偿在线”", "the words stand in another order"],
    ["“五轴磨床 online”", "a phrase does not reach from one field into the next"],
    ["磨床 -热误差", "it has what is excluded"],
    ["磨床 -grinder", "it has an inflection of what is excluded"],
    ['磨床 -"thermal errors"', "it has the excluded phrase"],
    ["“therm”", "a phrase does not end inside a word"],
    ["B24B", "another symbol"],
    ["ZL201710601861.1 磨床", "another number"],
  ])("%s is not answered: %s", (query) => expect(answers(query)).toBe(false));

  test("is answered in the other language where the glossary knows the thing", () => {
    expect(answers("grinding machine thermal error", aDocument({ texts: ["磨床热误差补偿"] }))).toBe(true);
    expect(answers("固态电池", aDocument({ texts: ["Solid state batteries with sulfide electrolyte"] }))).toBe(true);
    expect(answers("tungsten", aDocument({ texts: ["高纯钨靶材"] }))).toBe(true);
    expect(answers("glass tungsten", aDocument({ texts: ["玻璃上的高纯钨膜"] }))).toBe(true);
    expect(answers("固态电池", aDocument({ texts: ["The state of a battery in solid ground"] }))).toBe(false);
  });

  test("asks for every filter; what is not stated lies in no range", () => {
    const filters = (facets: WatchFilters["facets"], ranges: WatchFilters["ranges"] = {}) => ({ facets, ranges });
    expect(answers("", aDocument(), filters({ field: ["energy", "equipment"], rights: [] }, { trl: { min: 6 } }))).toBe(
      true,
    );
    expect(answers("", aDocument(), filters({ field: ["energy"] }))).toBe(false);
    expect(answers("", aDocument(), filters({ region: ["410300"] }))).toBe(false);
    expect(answers("", aDocument(), filters({}, { trl: { max: 5 } }))).toBe(false);
    expect(answers("", aDocument(), filters({}, { price: { max: 100 } }))).toBe(false);
  });

  test("is another one after it was put again, and none after it was removed", () => {
    const searches = new SavedSearches(() => 1);
    searches.put("s", parseQuery("磨床"), noFilters);
    searches.put("s", parseQuery("电池"), noFilters);
    expect(searches.match(aDocument())).toEqual([]);
    searches.remove("s");
    expect(searches.match(aDocument({ texts: ["电池"] }))).toEqual([]);
    expect(searches.size).toBe(0);
  });
});

/** Names that the glossary joins, beside words it does not know. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  轴承: ["轴承", "bearing", "bearings"],
  bearing: ["轴承", "bearing", "bearings"],
};
const words = ["轴承", "bearing", "热裂", "裂纹扩", "zrb2", "gauging", "预警器", "漂移"];
const word = fc.constantFrom(...words);
const query = fc
  .record({
    words: fc.uniqueArray(word, { maxLength: 3 }),
    phrases: fc.uniqueArray(fc.tuple(word, word), { maxLength: 1 }),
    excluded: fc.uniqueArray(word, { maxLength: 1 }),
  })
  .map((q) => ({
    words: q.words,
    phrases: q.phrases.map((p) => p.join(" ")),
    excluded: q.excluded,
    ipc: [],
    numbers: [],
  }));
const filters = fc.record({
  facets: fc.record({ field: fc.subarray(["a", "b"]) }),
  ranges: fc.option(fc.record({ trl: fc.record({ min: fc.integer({ min: 1, max: 9 }) }) }), { nil: {} }),
});
const documents = fc.record({
  texts: fc.array(
    fc.array(word, { maxLength: 5 }).map((w) => w.join(" ")),
    { maxLength: 3 },
  ),
  field: fc.subarray(["a", "b", "c"]),
  trl: fc.option(fc.integer({ min: 1, max: 9 })),
});

describe("percolation", () => {
  test("finds exactly the searches that holding every one against the listing finds, however they are filed", () => {
    const frequencies = fc.func(fc.integer({ min: 0, max: 5 }));
    const searches = fc.array(fc.tuple(query, filters), { maxLength: 30 });
    fc.assert(
      fc.property(searches, documents, frequencies, (all, { texts, field, trl }, frequency) => {
        const filed = new SavedSearches(frequency);
        for (const [i, [q]] of all.entries()) filed.put(`${i}`, all[all.length - 1 - i]?.[0] ?? q, noFilters);
        for (const [i, [q, f]] of all.entries()) filed.put(`${i}`, q, f);
        const has = (w: string) =>
          synonyms[w]?.some((s) => texts.some((t) => t.split(" ").includes(s))) ??
          [...termsOf(w).keys()].every((term) => texts.some((t) => termsOf(t).has(term)));
        const inOneField = (text: string) => texts.some((t) => ` ${normalise(t)} `.includes(` ${text} `));
        const expected = all.flatMap(([q, f], i) =>
          q.words.every(has) &&
          q.phrases.every(inOneField) &&
          !q.excluded.some(inOneField) &&
          (f.facets.field.length === 0 || f.facets.field.some((v) => field.includes(v))) &&
          (!("trl" in f.ranges) || (trl !== null && trl >= f.ranges.trl.min))
            ? [`${i}`]
            : [],
        );
        const found = filed.match(aDocument({ texts, facets: { field }, values: { trl } }));
        expect([...found].sort()).toEqual(expected.sort());
      }),
      { numRuns: 300 },
    );
  });
});
