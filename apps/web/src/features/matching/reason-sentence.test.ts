import type { MatchReason } from "@peony/domain/matching";
import { describe, expect, test } from "vitest";
import { reasonSentence } from "./reason-sentence.ts";

const reason: MatchReason = {
  engine: "bm25f/1",
  normaliser: 1,
  score: 41,
  text: 10,
  rest: 1,
  best: 20,
  classFactor: 1.3,
  fitFactor: 1.03,
  terms: [
    { asked: "磨床", found: "磨床", field: "abstract", share: 3 },
    { asked: "compensating", found: "compensation", field: "title", share: 2.5 },
    { asked: "补偿", found: "补偿", field: "title", share: 2 },
    { asked: "热误差", found: "误差", field: "title", share: 1.5 },
    { asked: "grinders", found: "grinders", field: "abstract", share: 0.5 },
    { asked: "漂移", found: "漂移", field: "abstract", share: 0.4 },
  ],
  class: { need: "B23Q 15/18", have: "B23Q 15/007", level: "group" },
  fits: [
    { kind: "trl", want: "6", have: "7" },
    { kind: "region", want: "410305", have: "410300" },
  ],
  misses: [{ kind: "budget", want: "100", have: "200" }],
  unstated: ["rights"],
};

describe("reasonSentence", () => {
  test("quotes three words with their field, the class in words, fits, misses and what is not stated", () => {
    expect(reasonSentence("zh", reason)).toBe(
      "匹配依据：题目中有“补偿”、“误差”；说明中有“磨床”；同属 IPC 大组 B23Q 15；成熟度 TRL 7，达到所要求的 6；同在一省；要价高于预算；未写明：交易方式。",
    );
  });
  test("says the same in English with English words first", () => {
    expect(reasonSentence("en", reason)).toBe(
      "Matched by: title has “compensation”; text has “grinders”, “磨床”; same IPC main group B23Q 15; TRL 7 meets the 6 asked for; same province; asking price above the budget; not stated: kind of deal.",
    );
  });
  test("shows another name beside the word that was asked for", () => {
    const term = {
      asked: "固态电池",
      found: "solid-state battery",
      field: "title",
      share: 3,
      via: "glossary:2",
    } as const;
    const bare = { ...reason, engine: "bm25f/2", terms: [term], class: null, misses: [], unstated: [], gates: [] };
    const fits = [{ kind: "age", want: "2023-11-25", have: "2025-06-01" }] as const;
    expect([reasonSentence("zh", { ...bare, fits }), reasonSentence("en", { ...bare, fits })]).toEqual([
      "匹配依据：题目中有“solid-state battery”（对应“固态电池”）；上架未满两年。",
      "Matched by: title has “solid-state battery” for “固态电池”; on the market for less than two years.",
    ]);
  });
  test("says each level of agreement, and leaves out what there is not", () => {
    const bare = { ...reason, terms: [], fits: [], misses: [], unstated: [] };
    const said = (level: "subclass" | "class" | "section") =>
      reasonSentence("zh", { ...bare, class: { need: "B23Q", have: "B23Q 15/007", level } });
    expect([said("subclass"), said("class"), said("section")]).toEqual([
      "匹配依据：同属 IPC 小类 B23Q。",
      "匹配依据：同属 IPC 大类 B23。",
      "匹配依据：同属 IPC 部 B。",
    ]);
  });
});
