import { aListing, aMember, createTestDb, type TestDb } from "@peony/db/testing";
import { visitor } from "@peony/domain/identity";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contactTeamsOf } from "./index.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

test("the teams of what is on the market are told once each, the newest first, and those of drafts to nobody", async () => {
  const { orgId } = await aMember(db, "university", ["manager"]);
  if (!orgId) throw new Error("no organisation");
  const team = (zh: string) => ({ contactTeam: { zh, en: "" } });
  const published = (zh: string, day: string) => aListing(db, orgId, { ...team(zh), publishedAt: new Date(day) });
  await published("轴承组", "2026-03-01");
  await published("光学组", "2026-05-01");
  await published("轴承组", "2026-01-01");
  await published("", "2026-06-01");
  await aListing(db, orgId, { ...team("起草组"), state: "draft", publishedAt: null });
  await aListing(db, orgId, { ...team("涉密组"), exportClass: "prohibited" });
  expect((await contactTeamsOf(db.ctx(visitor), orgId)).map((t) => t.zh)).toEqual(["光学组", "轴承组"]);
});
