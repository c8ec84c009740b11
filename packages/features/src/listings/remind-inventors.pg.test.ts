import { listingConfirmations, listings, notifications } from "@peony/db/schema";
import { aListing, aMember, createTestDb, linksIn, mailsTo, type TestDb } from "@peony/db/testing";
import { visitor } from "@peony/domain/identity";
import type { Id } from "@peony/domain/shared";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answerConfirmation } from "./answer-confirmation.ts";
import { askInventors } from "./ask-inventors.ts";
import { recallListing } from "./publish-listing.ts";
import { notifyConfirmation, remindInventors } from "./remind-inventors.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

const worker = () => db.ctx({ kind: "system", name: "test" }, db.worker);
const accept = (token: string) => answerConfirmation(db.ctx(visitor), { token, answer: "accept", comment: "" });
const said = (zh: string) => ({ zh, en: "" });
const stateOf = async (id: Id<"listing">) => {
  const [row] = await db.admin.select().from(listings).where(eq(listings.id, id));
  if (!row) throw new Error(id);
  return row;
};
/** A listing with its compliance sheet that waits for two inventors. */
const asked = async () => {
  const officer = await aMember(db, "university", ["member"]);
  const id = await aListing(db, officer.orgId ?? "", {
    ...{ state: "draft", assetKind: "know_how", legalStatus: "none", problem: said("裂纹"), solution: said("滚压") },
    ...{ trl: 3, noDataYet: true, rights: ["ordinary"], createdBy: officer.userId, complianceBy: officer.userId },
    ...{ secrecy: "not_secret", thirdParty: "none", stateAsset: "exempt" },
    inventors: [
      { name: said("璩若衡"), sharePct: 60 },
      { name: said("甘怀远"), sharePct: 40 },
    ],
  });
  const emails = [0, 1].map((n) => `${n}.${id}@inventor.test`) as [string, string];
  const people = emails.map((email, position) => ({ position, email }));
  await askInventors(db.ctx(officer), { id, version: 1, people });
  const tokens = (await Promise.all(emails.map((e) => linksIn(db, e)))).flat() as [string, string];
  return { officer, draft: { id }, emails, tokens };
};
const rowsOf = (id: Id<"listing">) =>
  db.admin
    .select()
    .from(listingConfirmations)
    .where(eq(listingConfirmations.listingId, id))
    .orderBy(listingConfirmations.position);

describe("remindInventors", () => {
  test("reminds inventor and office once when the day has passed, and the mailed link works", async () => {
    const { officer, draft, emails, tokens } = await asked();
    await accept(tokens[1]);
    await remindInventors(worker());
    expect(await mailsTo(db, emails[0] ?? "")).toHaveLength(1);
    await db.admin
      .update(listingConfirmations)
      .set({ dueAt: sql`now() - interval '1 minute'` })
      .where(eq(listingConfirmations.listingId, draft.id));
    await Promise.all([remindInventors(worker()), remindInventors(worker())]);
    await remindInventors(worker());
    expect((await mailsTo(db, emails[0] ?? "")).map((m) => m.kind)).toEqual(["confirm-share", "confirm-share-late"]);
    expect(await mailsTo(db, emails[1] ?? "")).toHaveLength(1);
    const [row] = await rowsOf(draft.id);
    await notifyConfirmation(worker(), row?.id ?? "");
    const told = await db.admin.select().from(notifications).where(eq(notifications.userId, officer.userId));
    expect(told.map((n) => n.kind)).toEqual(["inventor-late"]);
    await accept((await linksIn(db, emails[0] ?? "")).at(-1) ?? "");
    expect((await stateOf(draft.id)).state).toBe("compliance");
  });

  test("leaves a listing alone that its office has taken back", async () => {
    const { officer, draft, emails } = await asked();
    await recallListing(db.ctx(officer), { id: draft.id, version: (await stateOf(draft.id)).version });
    await db.admin
      .update(listingConfirmations)
      .set({ dueAt: sql`now() - interval '1 minute'` })
      .where(eq(listingConfirmations.listingId, draft.id));
    await remindInventors(worker());
    expect(await mailsTo(db, emails[0] ?? "")).toHaveLength(1);
  });
});
