import { newId } from "@peony/db";
import { aMember, clearedListing, createTestDb, memorySearch, type TestDb } from "@peony/db/testing";
import { type PersonActor, visitor } from "@peony/domain/identity";
import { createListingInput } from "@peony/domain/listings";
import { type SearchIndex, searchInput } from "@peony/domain/search";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createListing, publishListing, withdrawListing } from "../listings/index.ts";
import { indexNow, rebuildIndex, searchListings } from "./index.ts";

let db: TestDb;
let tto: PersonActor;
const made: Record<string, string> = {};
const now = new Date("2026-11-25T04:00:00Z");

const published = async (over: Record<string, unknown>): Promise<string> => {
  const input = createListingInput.parse({
    id: newId("listing"),
    assetKind: "patent",
    field: "bearing",
    title: { zh: "滚道强化方法", en: "Raceway strengthening" },
    problem: { zh: "裂纹" },
    solution: { zh: "滚压" },
    noDataYet: true,
    trl: 3,
    rights: ["ordinary"],
    number: "ZL201919900006.4",
    legalStatus: "granted",
    inventors: [{ name: { zh: "璩若衡" }, sharePct: 100 }],
    ...over,
  });
  await createListing(db.ctx(tto), input);
  await clearedListing(db, input.id);
  await publishListing(db.ctx(tto), { id: input.id, version: 1 });
  return input.id;
};

beforeAll(async () => {
  db = await createTestDb();
  tto = await aMember(db, "university", ["manager"], { nameZh: "中州理工大学", nameEn: "Zhongzhou Institute" });
  made.battery = await published({
    title: { zh: "锂离子电池热失控预警", en: "Thermal runaway warning" },
    field: "energy",
    number: "ZL202119900020.1",
    ipc: ["H01M 10/0525"],
    legalCheckedOn: "2026-11-01",
    region: "410300",
  });
  made.bearing = await published({
    title: { zh: "风电主轴轴承", en: "Wind main-shaft bearing" },
    ipc: ["F16C 33/64"],
    priceMode: "fixed",
    priceMin: "5000000",
    legalCheckedOn: "2026-01-01",
  });
  made.wire = await published({ title: { zh: "稀土钨丝拉拔", en: "" }, number: "US 11,950,524 B2", rights: ["sole"] });
});
afterAll(() => db.close());

const anyone = () => db.ctx(visitor);
const find = async (index: SearchIndex, over: Record<string, unknown>) => {
  const found = await searchListings(anyone(), index, searchInput.parse(over), now);
  return { ...found, names: found.rows.map((r) => Object.keys(made).find((k) => made[k] === r.id)) };
};
const away = (): SearchIndex => {
  const index = memorySearch();
  index.away(true);
  return index;
};
const filled = async () => {
  const index = memorySearch();
  await indexNow(anyone(), index, Object.values(made));
  return index;
};

describe("a search", () => {
  test.each([
    ["the engine", filled, false],
    ["PostgreSQL while the engine is away", async () => away(), true],
  ] as const)(
    "is answered by %s: words, Traditional, full width, parts of words, numbers, owners",
    async (_n, make, reduced) => {
      const index = await make();
      const asked: [string, string | undefined][] = [
        ["热失控", "battery"],
        ["鋰離子電池", "battery"],
        ["离子电池", "battery"],
        ["ＴＨＥＲＭＡＬ runaway", "battery"],
        ["ZL 2021 1 9900020.1", "battery"],
        ["２０２１１９９０００２０．１", "battery"],
        ["us-11950524-b2", "wire"],
        ["风电 轴承", "bearing"],
      ];
      for (const [q, name] of asked) expect([q, (await find(index, { q })).names[0]]).toEqual([q, name]);
      expect((await find(index, { q: "中州理工" })).names.toSorted()).toEqual(["battery", "bearing", "wire"]);
      expect((await find(index, { q: "区块链" })).rows).toEqual([]);
      expect((await find(index, { q: "热失控" })).reduced).toBe(reduced);
    },
  );

  test("narrows, counts what each sibling would leave, and sorts, in both modes alike", async () => {
    for (const index of [await filled(), away()]) {
      const energy = await find(index, { field: "energy" });
      expect(energy.names).toEqual(["battery"]);
      expect(energy.facets.field).toEqual({ energy: 1, bearing: 2 });
      expect(energy.facets.rights).toEqual({ ordinary: 1 });
      expect((await find(index, { ipc: "H01M" })).names).toEqual(["battery"]);
      expect((await find(index, { checked: "90" })).names).toEqual(["battery"]);
      expect((await find(index, { region: "410300" })).names).toEqual(["battery"]);
      expect((await find(index, { rights: ["sole", "exclusive"] })).names).toEqual(["wire"]);
    }
    expect((await find(away(), { sort: "price" })).names[0]).toBe("bearing");
    expect((await find(away(), { sort: "newest" })).names).toEqual(["wire", "bearing", "battery"]);
  });

  test("without the engine a misspelt or half-right query still finds, marked as partly matching", async () => {
    expect(await find(away(), { q: "thermel runaway" })).toMatchObject({ names: ["battery"], partlyFrom: 0 });
    expect(await find(away(), { q: "风电轴承装置" })).toMatchObject({ names: ["bearing"], partlyFrom: 0 });
  });

  test("input is text, never a pattern or an expression", async () => {
    for (const index of [await filled(), away()])
      for (const q of ["' or 1=1 --", "%", "_", "\\", '" OR field = "energy', "100%_"])
        expect([q, (await find(index, { q })).total]).toEqual([q, 0]);
    expect(searchInput.safeParse({ field: "' or '1'='1" }).success).toBe(false);
    expect((await find(away(), { ipc: "%" })).total).toBe(0);
  });

  test("a page beyond the last is empty, and one beyond the limit is no search", async () => {
    expect(await find(away(), { page: "50" })).toMatchObject({ rows: [], total: 3, capped: false });
    expect(searchInput.safeParse({ page: "51" }).success).toBe(false);
    expect(searchInput.safeParse({ colour: "red" }).success).toBe(false);
  });

  test("a fault that is not the engine's absence is not hidden", async () => {
    const broken: SearchIndex = { ...memorySearch(), search: () => Promise.reject(new TypeError("a bug")) };
    await expect(find(broken, { q: "x" })).rejects.toThrow("a bug");
  });

  test("a withdrawn listing vanishes at once in both modes, however late the index is", async () => {
    const index = await filled();
    await withdrawListing(db.ctx(tto), { id: made.wire ?? "", version: 2 });
    expect(index.ids()).toContain(made.wire);
    for (const i of [index, away()]) expect((await find(i, { q: "钨丝" })).rows).toEqual([]);
  });
});

describe("a rebuild of the index", () => {
  test("holds what is on the market and nothing else", async () => {
    const index = memorySearch();
    await index.put([{ id: "long gone" }]);
    expect(await rebuildIndex(anyone(), index)).toBe(index.ids().length);
    const { rows } = await searchListings(anyone(), away(), searchInput.parse({}), now);
    expect(index.ids().toSorted()).toEqual(rows.map((r) => r.id).toSorted());
  });

  test("catches up with what was published and withdrawn while it ran", async () => {
    const index = memorySearch();
    const leaving = await published({ title: { zh: "将撤下", en: "" }, number: "US 11,950,525 B2" });
    const slow: SearchIndex = {
      ...index,
      rebuild: async (batches) => {
        const count = await index.rebuild(batches);
        made.late = await published({ title: { zh: "刚刚发布", en: "" }, number: "US 11,950,526 B2" });
        await withdrawListing(db.ctx(tto), { id: leaving, version: 2 });
        return count;
      },
    };
    await rebuildIndex(anyone(), slow);
    expect(index.ids()).toContain(made.late);
    expect(index.ids()).not.toContain(leaving);
  });

  test("a failed write is an error, so the event comes back, and the repeat converges", async () => {
    const index = memorySearch();
    const id = made.battery ?? "";
    index.away(true);
    await expect(indexNow(anyone(), index, [id])).rejects.toThrow();
    index.away(false);
    await indexNow(anyone(), index, [id]);
    await indexNow(anyone(), index, [id]);
    expect(index.ids()).toEqual([id]);
  });
});
