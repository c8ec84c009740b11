import { randomBytes } from "node:crypto";
import { type ListingSource, searchedNumber, toSearchDocument } from "@peony/domain/listings";
import { type SearchIndex, searchInput } from "@peony/domain/search";
import { Meilisearch } from "meilisearch";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { meilisearchIndex } from "./search-index.ts";
import { listingSettings, missingSettings } from "./settings.ts";

const server = { url: process.env.PEONY_TEST_MEILI_URL ?? "", key: process.env.PEONY_TEST_MEILI_KEY ?? "" };
const uid = `t_${randomBytes(4).toString("hex")}`;
const client = new Meilisearch({ host: server.url, apiKey: server.key });
const now = new Date("2026-11-25T00:00:00Z");
const owner = { nameZh: "中州理工大学", nameEn: "Zhongzhou Institute", shortZh: "中州理工", sample: false };
const empty = { zh: "", en: "" };

const listing = (id: string, over: Partial<ListingSource>): ListingSource => ({
  id,
  state: "published",
  exportClass: "free",
  titleZh: "",
  titleEn: "",
  summary: empty,
  problem: empty,
  solution: empty,
  keywordsZh: [],
  keywordsEn: [],
  ipc: [],
  number: null,
  field: "other",
  region: "410300",
  rights: ["ordinary"],
  priceMode: "ask",
  priceMin: null,
  priceMax: null,
  priceMenu: [],
  trl: 4,
  assetKind: "patent",
  orgId: "org_1",
  publishedAt: new Date("2026-11-01T00:00:00Z"),
  updatedAt: new Date("2026-11-01T00:00:00Z"),
  legalCheckedOn: null,
  ...over,
});
const catalogue = [
  listing("battery", {
    titleZh: "锂离子电池热失控预警",
    titleEn: "Thermal runaway warning for battery packs",
    keywordsZh: ["锂离子电池", "预警"],
    ipc: ["H01M 10/0525"],
    number: "CN2017106018623",
  }),
  listing("bearing", {
    titleZh: "兆瓦级风机主轴轴承寿命延长",
    titleEn: "Longer life of main-shaft bearings",
    solution: { zh: "滾道超聲滾壓", en: "" },
    publishedAt: new Date("2026-11-03T00:00:00Z"),
    ipc: ["F16C 33/64"],
    number: "US11950524B2",
    priceMin: 500n,
  }),
  listing("fan", {
    titleZh: "风机叶片除冰",
    titleEn: "De-icing of blades",
    solution: { zh: "主轴轴承温度作为判据", en: "" },
    publishedAt: new Date("2026-11-05T00:00:00Z"),
    priceMin: 100n,
  }),
];

let index: SearchIndex;
beforeAll(async () => {
  index = meilisearchIndex({ ...server, uid });
  await index.put(catalogue.flatMap((l) => toSearchDocument(l, owner) ?? []));
});
afterAll(async () => {
  await client.deleteIndexIfExists(uid);
});

const search = (q: string, over: Record<string, unknown> = {}) =>
  index.search(searchInput.parse({ q: searchedNumber(q) ?? q, ...over }), now);

describe("the engine, on documents as the catalogue writes them", () => {
  test.each([
    ["热失控", "battery"],
    ["离子电池", "battery"],
    ["鋰離子電池", "battery"],
    ["ＴＨＥＲＭＡＬ　ｒｕｎａｗａｙ", "battery"],
    ["thermel runaway", "battery"],
    ["therm", "battery"],
    ["ZL 2017 1 0601862.3", "battery"],
    ["201710601862", "battery"],
    ["us 11,950,524 b2", "bearing"],
    ["滚道超声滚压", "bearing"],
    ["主轴轴承", "bearing"],
  ])("%j finds %s first", async (q, first) => {
    expect((await search(q)).ids[0]).toBe(first);
  });

  test("an owner's name finds all it has", async () => {
    expect((await search("中州理工大学")).ids.toSorted()).toEqual(["battery", "bearing", "fan"]);
  });

  test("a mistyped number finds no neighbour", async () => {
    expect((await search("ZL 2017 1 0601863.3")).ids).toEqual([]);
  });

  test("a chosen order is kept strictly, whatever the words", async () => {
    expect((await search("主轴轴承")).ids).toEqual(["bearing", "fan"]);
    expect((await search("主轴轴承", { sort: "newest" })).ids).toEqual(["fan", "bearing"]);
    expect((await search("", { sort: "price" })).ids).toEqual(["fan", "bearing", "battery"]);
    expect((await search("")).ids).toEqual(["fan", "bearing", "battery"]);
  });

  test("texts with some of the words come after those with all, and the answer says from where", async () => {
    const found = await search("thermal runaway hydrogen");
    expect(found).toMatchObject({ ids: ["battery"], partlyFrom: 0 });
  });

  test("a class is every class below it and none beside it", async () => {
    expect((await search("", { ipc: "H01M" })).ids).toEqual(["battery"]);
    expect((await search("", { ipc: "H01M 10/0525" })).ids).toEqual(["battery"]);
    expect((await search("", { ipc: "H01M1" })).ids).toEqual([]);
  });

  test("settings are there once and not sent again", async () => {
    expect(missingSettings(await client.index(uid).getSettings())).toEqual({});
    expect(missingSettings({ ...listingSettings, facetSearch: true })).toEqual({ facetSearch: false });
    const before = (await client.tasks.getTasks({ indexUids: [uid], types: ["settingsUpdate"] })).total;
    await meilisearchIndex({ ...server, uid }).put(
      catalogue.slice(0, 1).flatMap((l) => toSearchDocument(l, owner) ?? []),
    );
    const after = await client.tasks.getTasks({ indexUids: [uid], types: ["settingsUpdate"] });
    expect(after.total).toBe(before);
  });

  test("pages end at a thousand and the answer says that there is more", async () => {
    const many = `${uid}_many`;
    const big = meilisearchIndex({ ...server, uid: many });
    const documents = Array.from({ length: 1050 }, (_, i) =>
      toSearchDocument(listing(`l${i}`, { titleZh: "轴承" }), owner),
    );
    await big.rebuild(
      (async function* () {
        for (let i = 0; i < documents.length; i += 250) yield documents.slice(i, i + 250).filter((d) => d !== null);
      })(),
    );
    const last = await big.search(searchInput.parse({ q: "轴承", page: 50 }), now);
    expect(last).toMatchObject({ total: 1000, capped: true });
    expect(last.ids).toHaveLength(20);
    expect(last.facets.field).toEqual({ other: 1050 });
    await client.deleteIndexIfExists(many);
  });
});
