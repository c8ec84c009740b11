import { randomBytes } from "node:crypto";
import { memorySearch } from "@peony/db/testing";
import { type SearchDocument, type SearchIndex, type SearchInput, searchInput } from "@peony/domain/search";
import { Meilisearch } from "meilisearch";
import { afterAll, describe, expect, test } from "vitest";
import { circuit } from "./circuit.ts";
import { filtersOf, quoted } from "./filters.ts";
import { meilisearchIndex } from "./search-index.ts";

const server = { url: process.env.PEONY_TEST_MEILI_URL ?? "", key: process.env.PEONY_TEST_MEILI_KEY ?? "" };
const made: string[] = [];
const real = (): SearchIndex => {
  const uid = `t_${randomBytes(4).toString("hex")}`;
  made.push(uid);
  return meilisearchIndex({ ...server, uid });
};
afterAll(async () => {
  const client = new Meilisearch({ host: server.url, apiKey: server.key });
  for (const uid of made) await client.deleteIndexIfExists(uid);
});

const now = new Date("2026-11-25T00:00:00Z");
const ask = (over: Record<string, unknown>): SearchInput => searchInput.parse(over);
const doc = (id: string, over: Partial<Record<string, unknown>> = {}): SearchDocument => ({
  id,
  title: "风电主轴轴承滚道强化",
  titleAlt: "Raceway strengthening for wind bearings",
  keywords: ["白蚀裂纹", "bearing"],
  norm: [],
  abstract: "",
  orgName: "中州理工",
  number: "CN2019199000064",
  ipc: ["F16C33/64"],
  ipcPath: ["F", "F16", "F16C", "F16C33", "F16C33/64"],
  field: "bearing",
  trlBand: "6-7",
  rights: ["sole"],
  priceMode: "fixed",
  region: "410300",
  priceMin: 100,
  publishedAt: 1,
  updatedAt: 1,
  checkedAt: 1_790_000_000,
  ...over,
});

describe.each([
  ["Meilisearch", real],
  ["the stand-in of tests", memorySearch],
] as [string, () => SearchIndex][])("SearchIndex: %s", (_name, make) => {
  test("finds what was put, in both languages, and forgets what was removed", async () => {
    const index = make();
    await index.put([
      doc("a"),
      doc("b", {
        title: "锂电池热失控预警",
        titleAlt: "Thermal runaway warning",
        keywords: ["电池"],
        field: "energy",
        ipcPath: ["H", "H01"],
      }),
    ]);
    expect((await index.search(ask({ q: "轴承" }), now)).ids).toEqual(["a"]);
    expect((await index.search(ask({ q: "thermal runaway" }), now)).ids).toEqual(["b"]);
    await index.remove(["a"]);
    expect((await index.search(ask({ q: "轴承" }), now)).ids).toEqual([]);
    expect(await index.count()).toBe(1);
  });

  test("narrows by facets and counts what each sibling would leave", async () => {
    const index = make();
    await index.put([doc("a"), doc("b", { trlBand: "4-5" }), doc("c", { field: "energy" })]);
    const found = await index.search(ask({ field: "bearing" }), now);
    expect([...found.ids].sort()).toEqual(["a", "b"]);
    expect(found.facets.field).toEqual({ bearing: 2, energy: 1 });
    expect(found.facets.trlBand).toEqual({ "6-7": 1, "4-5": 1 });
    expect((await index.search(ask({ ipc: "F16C" }), now)).total).toBe(3);
    expect((await index.search(ask({ ipc: "F16D" }), now)).total).toBe(0);
    expect((await index.search(ask({ checked: "1" }), now)).total).toBe(0);
  });

  test("a filter value with quotes is a value, never an expression", async () => {
    const index = make();
    await index.put([doc("a")]);
    expect((await index.search({ ...ask({}), region: ['" OR field = "bearing'] }, now)).total).toBe(0);
  });

  test("a rebuild replaces everything and readers never meet an empty index", async () => {
    const index = make();
    await index.put([doc("old")]);
    let empty = 0;
    let running = true;
    const reading = (async () => {
      while (running) {
        if ((await index.search(ask({ q: "轴承" }), now)).total === 0) empty += 1;
        await new Promise((go) => setImmediate(go));
      }
    })();
    const count = await index.rebuild(
      (async function* () {
        yield [doc("n1"), doc("n2")];
        yield [doc("n3")];
      })(),
    );
    running = false;
    await reading;
    expect([count, empty]).toEqual([3, 0]);
    expect([...(await index.search(ask({ q: "轴承" }), now)).ids].sort()).toEqual(["n1", "n2", "n3"]);
  });
});

describe("when the engine is away", () => {
  test("a search fails as away, health says no, and after three failures it rests", async () => {
    const gone = meilisearchIndex({ url: "http://127.0.0.1:9", key: "x" });
    expect(await gone.health()).toBe(false);
    await expect(gone.search(ask({ q: "x" }), now)).rejects.toMatchObject({ name: "SearchAway" });
    let time = 0;
    let calls = 0;
    const guarded = circuit(3, 10_000, () => time);
    const call = () =>
      guarded(async () => {
        calls += 1;
        throw new Error("down");
      });
    for (let i = 0; i < 5; i++) await expect(call()).rejects.toMatchObject({ name: "SearchAway" });
    expect(calls).toBe(3);
    time = 10_000;
    await expect(call()).rejects.toMatchObject({ name: "SearchAway" });
    expect(calls).toBe(4);
  });
});

describe("filters", () => {
  test("escape quotes and backslashes", () => {
    expect(quoted('a"b\\c')).toBe('"a\\"b\\\\c"');
    expect(filtersOf(ask({ region: "410300", ipc: "F16C 33/64" }), now)).toEqual([
      'region IN ["410300"]',
      'ipcPath = "F16C33/64"',
    ]);
  });
});
