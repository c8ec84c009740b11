import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalise } from "../shared/index.ts";
import {
  fieldText,
  findMatches,
  hardLimits,
  ipcAgreement,
  type MatchDocument,
  type MatchIndex,
  matchOne,
  type Need,
  prepareNeed,
  termsOf,
} from "./index.ts";
import { aDocument, aNeed, indexOf } from "./testing/texts.ts";

const vocabulary =
  "轴承 滚道 强化 渗碳 磨床 热误差 补偿 主轴 振动 监测 grinding grinders spindle compensation error bearings battery batteries 电池 锂离子电池 热失控 warning 預警 ZrB2 纳米".split(
    " ",
  );
const anything = fc.string({ unit: "binary", maxLength: 4 });
const wording = fc
  .array(fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...vocabulary) }, anything), { maxLength: 12 })
  .chain((words) => fc.constantFrom(words.join(" "), words.join(""), words.join("，")));
const symbols = fc.array(fc.constantFrom("F16C 33/64", "F16C 19/36", "B23Q 15/18", "B24B 49/10", "H01M 10/48"), {
  maxLength: 2,
});
const amounts = fc.option(fc.bigInt({ min: 0n, max: 10n ** 10n }));
const rights = fc.uniqueArray(fc.constantFrom("ordinary", "exclusive", "assignment", "service", "development"), {
  maxLength: 3,
});
const texts = { title: wording, keywords: wording, abstract: wording, ipc: symbols };
const documents = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 0, max: 40 }).map((n) => `lst_${n}`),
    owner: fc.constantFrom("a", "b", "c"),
    ...texts,
    trl: fc.option(fc.integer({ min: 1, max: 9 })),
    rights,
    priceMin: amounts,
    region: fc.option(fc.constantFrom("410300", "310000")),
    since: fc.option(fc.date({ min: new Date("2020-01-01"), max: new Date("2026-01-01"), noInvalidDate: true })),
  }) satisfies fc.Arbitrary<MatchDocument>,
  { selector: (d) => d.id, maxLength: 20 },
);
const needs = fc.record({
  id: fc.constant("dmd_1"),
  owner: fc.constantFrom("a", "z"),
  ...texts,
  region: fc.option(fc.constantFrom("410300", "310000")),
  trlWanted: fc.option(fc.integer({ min: 1, max: 9 })),
  rightsWanted: rights,
  budgetMax: amounts,
  hard: fc.subarray([...hardLimits]),
  asOf: fc.option(fc.constant(new Date("2026-01-01"))),
}) satisfies fc.Arbitrary<Need>;

describe("reasons", () => {
  test("a text score is the sum of its terms, a score the product of its factors, and each lies between 0 and 100", () => {
    fc.assert(
      fc.property(documents, needs, (docs, need) => {
        for (const { score, reason } of findMatches(indexOf(docs), prepareNeed(need))) {
          const shares = reason.terms.reduce((sum, t) => sum + t.share, 0);
          expect(Math.abs(reason.text - shares - reason.rest)).toBeLessThan(1e-6);
          const product = (100 * reason.text * reason.classFactor * reason.fitFactor) / (1.3 * 1.1 * reason.best);
          expect(Math.abs(score - product)).toBeLessThan(1e-6);
          expect(score).toBeGreaterThan(0);
          expect(score).toBeLessThanOrEqual(100);
        }
      }),
    );
  });

  test("every quoted word stands in the field it is quoted from, and in the need", () => {
    fc.assert(
      fc.property(documents, needs, (docs, need) => {
        for (const { id, reason } of findMatches(indexOf(docs), prepareNeed(need)))
          for (const term of reason.terms) {
            const document = docs.find((d) => d.id === id);
            expect(normalise(document ? fieldText(document, term.field) : "")).toContain(term.found);
            expect(term.found).not.toBe("");
            expect(normalise(`${need.title} ${need.keywords} ${need.abstract}`)).toContain(term.asked);
          }
      }),
    );
  });

  test("facts that were asked for are met, missed or named as not stated", () => {
    const index = indexOf([aDocument({ title: "磨床热误差补偿", trl: 5, region: "410300" })]);
    const need = aNeed({
      title: "磨床热误差在线补偿",
      trlWanted: 6,
      budgetMax: 100n,
      region: "410305",
      rightsWanted: ["sole"],
    });
    expect(findMatches(index, prepareNeed(need))[0]?.reason).toMatchObject({
      fits: [{ kind: "region" }],
      misses: [{ kind: "trl", want: "6", have: "5" }],
      unstated: ["budget", "rights"],
    });
  });
});

describe("age", () => {
  test("two years on the market and less is a fit, more is none, and none stated is neither a fit nor a lack", () => {
    const title = "磨床热误差补偿";
    const fitsOf = (since: string | null) => {
      const index = indexOf([aDocument({ title, since: since ? new Date(since) : null })]);
      const need = prepareNeed(aNeed({ title, asOf: new Date("2026-03-01T12:00:00Z") }));
      return findMatches(index, need)[0]?.reason;
    };
    expect(fitsOf("2024-03-01T12:00:00Z")?.fits).toEqual([{ kind: "age", want: "2024-03-01", have: "2024-03-01" }]);
    expect(fitsOf("2024-02-29T12:00:00Z")).toMatchObject({ fits: [], misses: [], unstated: [], fitFactor: 1 });
    expect(fitsOf(null)).toMatchObject({ fits: [], misses: [], unstated: [] });
  });
});

describe("ranking", () => {
  test("one document is judged alone as it is judged in the list, and the list is the best of all", () => {
    fc.assert(
      fc.property(documents, needs, (docs, need) => {
        const index = indexOf(docs);
        const prepared = prepareNeed(need);
        const all = docs.flatMap((d) => matchOne(index, prepared, d.id) ?? []).sort((x, y) => y.score - x.score);
        const best = findMatches(index, prepared, { limit: 3 });
        expect(best.map((m) => m.score)).toEqual(all.slice(0, 3).map((m) => m.score));
      }),
    );
  });

  test("putting and removing documents leaves no trace", () => {
    fc.assert(
      fc.property(documents, documents, needs, (kept, others, need) => {
        const clean = indexOf(kept);
        const used = indexOf(others);
        for (const d of kept) used.put(d);
        for (const d of others) if (!kept.some((k) => k.id === d.id)) used.remove(d.id);
        expect([used.size, used.terms]).toEqual([clean.size, clean.terms]);
        const found = (index: MatchIndex) =>
          findMatches(index, prepareNeed(need)).map((m) => [m.id, m.score.toFixed(9)]);
        expect(found(used)).toEqual(found(clean));
      }),
    );
  });

  test("nobody is matched with themselves, and a closed gate shows nothing", () => {
    const index = indexOf([aDocument({ owner: "f", title: "磨床热误差补偿", rights: ["assignment"] })]);
    const need = aNeed({ title: "磨床热误差补偿" });
    expect(findMatches(index, prepareNeed(need))).toEqual([]);
    expect(findMatches(index, prepareNeed({ ...need, owner: "g" }))).toHaveLength(1);
    expect(findMatches(index, prepareNeed({ ...need, owner: "g", rightsWanted: ["ordinary"] }))).toEqual([]);
  });

  test("one shared word is not enough, unless the subclass is shared too", () => {
    const index = indexOf([aDocument({ title: "轴承", ipc: ["F16C 33/64"] })]);
    const ask = (ipc: string[]) => findMatches(index, prepareNeed(aNeed({ title: "轴承 电池", ipc })));
    expect(ask([])).toEqual([]);
    expect(ask(["F16H 1/00"])).toEqual([]);
    expect(ask(["F16C 19/00"])).toHaveLength(1);
  });

  test("a need in one language meets a document in the other through the titles of its class", () => {
    const index = indexOf([
      aDocument({ id: "lst_cell", title: "Venting valve", abstract: "cell safety", ipc: ["H01M 50/30"] }),
      aDocument({ id: "lst_gear", title: "Gear pump", abstract: "gear safety", ipc: ["F16H 57/04"] }),
    ]);
    const found = findMatches(index, prepareNeed(aNeed({ title: "基本电气元件的安全", ipc: ["H01M 10/48"] })));
    expect(found[0]?.id).toBe("lst_cell");
    expect(found[0]?.reason.terms.map((t) => t.field)).toContain("class");
  });
});

describe("terms", () => {
  test("a longer Chinese word is met by its parts, English words by their kin, full width and Traditional by their plain form", () => {
    expect([...termsOf("锂离子电池").keys()]).toEqual(expect.arrayContaining(["离子", "电池"]));
    expect(termsOf("grinders").keys().next().value).toBe(termsOf("grinding").keys().next().value);
    expect([...termsOf("軸承 ＣＮＣ").keys()]).toEqual(["轴承", "cnc"]);
    expect([...termsOf("钨丝拉拔").keys()]).toContain("钨丝");
  });
  test("numbers, single characters and words that say nothing do not count", () => {
    expect([...termsOf("采用 25 的 一种 方法 with the 3.5").keys()]).toEqual([]);
  });
});

describe("ipcAgreement", () => {
  test.each([
    ["B22F 9/22", "B22F 9/04", "group"],
    ["B22F 9/22", "B22F 3/10", "subclass"],
    ["B22F 9/22", "B22D 1/00", "class"],
    ["B22F", "B32B 1/00", "section"],
  ])("%s and %s agree at the %s", (need, have, level) => {
    expect(ipcAgreement([need, "A01B 1/00"], [have]).pair?.level).toBe(level);
  });
  test("different sections and text that is no symbol do not agree", () => {
    expect(ipcAgreement(["B22F 9/22", "?"], ["C22C 1/04", "?"])).toEqual({ depth: 0, pair: null });
  });
});
