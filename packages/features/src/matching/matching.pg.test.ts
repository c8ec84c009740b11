import { type Ctx, newId } from "@peony/db";
import { listings, matches } from "@peony/db/schema";
import { aListing, aMember, codeOf, createTestDb, type TestDb } from "@peony/db/testing";
import { createDemandInput } from "@peony/domain/demands";
import { type PersonActor, visitor } from "@peony/domain/identity";
import type { Id } from "@peony/domain/shared";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDemand, publishDemand, readDemand } from "../demands/index.ts";
import {
  computeDemandMatches,
  computeListingMatches,
  listMatchesForOrg,
  listMatchesOfDemand,
  type MatchState,
  newMatchState,
  readPublicMatches,
} from "./index.ts";

let db: TestDb;
let firm: PersonActor;
let tto: PersonActor;
let stranger: PersonActor;
let worker: Ctx;
let state: MatchState;
beforeAll(async () => {
  db = await createTestDb();
  firm = await aMember(db, "firm", ["owner"], { nameZh: "洛阳隐名重工", nameEn: "Veiled Heavy", slug: "veiled-heavy" });
  [tto, stranger] = await Promise.all([aMember(db, "university", ["owner"]), aMember(db, "firm", ["owner"])]);
  worker = db.ctx({ kind: "system", name: "matching" }, db.worker);
  state = newMatchState();
});
afterAll(() => db.close());

const offered = (titleZh: string, over: Partial<typeof listings.$inferInsert> = {}): Promise<Id<"listing">> =>
  aListing(db, tto.orgId ?? "", { field: "equipment", titleZh, ...over });
const aDemand = async (title: string, over: Record<string, unknown> = {}) => {
  const id = newId("demand");
  const input = createDemandInput.parse({
    id,
    field: "equipment",
    title: { zh: title },
    background: { zh: "现场条件与限制在此写明，供应答单位判断能否达到要求，并据此安排试验与验收的时间。" },
    targets: [{ name: { zh: "指标" }, target: "8", direction: "at_most", unit: { zh: "μm" } }],
    testMethod: { zh: "台架" },
    budgetMax: "120000000",
    deadline: "2099-12-31",
    rightsWanted: ["ordinary"],
    region: "410305",
    ...over,
  });
  const { number } = await createDemand(db.ctx(firm), input);
  await publishDemand(db.ctx(firm), { id, version: 1 });
  return { id, number };
};
const titlesOf = async (number: string) =>
  (await listMatchesOfDemand(db.ctx(firm), number)).rows.map((r) => r.listing.titleZh);
const change = (id: string, set: Partial<typeof listings.$inferInsert>) =>
  db.admin
    .update(listings)
    .set({ ...set, changeSeq: sql`nextval('change_seq')` })
    .where(sql`id = ${id}`);
const rowsOf = (id: string) => db.admin.$count(matches, sql`demand_id = ${id} or listing_id = ${id}`);

describe("computeDemandMatches", () => {
  test("finds the listings that answer, best first, with reasons; a repeat changes nothing", async () => {
    await offered("齿轮泵流量脉动抑制方法");
    await offered("五轴磨床热误差在线补偿方法", { ipc: ["B23Q 15/18"], trl: 7, region: "410300" });
    await offered("磨床主轴热误差测量");
    const { id, number } = await aDemand("磨床热误差在线补偿", { ipc: ["B23Q 15/00"], trlWanted: 6 });
    expect(await listMatchesOfDemand(db.ctx(firm), number)).toEqual({ pending: true, rows: [] });
    await Promise.all([computeDemandMatches(worker, state, id), computeDemandMatches(worker, state, id)]);
    const { pending, rows } = await listMatchesOfDemand(db.ctx(firm), number);
    expect(pending).toBe(false);
    expect(rows.map((r) => r.listing.titleZh)).toEqual(["五轴磨床热误差在线补偿方法", "磨床主轴热误差测量"]);
    expect(rows[0]?.reason).toMatchObject({
      class: { level: "group" },
      fits: [{ kind: "trl" }, { kind: "region" }, { kind: "age" }],
      unstated: ["budget", "rights"],
    });
    expect(rows[0]?.reason.terms[0]?.found).toBe("磨床热误差在线补偿");
  });

  test("a demand that was closed has no matches any more", async () => {
    await offered("滚道超声滚压强化");
    const { id, number } = await aDemand("轴承滚道超声强化");
    await computeDemandMatches(worker, state, id);
    expect(await titlesOf(number)).toEqual(["滚道超声滚压强化"]);
    await db.admin.execute(
      sql`update demands set state = 'closed', change_seq = nextval('change_seq') where id = ${id}`,
    );
    await computeDemandMatches(worker, state, id);
    expect(await rowsOf(id)).toBe(0);
  });

  test("nothing that answers leaves an empty list that is not pending", async () => {
    const { id, number } = await aDemand("深海采矿扬矿泵寿命");
    await computeDemandMatches(worker, state, id);
    expect(await listMatchesOfDemand(db.ctx(firm), number)).toEqual({ pending: false, rows: [] });
  });
});

describe("computeListingMatches", () => {
  test("a new listing joins the demands it answers, an edited one leaves, a withdrawn one is gone at once and for good", async () => {
    const { id, number } = await aDemand("储能电站热失控早期预警");
    await computeDemandMatches(worker, state, id);
    const listing = await offered("储能电池热失控气体预警方法");
    await computeListingMatches(worker, state, [listing]);
    expect(await titlesOf(number)).toEqual(["储能电池热失控气体预警方法"]);
    await change(listing, { state: "withdrawn" });
    expect(await titlesOf(number)).toEqual([]);
    await computeListingMatches(worker, state, [listing]);
    expect(await rowsOf(listing)).toBe(0);
    await change(listing, { state: "published", titleZh: "苗床覆土机" });
    await computeListingMatches(worker, state, [listing]);
    expect(await rowsOf(listing)).toBe(0);
  });

  test("a listing that left the market behind the back of the copy in memory is not written", async () => {
    const { id } = await aDemand("钨丝拉拔断丝率控制");
    const listing = await offered("稀土钨丝拉拔断丝抑制");
    await computeDemandMatches(worker, state, id);
    expect(await rowsOf(id)).toBe(1);
    const behind = newMatchState();
    await computeDemandMatches(worker, behind, id);
    await db.admin.execute(sql`update listings set state = 'withdrawn' where id = ${listing}`);
    await computeDemandMatches(worker, behind, id);
    expect(await rowsOf(id)).toBe(0);
  });

  test("keeps the best twenty of each demand, whichever way they come", async () => {
    const { id } = await aDemand("丘陵拖拉机姿态调平");
    const ids: Id<"listing">[] = [];
    for (let n = 0; n < 23; n++) ids.push(await offered(`丘陵拖拉机姿态 ${"调平 ".repeat(n % 5)}${n} 号方案`));
    await computeListingMatches(worker, state, ids);
    expect(await rowsOf(id)).toBe(20);
    const before = await db.admin.select({ l: matches.listingId }).from(matches).where(sql`demand_id = ${id}`);
    await computeDemandMatches(worker, state, id);
    const after = await db.admin.select({ l: matches.listingId }).from(matches).where(sql`demand_id = ${id}`);
    expect(after.map((r) => r.l).sort()).toEqual(before.map((r) => r.l).sort());
  });

  test("racing computations of both sides never leave a row of what is not public", async () => {
    const { id } = await aDemand("光纤陀螺温度漂移抑制");
    const listing = await offered("光纤陀螺温度漂移补偿");
    const others = [newMatchState(), newMatchState()];
    await change(listing, { state: "withdrawn" });
    await Promise.all([
      computeDemandMatches(worker, state, id),
      ...others.flatMap((s) => [computeDemandMatches(worker, s, id), computeListingMatches(worker, s, [listing])]),
    ]);
    expect(await rowsOf(listing)).toBe(0);
  });
});

describe("reading matches", () => {
  test("are shown to the demand's owner only, and to a technology's owner the demand, without a hidden name", async () => {
    const listing = await offered("镁合金轮毂低压铸造", { region: "410300" });
    const { id, number } = await aDemand("镁合金轮毂低压铸造缺陷控制", { visibility: "hidden_name" });
    await computeDemandMatches(worker, state, id);
    expect(await codeOf(listMatchesOfDemand(db.ctx(stranger), number))).toBe("not-found");
    expect(await codeOf(listMatchesOfDemand(db.ctx(visitor), number))).toBe("unauthenticated");
    const asSeen = await readDemand(db.ctx(tto), number);
    expect((await readPublicMatches(db.ctx(tto), asSeen)).rows.map((r) => r.listing.id)).toEqual([listing]);
    for (const actor of [visitor, stranger])
      expect(await readPublicMatches(db.ctx(actor), asSeen)).toEqual({ pending: false, rows: [] });

    const seen = (await listMatchesForOrg(db.ctx(tto))).byListing.find((g) => g.listing.id === listing);
    expect(seen?.matches[0]?.demand).toMatchObject({ number, owner: null });
    expect(seen?.matches[0]?.reason.fits.map((f) => f.kind)).toEqual(["age"]);
    const text = JSON.stringify(seen, (_k, v: unknown) => (typeof v === "bigint" ? `${v}` : v));
    for (const secret of [firm.orgId ?? "", "隐名重工", "Veiled", "veiled-heavy", "410305"])
      expect(text).not.toContain(secret);

    const own = (await listMatchesForOrg(db.ctx(firm))).byDemand.find((g) => g.demand.id === id);
    expect(own?.matches[0]).toMatchObject({
      listing: { id: listing },
      reason: { fits: [{ kind: "region" }, { kind: "age" }] },
    });
    expect(await listMatchesForOrg(db.ctx(stranger))).toEqual({ byListing: [], byDemand: [] });
  });

  test("are kept from a demander abroad while the export gate is closed, for their reasons quote the text", async () => {
    const listing = await offered("钛合金薄壁件无夹持铣削", { exportClass: "restricted" });
    const { id, number } = await aDemand("钛合金薄壁件铣削变形控制");
    await computeDemandMatches(worker, state, id);
    const abroad = db.ctx({ ...firm, orgCountry: "DE" });
    expect(await titlesOf(number)).toEqual(["钛合金薄壁件无夹持铣削"]);
    expect((await listMatchesOfDemand(abroad, number)).rows).toEqual([]);
    expect((await listMatchesForOrg(abroad)).byDemand.some((g) => g.demand.id === id)).toBe(false);
    await change(listing, { exportClass: "free" });
    expect((await listMatchesOfDemand(abroad, number)).rows).toHaveLength(1);
  });
});
