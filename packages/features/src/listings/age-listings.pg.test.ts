import { newId } from "@peony/db";
import { clockOffset, listings, mails, notifications } from "@peony/db/schema";
import { aListing, aMember, codeOf, createTestDb, memorySearch, type TestDb } from "@peony/db/testing";
import { type PersonActor, visitor } from "@peony/domain/identity";
import { searchInput } from "@peony/domain/search";
import type { Id } from "@peony/domain/shared";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { warnOfLapse } from "../deals/index.ts";
import { openRoom } from "../rooms/index.ts";
import { searchListings } from "../search/index.ts";
import {
  ageListings,
  publishListing,
  readListing,
  readSearchDocuments,
  refreshListing,
  resumeListing,
} from "./index.ts";

let db: TestDb;
let tto: PersonActor;
beforeAll(async () => {
  db = await createTestDb();
  tto = await aMember(db, "university", ["manager"]);
});
afterAll(() => db.close());

const dayMs = 86_400_000;
const start = new Date("2026-03-02T02:00:00Z");
/** Sets the clock of the database to ten in the morning of a Chinese day. */
const on = async (day: string): Promise<void> => {
  const target = new Date(`${day}T02:00:00Z`).getTime();
  await db.admin.update(clockOffset).set({ offsetMs: target - Date.now() });
};
const afterDays = (n: number): string => new Date(start.getTime() + n * dayMs).toISOString().slice(0, 10);
const worker = () => db.ctx({ kind: "system", name: "schedule" }, db.worker);
const rowOf = async (id: string) => (await db.admin.select().from(listings).where(eq(listings.id, id)))[0];
const stateOf = async (id: string) => (await rowOf(id))?.state;
const complete = {
  problem: { zh: "裂纹", en: "" },
  solution: { zh: "滚压", en: "" },
  noDataYet: true,
  trl: 3,
  rights: ["ordinary" as const],
  number: "CN2019199000064",
  legalStatus: "granted" as const,
  inventors: [{ name: { zh: "璩若衡", en: "" }, sharePct: 100 }],
};
const fresh = (over: Parameters<typeof aListing>[2] = {}): Promise<Id<"listing">> =>
  aListing(db, tto.orgId ?? "", { ...complete, refreshedOn: "2026-03-02", ...over });
const told = async (id: string, kind: string) =>
  (
    await db.admin
      .select()
      .from(notifications)
      .where(sql`kind = ${kind} and href = ${`/listings/${id}`}`)
  ).length;

describe("the age of a listing", () => {
  test("it is asked for three times, hidden at 180 days, archived at twelve months, each once", async () => {
    const id = await fresh();
    await on(afterDays(149));
    await ageListings(worker());
    expect(await told(id, "listing-refresh")).toBe(0);
    for (const day of [150, 151, 166, 177]) {
      await on(afterDays(day));
      await ageListings(worker());
      await ageListings(worker());
    }
    expect(await told(id, "listing-refresh")).toBe(3);
    await on(afterDays(179));
    await ageListings(worker());
    expect(await stateOf(id)).toBe("published");
    await on(afterDays(180));
    await ageListings(worker());
    expect(await rowOf(id)).toMatchObject({ state: "paused", pauseReason: "stale" });
    expect(await codeOf(readListing(db.ctx(visitor), id))).toBe("not-found");
    expect(await readSearchDocuments(db.ctx(visitor), [id])).toEqual([]);
    await on("2027-03-01");
    await ageListings(worker());
    expect(await stateOf(id)).toBe("paused");
    await on("2027-03-02");
    await ageListings(worker());
    expect(await stateOf(id)).toBe("withdrawn");
    await on("2026-03-02");
  });

  test("a clock that jumps a year hides and archives in one run, and every step has its audit row", async () => {
    const id = await fresh();
    await on("2027-06-01");
    await ageListings(worker());
    const { rows } = await db.admin.execute<{ action: string; actor: string }>(
      sql`select action, actor from audit_events where object = ${id} order by seq`,
    );
    expect(rows).toEqual([
      { action: "listing.pause", actor: "system:schedule" },
      { action: "listing.archive", actor: "system:schedule" },
    ]);
    await on("2026-03-02");
  });

  test("the owner's answer starts it anew and brings a hidden listing back; a stranger has none", async () => {
    const id = await fresh();
    const stranger = await aMember(db, "university", ["manager"]);
    await on(afterDays(181));
    await ageListings(worker());
    expect(await codeOf(refreshListing(db.ctx(stranger), { id, version: 2 }))).toBe("not-found");
    expect(await codeOf(refreshListing(db.ctx(tto), { id, version: 1 }))).toBe("stale");
    expect(await codeOf(resumeListing(db.ctx(tto), { id, version: 2 }))).toBe("listings/stale");
    await refreshListing(db.ctx(tto), { id, version: 2 });
    await refreshListing(db.ctx(tto), { id, version: 2 });
    expect(await rowOf(id)).toMatchObject({ state: "published", pauseReason: null, refreshedOn: afterDays(181) });
    await ageListings(worker());
    expect(await stateOf(id)).toBe("published");
    await on("2026-03-02");
  });

  test("what is in a deal is not hidden by age", async () => {
    const id = await fresh({ state: "under_option" });
    await on(afterDays(200));
    await ageListings(worker());
    expect(await stateOf(id)).toBe("under_option");
    await on("2026-03-02");
  });

  test("two runs at once do it once", async () => {
    const id = await fresh();
    await on(afterDays(180));
    await Promise.all([ageListings(worker()), ageListings(worker())]);
    expect(await rowOf(id)).toMatchObject({ state: "paused", version: 2 });
    await on("2026-03-02");
  });
});

describe("the end of a right", () => {
  test("an annuity is asked for three times; six months later the patent has lapsed and has left search", async () => {
    const id = await fresh({ titleZh: "钼靶坯致密化", annuityDue: "2026-05-31" });
    const index = memorySearch();
    await index.put(await readSearchDocuments(db.ctx(visitor), [id]));
    for (const day of ["2026-03-02", "2026-05-01", "2026-05-24"]) {
      await on(day);
      await ageListings(worker());
    }
    expect(await told(id, "listing-annuity")).toBe(3);
    await on("2026-11-30");
    await db.admin.update(listings).set({ refreshedOn: "2026-11-30" }).where(eq(listings.id, id));
    await ageListings(worker());
    expect(await stateOf(id)).toBe("published");
    await on("2026-12-01");
    await ageListings(worker());
    expect(await rowOf(id)).toMatchObject({ state: "lapsed", legalStatus: "lapsed" });
    expect(index.ids()).toEqual([id]);
    expect((await searchListings(db.ctx(visitor), index, searchInput.parse({ q: "钼靶" }), start)).rows).toEqual([]);
    expect((await readListing(db.ctx(visitor), id)).state).toBe("lapsed");
    expect(await codeOf(publishListing(db.ctx(tto), { id, version: 2 }))).toBe("listings/transition");
    await on("2026-03-02");
  });

  test("both sides of an open deal are warned once, and nobody while the right stands", async () => {
    const firm = await aMember(db, "firm", ["manager"]);
    const id = await fresh({ filingDate: "2006-03-10" });
    const dealId = newId("deal");
    const { number } = await openRoom(db.ctx(firm), { dealId, listingId: id, useCase: "风电主轴" });
    const warned = async () => {
      await warnOfLapse(worker(), id);
      const rows = await db.admin
        .select()
        .from(notifications)
        .where(eq(notifications.href, `/deals/${number}`));
      return rows.map((r) => r.userId).toSorted();
    };
    expect(await warned()).toEqual([]);
    // an invention's twenty years; the number says its kind
    await on("2026-03-10");
    await ageListings(worker());
    expect(await stateOf(id)).toBe("lapsed");
    expect(await warned()).toEqual([tto.userId, firm.userId].toSorted());
    expect(await warned()).toHaveLength(2);
    const sent = await db.admin.select().from(mails).where(eq(mails.kind, "deal-listing-lapsed"));
    expect(sent.map((m) => JSON.stringify(m.args)).join()).not.toContain("成果");
    await on("2026-03-02");
  });
});
