import { describe, expect, test } from "vitest";
import { type ListingFacts, listingGaps } from "./readiness.ts";
import { listingScore } from "./score.ts";

const ready: ListingFacts = {
  assetKind: "patent",
  title: { zh: "滚道强化", en: "Raceway" },
  summary: { zh: "寿命更长", en: "" },
  problem: { zh: "裂纹", en: "" },
  solution: { zh: "", en: "Rolling" },
  benefits: [{ checkedOn: "2026-11-02" }],
  noDataYet: false,
  rival: { zh: "喷丸", en: "" },
  applications: [{}],
  trl: 6,
  evidence: [{}],
  keywordsZh: ["滚道"],
  keywordsEn: [],
  ipc: ["F16C 33/64"],
  rights: ["ordinary"],
  priceMode: "ask",
  priceMin: null,
  priceMenu: [],
  number: "CN2017106018623",
  registrationNo: null,
  legalStatus: "granted",
  legalCheckedOn: "2026-11-02",
  annuityDue: "2027-05-17",
  inventors: [{ sharePct: 33.34 }, { sharePct: 33.33 }, { sharePct: 33.33 }],
  parts: [],
  contactTeam: { zh: "成果转化部", en: "" },
};
const gaps = (over: Partial<ListingFacts>) => listingGaps({ ...ready, ...over }).map((g) => `${g.field} ${g.code}`);

describe("readiness of a listing", () => {
  test("a complete one lacks nothing and scores 100", () => {
    expect(listingGaps(ready)).toEqual([]);
    expect(listingScore(ready)).toBe(100);
  });

  test.each([
    [{ title: { zh: "", en: "" } }, "title.zh required"],
    [{ problem: { zh: "", en: "" } }, "problem.zh required"],
    [{ solution: { zh: "", en: "" } }, "solution.zh required"],
    [{ benefits: [] }, "benefits.0.figure required"],
    [{ trl: null }, "trl choose"],
    [{ trl: 4, evidence: [] }, "evidence.0.zh required"],
    [{ rights: [] }, "rights choose"],
    [{ priceMode: "fixed" }, "priceMin required"],
    [{ priceMode: "menu" }, "priceMenu.0.name.zh required"],
    [{ number: null }, "number required"],
    [{ legalStatus: "unknown" }, "legalStatus choose"],
    [{ inventors: [{ sharePct: 60 }] }, "inventors.0.sharePct sum-wrong"],
    [{ inventors: [{ sharePct: 99.99 }] }, "inventors.0.sharePct sum-wrong"],
    [{ inventors: [{ sharePct: 100 }, { sharePct: 0 }] }, "inventors.0.sharePct sum-wrong"],
    [{ inventors: [] }, "inventors.0.name.zh required"],
    [{ assetKind: "bundle", parts: ["lst_1"] }, "parts choose"],
    [{ assetKind: "plant_variety" }, "registrationNo required"],
    [{ assetKind: "layout_design", registrationNo: "BS.1", legalStatus: "unknown" }, "legalStatus choose"],
  ] as [Partial<ListingFacts>, string][])("%j lacks %s", (over, gap) => {
    expect(gaps(over)).toEqual([gap]);
    expect(listingScore({ ...ready, ...over })).toBeLessThan(100);
  });

  test("an open `no data yet` stands for the figure, early work needs no evidence, know-how no number, a lone team no shares", () => {
    expect(gaps({ benefits: [], noDataYet: true })).toEqual([]);
    expect(gaps({ trl: 3, evidence: [] })).toEqual([]);
    expect(gaps({ assetKind: "know_how", number: null, legalStatus: "none" })).toEqual([]);
    expect(gaps({ assetKind: "service", inventors: [] })).toEqual([]);
  });

  test("a claim of maturity needs evidence even where there is no figure yet", () => {
    expect(gaps({ benefits: [], noDataYet: true, trl: 5, evidence: [] })).toEqual(["evidence.0.zh required"]);
  });

  test("a filed application may still be without a public number", () => {
    expect(gaps({ assetKind: "application", legalStatus: "pending", number: null })).toEqual([]);
  });
});
