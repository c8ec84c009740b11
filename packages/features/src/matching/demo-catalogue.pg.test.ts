import { inTransaction, newId } from "@peony/db";
import { matches, organisations } from "@peony/db/schema";
import { demandContent, listingContent, seedDemands, seedListings } from "@peony/db/seed";
import { aMember, createTestDb, type TestDb } from "@peony/db/testing";
import type { Id } from "@peony/domain/shared";
import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { computeDemandMatches, newMatchState } from "./index.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

test("each demand of the demo that was written for a listing finds it first among all of them", async () => {
  const ctx = db.ctx(await aMember(db, "operator", ["owner"]), db.admin);
  const owners = new Set([...(await listingContent()), ...(await demandContent())].map((c) => c.owner));
  const seats = new Map<string, Id<"organisation">>([...owners].map((key) => [key, newId("organisation")]));
  const now = new Date();
  const [demandIds, listingIds] = await inTransaction(ctx, async (t) => {
    for (const [key, id] of seats)
      await t.tx.insert(organisations).values({ id, kind: "firm", slug: id, nameZh: key, createdAt: now });
    const listings = await seedListings(t.tx, seats, now);
    return [await seedDemands(t.tx, seats, now), listings] as const;
  });
  const [worker, state] = [db.ctx({ kind: "system", name: "matching" }, db.worker), newMatchState()];
  for (const id of demandIds.values()) await computeDemandMatches(worker, state, id);
  const places: number[] = [];
  for (let n = 1; n <= 25; n++) {
    const key = String(n).padStart(2, "0");
    const rows = await db.admin
      .select({ id: matches.listingId })
      .from(matches)
      .where(eq(matches.demandId, demandIds.get(`D${key}`) ?? ""))
      .orderBy(desc(matches.score));
    places.push(rows.findIndex((r) => r.id === listingIds.get(`L${key}`)) + 1);
  }
  expect(places.filter((p) => p === 1).length).toBeGreaterThanOrEqual(24);
  expect(places.filter((p) => p >= 1 && p <= 3)).toHaveLength(25);
}, 60_000);
