import { aListing, aMember, createTestDb, type TestDb } from "@peony/db/testing";
import { encodeCursor } from "@peony/domain/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listForClearance } from "./index.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

test("what waits for a second person comes to the operator page by page, each listing once", async () => {
  const operator = await aMember(db, "operator", ["owner"]);
  const { orgId } = await aMember(db, "university", ["manager"]);
  if (orgId === null) throw new Error("no organisation");
  for (let i = 0; i < 3; i += 1)
    await aListing(db, orgId, { state: "compliance", updatedAt: new Date("2026-11-25T00:00:00Z") });
  const all = (await listForClearance(db.ctx(operator))).map((l) => l.id);
  const seen: string[] = [];
  for (let cursor = ""; seen.length <= all.length; ) {
    const [found] = await listForClearance(db.ctx(operator), { cursor, limit: 1 });
    if (!found) break;
    seen.push(found.id);
    cursor = encodeCursor([found.since.getTime(), found.id]);
  }
  expect([seen, seen.length]).toEqual([all, 3]);
});
