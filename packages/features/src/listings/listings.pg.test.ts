import { newId } from "@peony/db";
import { listings } from "@peony/db/schema";
import {
  aMember,
  aPerson,
  clearedListing,
  codeOf,
  createTestDb,
  emitted,
  memorySearch,
  type TestDb,
} from "@peony/db/testing";
import { type PersonActor, visitor } from "@peony/domain/identity";
import { createListingInput } from "@peony/domain/listings";
import { searchInput } from "@peony/domain/search";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { searchListings } from "../search/index.ts";
import {
  createListing,
  publishListing,
  readListing,
  readListings,
  readOwnListing,
  readSearchDocuments,
  saveListing,
  searchDocuments,
  withdrawListing,
} from "./index.ts";

let db: TestDb;
let tto: PersonActor;
let stranger: PersonActor;
beforeAll(async () => {
  db = await createTestDb();
  [tto, stranger] = await Promise.all([aMember(db, "university", ["manager"]), aMember(db, "university", ["owner"])]);
});
afterAll(() => db.close());

const anyone = () => db.ctx(visitor);
const ready = (over: Record<string, unknown> = {}) =>
  createListingInput.parse({
    id: newId("listing"),
    assetKind: "patent",
    field: "bearing",
    title: { zh: "滚道强化方法", en: "Raceway strengthening" },
    problem: { zh: "裂纹" },
    solution: { zh: "滚压" },
    benefits: [{ name: { zh: "寿命" }, figure: "1.5", unit: { zh: "倍" }, condition: { zh: "台架" } }],
    trl: 6,
    evidence: [{ zh: "报告" }],
    rights: ["ordinary"],
    number: "ZL201919900006.4",
    legalStatus: "granted",
    inventors: [{ name: { zh: "璩若衡" }, sharePct: 100 }],
    keywordsZh: ["白蚀裂纹"],
    ...over,
  });
/** A patent is on the market once. */
let nextNumber = 11_950_001;
const published = async (over: Record<string, unknown> = {}) => {
  const input = ready({ number: `US ${nextNumber++} B2`, ...over });
  await createListing(db.ctx(tto), input);
  await clearedListing(db, input.id);
  await publishListing(db.ctx(tto), { id: input.id, version: 1 });
  return input.id;
};
const stateOf = async (id: string) =>
  (await db.admin.select({ s: listings.state }).from(listings).where(sql`id = ${id}`))[0]?.s;

describe("publishListing", () => {
  test("puts a cleared listing on the market and leaves one event", async () => {
    const id = await published();
    expect(await stateOf(id)).toBe("published");
    expect((await readListing(anyone(), id)).own).toBe(false);
    expect(
      (await emitted(db)).filter(
        (e) => e.type === "listing.changed" && "listingId" in e.payload && e.payload.listingId === id,
      ),
    ).toHaveLength(1);
  });

  test("says everything that is missing, each at its field, and changes nothing", async () => {
    const input = ready({
      benefits: [],
      number: undefined,
      rights: [],
      inventors: [{ name: { zh: "甲" }, sharePct: 60 }],
    });
    await createListing(db.ctx(tto), input);
    await clearedListing(db, input.id);
    await expect(publishListing(db.ctx(tto), { id: input.id, version: 1 })).rejects.toMatchObject({
      code: "listings/not-ready",
      data: {
        fields: {
          "benefits.0.figure": { code: "required" },
          rights: { code: "choose" },
          number: { code: "required" },
          "inventors.0.sharePct": { code: "sum-wrong", args: { expected: 100, actual: 60 } },
        },
      },
    });
    expect(await stateOf(input.id)).toBe("ready");
  });

  test("names of a bundle's parts those on the market, and all of them to its owner", async () => {
    const onMarket = await published();
    const draft = ready();
    await createListing(db.ctx(tto), draft);
    const bundle = await published({ assetKind: "bundle", number: undefined, parts: [onMarket, draft.id] });
    expect((await readListing(anyone(), bundle)).parts).toEqual([onMarket]);
    expect((await readListing(db.ctx(stranger), bundle)).parts).toEqual([onMarket]);
    expect((await readListing(db.ctx(tto), bundle)).parts).toEqual([onMarket, draft.id]);
    const [row] = await readListings(anyone(), [bundle]);
    expect(row).toMatchObject({ id: bundle, parts: [] });
  });

  test("hides drafts from visitors and other organisations, refuses other roles and the unverified", async () => {
    const input = ready();
    await createListing(db.ctx(tto), input);
    const move = { id: input.id, version: 1 };
    expect(await codeOf(readListing(anyone(), input.id))).toBe("not-found");
    expect(await codeOf(readListing(db.ctx(stranger), input.id))).toBe("not-found");
    expect(await codeOf(readOwnListing(db.ctx(stranger), input.id))).toBe("not-found");
    expect(await codeOf(publishListing(db.ctx(stranger), move))).toBe("not-found");
    const inventor = await aPerson(db, { id: tto.orgId ?? "", kind: "university" }, ["inventor"]);
    expect(await codeOf(publishListing(db.ctx(inventor), move))).toBe("forbidden");
    expect(await codeOf(publishListing(db.ctx({ ...tto, orgVerified: false }), move))).toBe("identity/unverified");
    expect(await stateOf(input.id)).toBe("draft");
  });

  test("twice at once and again later is one publication", async () => {
    const input = ready();
    await createListing(db.ctx(tto), input);
    const move = { id: input.id, version: 1 };
    expect(await codeOf(publishListing(db.ctx(tto), move))).toBe("listings/unconfirmed");
    await clearedListing(db, input.id);
    const results = await Promise.all([
      codeOf(publishListing(db.ctx(tto), move)),
      codeOf(publishListing(db.ctx(tto), move)),
    ]);
    expect(results.sort()).toEqual(["done", "listings/transition"]);
    expect(await codeOf(publishListing(db.ctx(tto), { ...move, version: 2 }))).toBe("listings/transition");
  });
});

describe("saveListing", () => {
  test("a double submit of a new listing is one listing; its id is no door to another's", async () => {
    const input = ready();
    await Promise.all([createListing(db.ctx(tto), input), createListing(db.ctx(tto), input)]);
    expect(await db.admin.$count(listings, sql`id = ${input.id}`)).toBe(1);
    expect(await codeOf(createListing(db.ctx(stranger), input))).toBe("conflict");
  });

  test("a stale version is refused, says what changed, and writes nothing", async () => {
    const { id, ...fields } = ready();
    await createListing(db.ctx(tto), { id, ...fields });
    await saveListing(db.ctx(tto), { id, version: 1, ...fields, title: { zh: "新题目", en: "" } });
    await expect(saveListing(db.ctx(tto), { id, version: 1, ...fields, trl: 7 })).rejects.toMatchObject({
      code: "stale",
      data: { changed: ["title"] },
    });
    expect((await readOwnListing(db.ctx(tto), id)).titleZh).toBe("新题目");
  });

  test("the same save again is answered like the first, and a save that says nothing new writes nothing", async () => {
    const { id, ...fields } = ready();
    await createListing(db.ctx(tto), { id, ...fields });
    const next = { id, version: 1, ...fields, trl: 7 };
    expect(await saveListing(db.ctx(tto), next)).toEqual({ version: 2 });
    expect(await saveListing(db.ctx(tto), next)).toEqual({ version: 2 });
    expect(await saveListing(db.ctx(tto), { ...next, version: 2 })).toEqual({ version: 2 });
  });

  test("what is on the market stays complete, and an edit reaches the index by one event", async () => {
    const number = "US 11950991 B2";
    const id = await published({ number });
    const { id: _, ...fields } = ready({ number });
    const save = (over: Partial<typeof fields>) => saveListing(db.ctx(tto), { id, version: 2, ...fields, ...over });
    expect(await codeOf(save({ priceMode: "fixed" }))).toBe("listings/not-ready");
    await save({ keywordsZh: ["滚道"] });
    const events = (await emitted(db)).filter(
      (e) => e.type === "listing.changed" && "listingId" in e.payload && e.payload.listingId === id,
    );
    expect(events).toHaveLength(2);
    expect(await codeOf(saveListing(db.ctx(stranger), { id, version: 3, ...fields }))).toBe("not-found");
  });

  test("what the inventors confirmed changes in a draft only, and a right called lapsed leaves the market at once", async () => {
    const number = "US 11950992 B2";
    const id = await published({ number });
    const { id: _, ...fields } = ready({ number });
    const save = (version: number, over: Partial<typeof fields>) =>
      saveListing(db.ctx(tto), { id, version, ...fields, ...over });
    await expect(save(2, { number: "EP9990001A1", inventors: [] })).rejects.toMatchObject({
      code: "listings/settled",
      data: { fields: { number: { code: "settled" }, "inventors.0.sharePct": { code: "settled" } } },
    });
    expect(await save(2, { legalStatus: "lapsed" })).toEqual({ version: 4 });
    expect(await stateOf(id)).toBe("lapsed");
    expect(await readSearchDocuments(anyone(), [id])).toEqual([]);
  });

  test("two officers saving at once never lose a word: one wins, the other is told what changed", async () => {
    const { id, ...fields } = ready();
    await createListing(db.ctx(tto), { id, ...fields });
    const results = await Promise.allSettled([
      saveListing(db.ctx(tto), { id, version: 1, ...fields, trl: 7 }),
      saveListing(db.ctx(tto), { id, version: 1, ...fields, country: "US" }),
    ]);
    const reasons: unknown[] = results.flatMap((r) => (r.status === "rejected" ? [r.reason] : []));
    expect(reasons).toEqual([
      expect.objectContaining({ code: "stale", data: { changed: [expect.stringMatching(/^(trl|country)$/)] } }),
    ]);
  });

  test("a wrong check digit is named at the field, in any writing of the number", () => {
    const result = createListingInput.safeParse({ ...ready(), number: "ＺＬ 2019 1 9900006.5" });
    expect(result.error?.issues[0]).toMatchObject({
      path: ["number"],
      message: "bad-patent-number",
      params: { expected: "4" },
    });
  });
});

describe("search", () => {
  const ask = (over: Record<string, unknown>) => searchInput.parse(over);
  const now = new Date();

  test("a withdrawn listing vanishes at once, however late the index is", async () => {
    const index = memorySearch();
    const id = await published({ title: { zh: "稀土钨丝拉拔", en: "" } });
    await index.put(await readSearchDocuments(anyone(), [id]));
    expect((await searchListings(anyone(), index, ask({ q: "钨丝" }), now)).rows.map((r) => r.id)).toEqual([id]);
    await withdrawListing(db.ctx(tto), { id, version: 2 });
    expect(index.ids()).toEqual([id]);
    expect((await searchListings(anyone(), index, ask({ q: "钨丝" }), now)).rows).toEqual([]);
    expect(await readSearchDocuments(anyone(), [id])).toEqual([]);
    expect(await codeOf(readListing(anyone(), id))).toBe("not-found");
  });

  test("a rebuild reads every public listing once and no other", async () => {
    const all: string[] = [];
    for await (const batch of searchDocuments(anyone(), 2)) all.push(...batch.map((d) => d.id));
    const { rows } = await db.admin.execute<{ id: string }>(
      sql`select id from listings where state in ('published', 'under_option') order by id`,
    );
    expect(all).toEqual(rows.map((r) => r.id));
  });
});
