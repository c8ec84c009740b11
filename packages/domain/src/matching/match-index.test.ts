import { describe, expect, test } from "vitest";
import { findMatches, type MatchDocument, MatchIndex, matchOne, type Need, prepareNeed } from "./index.ts";
import { aDocument, aNeed, indexOf } from "./testing/texts.ts";

const aListing = (id: string, title: string, over: Partial<MatchDocument> = {}) => aDocument({ id, title, ...over });
const ask = (title: string, over: Partial<Need> = {}) => prepareNeed(aNeed({ owner: "f", title, ...over }));

describe("an index that forgets", () => {
  const things = ["轴承", "磨床", "电池", "隔膜", "主轴", "battery", "coating"];
  const text = (n: number) => `p${n % 37}x q${n % 23}x ${things[n % 31] ?? "其他"}`;
  const all = Array.from({ length: 400 }, (_, n) =>
    aListing(`lst_${n}`, text(n), { abstract: text(n + 5), ipc: ["F16C 33/64"] }),
  );
  const kept = all.filter((_, n) => n % 3 === 0);

  test("finds the same after most was removed and everything written anew, and takes no more memory for what comes and goes", () => {
    const used = indexOf([...all]);
    for (const d of all) if (!kept.includes(d)) used.remove(d.id);
    const clean = indexOf([...kept]);
    expect([used.size, used.terms, used.frequency("battery")]).toEqual([
      clean.size,
      clean.terms,
      clean.frequency("battery"),
    ]);
    expect(used.numbers).toBeLessThan(kept.length * 1.3 + 64);
    const need = ask("磨床主轴 battery p5x q7x p8x", { ipc: ["F16C 1/00"] });
    const found = (index: MatchIndex) =>
      findMatches(index, need, { limit: 50 }).map((m) => [m.id, m.score.toFixed(9), m.reason.terms]);
    expect(found(used)).toEqual(found(clean));
    expect(found(used).length).toBeGreaterThan(10);
    for (let n = 0; n < 2000; n++) used.put(aListing("lst_0", text(n)));
    expect(used.numbers).toBeLessThan(kept.length * 1.3 + 64);
  });

  test("knows nothing of a document it does not have", () => {
    const index = indexOf([aListing("a", "磨床")]);
    index.remove("b");
    expect([
      index.has("a"),
      index.has("b"),
      matchOne(index, ask("磨床"), "b"),
      findMatches(new MatchIndex(), ask("磨床")),
    ]).toEqual([true, false, null, []]);
  });
});

describe("the glossary in a match", () => {
  const chinese = aListing("zh", "固态电池用硫化物电解质的制备");
  const english = aListing("en", "Sulfide electrolytes for solid-state batteries");
  const other = aListing("other", "The state of solid waste in a country without charge");

  test("a need in one language finds the listing in the other, and the reason names the entry", () => {
    const index = indexOf([chinese, english, other, aListing("gear", "齿轮泵"), aListing("pump", "Gear pump noise")]);
    const [fromChinese] = findMatches(indexOf([english, other]), ask("固态电池的电解质"));
    expect(fromChinese?.id).toBe("en");
    expect(fromChinese?.reason.terms).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          asked: "固态电池",
          found: "solid-state batteries",
          field: "title",
          via: "glossary:2",
        }),
        expect.objectContaining({
          asked: "电解质",
          found: "electrolytes",
          via: expect.stringMatching(/^glossary:\d+$/),
        }),
      ]),
    );
    expect(findMatches(index, ask("electrolyte for a solid state battery"), { limit: 2 }).map((m) => m.id)).toEqual([
      "en",
      "zh",
    ]);
  });

  test("a text in both languages gets no more for a thing than a text in the language of the need", () => {
    const both = aListing("both", `${chinese.title}\n${english.title}`);
    const share = (index: MatchIndex, id: string) =>
      matchOne(index, ask("固态电池 电解质"), id)?.reason.terms.reduce((sum, t) => sum + (t.via ? t.share : 0), 0);
    expect(share(indexOf([both, other]), "both")).toBe(0);
    expect(share(indexOf([english, other]), "en")).toBeGreaterThan(0);
  });

  test("a single character weighs little and is no match alone", () => {
    const index = indexOf([aListing("w", "高纯钨靶材的烧结"), aListing("x", "玻璃")]);
    expect(findMatches(index, ask("tungsten"))).toEqual([]);
    const [classed] = findMatches(index, ask("sintering of tungsten"));
    const shares = new Map(classed?.reason.terms.map((t) => [t.found, t.share]));
    expect(shares.get("钨") ?? 0).toBeGreaterThan(0);
    expect(shares.get("钨") ?? 0).toBeLessThan(0.5 * (shares.get("烧结") ?? 0));
  });

  test("a thing that is named twice in a need, in two languages, is one thing", () => {
    expect(findMatches(indexOf([aListing("b", "bearing")]), ask("轴承 bearing"))).toEqual([]);
    expect(findMatches(indexOf([aListing("b", "固态电池")]), ask("低成本固态电池"))).toHaveLength(1);
  });
});

describe("gates", () => {
  const stated = aListing("stated", "磨床热误差补偿", { trl: 4, priceMin: 500n, region: "310000" });
  const silent = aListing("silent", "磨床热误差补偿");
  const need = { trlWanted: 6, budgetMax: 100n, region: "410300" };

  test("a limit closes a gate only where it is hard, and never for a listing that states nothing", () => {
    const index = indexOf([stated, silent]);
    expect(findMatches(index, ask("磨床热误差", need))).toHaveLength(2);
    for (const limit of ["trl", "budget", "region"] as const) {
      const found = findMatches(index, ask("磨床热误差", { ...need, hard: [limit] }));
      expect(found.map((m) => m.id)).toEqual(["silent"]);
      expect(found[0]?.reason.unstated).toContain(limit);
    }
  });

  test("names those that were looked at and stood open", () => {
    const rich = {
      trlWanted: 4,
      budgetMax: 500n,
      region: "310115",
      rightsWanted: ["ordinary"],
      hard: ["trl", "budget", "region"] as const,
    };
    const [found] = findMatches(indexOf([{ ...stated, rights: ["ordinary"] }]), ask("磨床热误差", rich), {
      admits: () => true,
    });
    expect(found?.reason.gates).toEqual(["status", "visibility", "licence", "region", "budget", "trl"]);
    expect(findMatches(indexOf([silent]), ask("磨床热误差", rich))[0]?.reason.gates).toEqual(["status"]);
  });

  test("what the asker may not see is no match, however many stand before it", () => {
    const many = Array.from({ length: 40 }, (_, n) => aListing(`m${n}`, "磨床热误差补偿"));
    const index = indexOf([...many, stated]);
    const admits = (id: string) => id === "stated";
    expect(findMatches(index, ask("磨床热误差"), { limit: 1, admits }).map((m) => m.id)).toEqual(["stated"]);
    expect(matchOne(index, ask("磨床热误差"), "m1", { admits })).toBeNull();
  });

  test("a short list is filled from behind the rows that share too little", () => {
    const thin = Array.from({ length: 40 }, (_, n) => aListing(`thin${n}`, "热误差"));
    const rest = Array.from({ length: 260 }, (_, n) => aListing(`rest${n}`, `p${n}x`));
    const answer = aListing("answer", "泵", { abstract: `${"离心叶轮 ".repeat(60)} 热误差 磨床` });
    const need = ask("热误差", { abstract: "磨床" });
    const index = indexOf([...thin, ...rest, answer]);
    expect(findMatches(index, need, { limit: 2 }).map((m) => m.id)).toEqual(["answer"]);
    // it is not there because it has more points than those
    const shared = findMatches(index, { ...need, classes: [] }, { limit: 2 })[0]?.reason.text ?? 0;
    const [first] = findMatches(indexOf([...thin, ...rest, answer, aListing("more", "热误差 磨床")]), need);
    expect([first?.id, (first?.reason.text ?? 0) > 4 * shared]).toEqual(["more", true]);
  });
});
