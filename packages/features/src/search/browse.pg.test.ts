import { newId } from "@peony/db";
import { demands } from "@peony/db/schema";
import { aListing, anOrganisation, aPerson, createTestDb, type TestDb } from "@peony/db/testing";
import { visitor } from "@peony/domain/identity";
import { type ListingState, listingStates, searchableListingStates } from "@peony/domain/listings";
import type { Id } from "@peony/domain/shared";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readPublicOrganisation } from "../identity/index.ts";
import {
  type BrowsePlace,
  browseDemandsOf,
  browseListings,
  countByIndustry,
  countByIpc,
  countByOwner,
  countByRegion,
  countSitemapItems,
  readSitemapItems,
} from "./index.ts";

let db: TestDb;
let university: Id<"organisation">;
let firm: Id<"organisation">;
let unverified: Id<"organisation">;

const day = (n: number) => new Date(Date.UTC(2026, 0, n));
const hidden = listingStates.filter((s) => !searchableListingStates.some((shown) => shown === s));
const bearing = {
  exportClass: "free" as const,
  ipc: ["F16C 33/64", "F16C 19/52", "F16H 1/06"],
  sei: "2.1",
  region: "410305",
};
const shown: string[] = [];

const nothing = { zh: "", en: "" };
const aDemand = async (over: Partial<typeof demands.$inferInsert> = {}): Promise<string> => {
  const id = newId("demand");
  const number = `DN-2026-${id.slice(-6)}`;
  await db.admin.insert(demands).values({
    ...{ id, number, orgId: firm, state: "published", visibility: "open", field: "bearing", titleZh: id },
    ...{ background: nothing, targets: [], testMethod: nothing, constraints: nothing, site: nothing },
    ...{ createdAt: day(1), updatedAt: day(2), publishedAt: day(1) },
    ...over,
  });
  return number;
};

beforeAll(async () => {
  db = await createTestDb();
  university = await anOrganisation(db, "university", { slug: "open-university" });
  firm = await anOrganisation(db, "firm", { slug: "asking-firm" });
  unverified = await anOrganisation(db, "firm", { slug: "new-firm", verification: "submitted", verifiedAt: null });
  for (const [i, state] of searchableListingStates.entries())
    shown.push(await aListing(db, university, { ...bearing, state, publishedAt: day(10 + i) }));
  shown.push(
    await aListing(db, university, {
      exportClass: "free",
      ipc: ["F03D 1/06"],
      sei: "2.4",
      region: "419001",
      publishedAt: day(9),
    }),
  );
  for (const state of hidden) await aListing(db, university, { ...bearing, state, publishedAt: day(20) });
  await aListing(db, university, { state: "draft", ipc: ["A01K 1/00"], sei: "4.3", region: "110108" });
});
afterAll(() => db.close());

const anyone = () => db.ctx(visitor);
const onShow = searchableListingStates.length;

describe("counts of what is on the market", () => {
  test("count a listing once in every level it lies in, whatever number of symbols it has", async () => {
    const counts = await countByIpc(anyone());
    const wanted = { F: onShow + 1, F16: onShow, F16C: onShow, F16H: onShow, F03: 1, F03D: 1 };
    expect(Object.fromEntries(counts)).toEqual(wanted);
    const below = await countByIpc(anyone(), "F16");
    expect(Object.fromEntries(below)).toEqual({ F16: onShow, F16C: onShow, F16H: onShow });
  });

  test("climb from an industry and from a county to what lies above", async () => {
    expect(Object.fromEntries(await countByIndustry(anyone()))).toEqual({ "2": onShow + 1, "2.1": onShow, "2.4": 1 });
    const regions = { "410000": onShow + 1, "410300": onShow, "410305": onShow, "419001": 1 };
    expect(Object.fromEntries(await countByRegion(anyone()))).toEqual(regions);
  });

  test("leave out residual classes, and codes that no list has", async () => {
    const odd = await aListing(db, university, {
      exportClass: "free",
      ipc: ["F99Z 99/00"],
      sei: "2.9",
      region: "990000",
    });
    expect([...(await countByIpc(anyone())).keys()].filter((code) => code.startsWith("F99"))).toEqual([]);
    expect((await countByIpc(anyone())).get("F")).toBe(onShow + 2);
    expect((await countByIndustry(anyone())).has("2.9")).toBe(false);
    expect([...(await countByRegion(anyone())).keys()].some((code) => code.startsWith("99"))).toBe(false);
    await db.admin.execute(`delete from listings where id = '${odd}'`);
  });

  test("name verified owners only, and only those with something to show", async () => {
    await aListing(db, unverified, { exportClass: "free", publishedAt: day(1) });
    await aListing(db, firm, { state: "draft" });
    const owners = await countByOwner(anyone());
    expect(owners.map((o) => [o.slug, o.count])).toEqual([["open-university", onShow + 1]]);
    expect(Object.keys(owners[0] ?? {})).not.toContain("uscc");
  });
});

describe("browseListings", () => {
  const places: readonly BrowsePlace[] = [
    { kind: "ipc", symbol: "F" },
    { kind: "industry", code: "2" },
    { kind: "region", code: "410000" },
  ];

  test.each(places)("lists all of a level newest first, and agrees with its count: $kind", async (place) => {
    const found = await browseListings(anyone(), place, 1);
    const newestFirst = [...shown.slice(0, onShow)].reverse();
    expect(found.rows.map((r) => r.id)).toEqual([...newestFirst, shown[onShow]]);
    expect([found.total, found.pages]).toEqual([onShow + 1, 1]);
  });

  const below: readonly (readonly [BrowsePlace, number])[] = [
    [{ kind: "ipc", symbol: "F16" }, onShow],
    [{ kind: "ipc", symbol: "F03D" }, 1],
    [{ kind: "ipc", symbol: "A01" }, 0],
    [{ kind: "industry", code: "2.4" }, 1],
    [{ kind: "industry", code: "4" }, 0],
    [{ kind: "region", code: "410300" }, onShow],
    [{ kind: "region", code: "410305" }, onShow],
    [{ kind: "region", code: "419001" }, 1],
    [{ kind: "region", code: "110108" }, 0],
  ];
  test.each(below)("narrows to %o", async (place, total) => {
    const found = await browseListings(anyone(), place, 1);
    expect([found.total, found.rows.length]).toEqual([total, total]);
  });

  test("a state that is not on the market is never counted nor listed, not to the owner either", async () => {
    const owner = await aPerson(db, { id: university, kind: "university" }, ["owner"]);
    const seen = new Set<ListingState>();
    for (const ctx of [anyone(), db.ctx(owner)])
      for (const row of (await browseListings(ctx, { kind: "owner", orgId: university }, 1)).rows) seen.add(row.state);
    expect([...seen].sort()).toEqual([...searchableListingStates].sort());
  });

  test("gives twenty at a time without a gap or a repeat, and nothing past the end", async () => {
    const many = await anOrganisation(db, "university");
    const all: string[] = [];
    // all of one instant: only the id can keep them apart
    for (let i = 0; i < 45; i += 1)
      all.push(await aListing(db, many, { exportClass: "free", ipc: ["C08L 1/00"], publishedAt: day(5) }));
    const place = { kind: "ipc", symbol: "C08L" } as const;
    const pages = await Promise.all([1, 2, 3, 4].map((page) => browseListings(anyone(), place, page)));
    expect(pages.map((p) => [p.rows.length, p.total, p.pages])).toEqual([20, 20, 5, 0].map((rows) => [rows, 45, 3]));
    expect(pages.flatMap((p) => p.rows.map((r) => r.id)).sort()).toEqual(all.sort());
    await db.admin.execute(`delete from listings where org_id = '${many}'`);
  });
});

describe("the export gate", () => {
  const place = { kind: "region", code: "630100" } as const;
  const classified = { kind: "ipc", symbol: "G21B" } as const;
  beforeAll(async () => {
    for (const exportClass of ["restricted", "prohibited", "unknown", "dual_use"] as const)
      await aListing(db, university, { exportClass, ipc: ["G21B 1/00"], region: place.code, publishedAt: day(1) });
  });
  afterAll(async () => {
    await db.admin.execute(`delete from listings where region = '${place.code}'`);
  });

  test("shows a visitor and a foreign member teasers by place, never by patent class, and nothing of what is closed", async () => {
    const foreign = await aPerson(db, { id: firm, kind: "firm" }, ["owner"]);
    for (const ctx of [anyone(), db.ctx({ ...foreign, orgCountry: "DE" })]) {
      const found = await browseListings(ctx, place, 1);
      expect([found.total, found.rows.length]).toEqual([3, 3]);
      expect(found.rows.every((r) => r.ipc.length === 0)).toBe(true);
      expect((await countByRegion(ctx)).get(place.code)).toBe(3);
      expect((await browseListings(ctx, classified, 1)).total).toBe(0);
      expect((await countByIpc(ctx)).has("G21")).toBe(false);
    }
  });

  test("shows a reader of a Chinese organisation all of it", async () => {
    const member = await aPerson(db, { id: firm, kind: "firm" }, ["owner"]);
    const ctx = db.ctx({ ...member, orgCountry: "CN" });
    expect((await browseListings(ctx, classified, 1)).rows).toHaveLength(4);
    expect((await countByIpc(ctx)).get("G21B")).toBe(4);
    expect((await countByRegion(ctx)).get(place.code)).toBe(4);
  });

  test("tells search engines nothing of what is closed", async () => {
    const closed = await aListing(db, university, { exportClass: "prohibited", region: place.code });
    const all = await readSitemapItems(anyone(), "listings", { limit: 100, offset: 0 });
    expect(all.map((one) => one.name)).not.toContain(closed);
    expect(all).toHaveLength((await countSitemapItems(anyone())).listings);
  });
});

describe("browseDemandsOf", () => {
  test("shows open demands that name their owner, newest first, and no other", async () => {
    const older = await aDemand({ publishedAt: day(1) });
    const newer = await aDemand({ publishedAt: day(3) });
    await aDemand({ visibility: "hidden_name" });
    await aDemand({ visibility: "named" });
    await aDemand({ state: "draft" });
    await aDemand({ state: "cancelled" });
    await aDemand({ deadline: "2020-01-01" });
    const found = await browseDemandsOf(anyone(), firm, 1);
    expect(found.rows.map((d) => d.number)).toEqual([newer, older]);
    expect([found.total, found.pages]).toEqual([2, 1]);
    expect((await browseDemandsOf(anyone(), firm, 2)).rows).toEqual([]);
  });
  test("shows each of many once, page by page", async () => {
    const many = await anOrganisation(db, "firm", { slug: "many-demands" });
    const made: string[] = [];
    for (let n = 1; n <= 23; n += 1) made.push(await aDemand({ orgId: many, publishedAt: day((n % 5) + 1) }));
    const pages = [await browseDemandsOf(anyone(), many, 1), await browseDemandsOf(anyone(), many, 2)];
    expect(pages.map((p) => [p.rows.length, p.total, p.pages])).toEqual([
      [20, 23, 2],
      [3, 23, 2],
    ]);
    expect(pages.flatMap((p) => p.rows.map((d) => d.number)).sort()).toEqual([...made].sort());
  });
});

describe("what search engines are told of", () => {
  const namesOf = async (kind: Parameters<typeof readSitemapItems>[1]) =>
    (await readSitemapItems(anyone(), kind, { limit: 100, offset: 0 })).map((one) => one.name);

  test("names what anybody may read and counts as much", async () => {
    const names = await Promise.all([namesOf("listings"), namesOf("demands"), namesOf("organisations")]);
    const counts = await countSitemapItems(anyone());
    expect(names.map((n) => n.length)).toEqual([counts.listings, counts.demands, counts.organisations]);
    expect(names[0]).toEqual(expect.arrayContaining(shown));
    expect(names[2]).toEqual(expect.arrayContaining(["open-university", "asking-firm"]));
    expect(names[2]).not.toContain("new-firm");
  });

  test("never names a draft, a withdrawn item, or the owner of demands that hide it", async () => {
    const silent = await anOrganisation(db, "firm", { slug: "silent-firm" });
    const number = await aDemand({ orgId: silent, visibility: "hidden_name" });
    const unseen = await Promise.all([
      aDemand({ state: "draft" }),
      aDemand({ state: "cancelled" }),
      aDemand({ visibility: "named" }),
      aListing(db, silent, { state: "draft" }),
      aListing(db, silent, { state: "withdrawn" }),
    ]);
    const all = (await Promise.all([namesOf("listings"), namesOf("demands"), namesOf("organisations")])).flat();
    expect(all).toContain(number);
    expect(all.filter((name) => [...unseen, "silent-firm"].includes(name))).toEqual([]);
  });

  test("a run follows on the one before", async () => {
    const run = (offset: number) => readSitemapItems(anyone(), "listings", { limit: 2, offset });
    const joined = [...(await run(0)), ...(await run(2))].map((one) => one.name);
    expect(joined).toEqual((await namesOf("listings")).slice(0, 4));
  });
});

describe("readPublicOrganisation", () => {
  test("shows a verified one without its internal columns, and hides one that is not from strangers", async () => {
    const found = await readPublicOrganisation(anyone(), "asking-firm");
    expect(found).toMatchObject({ id: firm, verification: "verified" });
    expect(Object.keys(found)).not.toContain("uscc");
    const member = await aPerson(db, { id: unverified, kind: "firm", verified: false }, ["owner"]);
    await expect(readPublicOrganisation(anyone(), "new-firm")).rejects.toMatchObject({ code: "not-found" });
    await expect(readPublicOrganisation(db.ctx(member), "new-firm")).resolves.toMatchObject({ id: unverified });
  });
});
