import { describe, expect, test } from "vitest";
import { listingStates } from "./listing.ts";
import { type ListingSource, searchText, toSearchDocument } from "./search-document.ts";

const owner = { nameZh: "中州理工大学", nameEn: "Zhongzhou Institute", shortZh: "中州理工", sample: false };
const row = {
  id: "lst_1",
  state: "published",
  exportClass: "free",
  titleZh: "鋰離子電池熱失控預警",
  titleEn: "Thermal runaway warning",
  summary: { zh: "提前 30 分钟", en: "" },
  problem: { zh: "電池起火", en: "" },
  solution: { zh: "", en: "Gas sensing" },
  keywordsZh: ["锂离子电池"],
  keywordsEn: ["battery"],
  ipc: ["H01M 10/0525", "H01M 10/48"],
  number: "CN2017106018623",
  field: "energy",
  region: "410300",
  rights: ["ordinary"],
  priceMode: "fixed",
  priceMin: 150_000_000n,
  priceMax: null,
  priceMenu: [
    {
      ...{ name: { zh: "评估许可", en: "Evaluation licence" }, right: "ordinary" as const, price: "1800000" },
      ...{ months: 12, sales: false, note: { zh: "", en: "" } },
    },
  ],
  trl: 5,
  assetKind: "patent",
  orgId: "org_1",
  publishedAt: new Date("2026-11-01T00:00:00Z"),
  updatedAt: new Date("2026-11-02T00:00:00Z"),
  legalCheckedOn: "2026-10-01",
} satisfies ListingSource;

describe("toSearchDocument", () => {
  test.each(["restricted", "dual_use", "unknown"] as const)(
    "tells of %s technology no more than its teaser",
    (exportClass) => {
      const document = toSearchDocument({ ...row, exportClass }, owner);
      expect(document).toMatchObject({
        abstract: "",
        keywords: [],
        ipc: [],
        ipcPath: [],
        number: "",
        summary: "提前 30 分钟",
      });
      expect(document?.norm.join(" ")).not.toMatch(/2017106018623|h01m|battery/i);
      expect(searchText({ ...row, exportClass }, "中州理工大学")).not.toMatch(/电池起火|2017106018623|battery/);
    },
  );

  test("is found by what its menu calls an entry, where it is sold by menu and its reader may know more than the teaser", () => {
    const words = (over: Partial<ListingSource>) => {
      const source = { ...row, ...over };
      return `${toSearchDocument(source, owner)?.norm.join(" ")} ${searchText(source, "")}`;
    };
    expect(words({ priceMode: "menu" }).match(/evaluation licence/g)).toHaveLength(2);
    expect(words({ priceMode: "fixed" })).not.toContain("evaluation");
    expect(words({ priceMode: "menu", exportClass: "restricted" })).not.toContain("evaluation");
  });

  test("does not know prohibited technology at all", () => {
    expect(toSearchDocument({ ...row, exportClass: "prohibited" }, owner)).toBeNull();
  });

  test("is there for what can be had, and for nothing else", () => {
    const found = listingStates.filter((state) => toSearchDocument({ ...row, state }, owner) !== null);
    expect(found).toEqual(["published", "under_option", "under_notice"]);
  });

  test("holds the words a reader would use: simplified, parts of words, the number in every writing, the owner", () => {
    const document = toSearchDocument(row, owner);
    expect(document?.norm).toEqual(
      expect.arrayContaining([
        "离子电池",
        "热失控预警",
        "zl2017106018623",
        "2017106018623",
        "中州理工大学 中州理工 zhongzhou institute",
      ]),
    );
    expect(document?.abstract).toContain("电池起火");
    expect(document).toMatchObject({
      ipcPath: ["H", "H01", "H01M", "H01M10", "H01M10/0525", "H01M10/48"],
      trlBand: "4-5",
      priceMin: 150_000_000,
      priceMax: null,
      publishedAt: 1_793_491_200,
    });
  });

  test("carries public fields only: what the row has beside them never travels", () => {
    const secret = "must-not-leak";
    const more = {
      ...row,
      encumbrances: secret,
      inventors: secret,
      createdBy: secret,
      fundingSource: secret,
      projectNo: secret,
      exportNote: secret,
    };
    expect(JSON.stringify(toSearchDocument(more, owner))).not.toContain(secret);
  });

  test("the reduced search's line is normalised and knows number and owner", () => {
    expect(searchText(row, "中州理工大学")).toMatch(/^锂离子电池热失控预警 thermal.*中州理工大学.*zl2017106018623$/);
  });
});
