import { auditEvents, listings } from "@peony/db/schema";
import { aListing, aMember, anOrganisation, aPerson, codeOf, createTestDb, type TestDb } from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import { type ListingState, listingStates, reinstateEvents, saveListingInput } from "@peony/domain/listings";
import type { Id } from "@peony/domain/shared";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lapseListing, reinstateListing, saveListing } from "./index.ts";
import { fieldsOfRow } from "./keep-version.ts";

let db: TestDb;
let orgId: Id<"organisation">;
let one: PersonActor;
let two: PersonActor;
beforeAll(async () => {
  db = await createTestDb();
  orgId = await anOrganisation(db, "university");
  one = await aPerson(db, { id: orgId, kind: "university" }, ["member"]);
  two = await aPerson(db, { id: orgId, kind: "university" }, ["member"]);
});
afterAll(() => db.close());

const row = async (id: string) => (await db.admin.select().from(listings).where(eq(listings.id, id)))[0]!;
const lapsed = async (state: ListingState, over: object = {}): Promise<Id<"listing">> => {
  const id = await aListing(db, orgId, { state, legalStatus: "granted", ...over });
  await lapseListing(db.ctx(one), { id, version: 1 });
  return id;
};
const reinstate = (id: Id<"listing">, by: PersonActor) =>
  codeOf(reinstateListing(db.ctx(by), { id, version: 2, legalStatus: "granted", reason: "登记簿仍有效" }));

describe("reinstateListing", () => {
  test.each(Object.keys(reinstateEvents) as ListingState[])(
    "puts a %s listing back, by somebody else, with the reason",
    async (state) => {
      const id = await lapsed(state);
      expect(await reinstate(id, one)).toBe("listings/own-lapse");
      expect((await row(id)).state).toBe("lapsed");
      expect(await reinstate(id, two)).toBe("done");
      expect(await row(id)).toMatchObject({ state, legalStatus: "granted", version: 3 });
      const said = await db.admin
        .select({ payload: auditEvents.payload })
        .from(auditEvents)
        .where(and(eq(auditEvents.object, id), eq(auditEvents.actor, two.userId)));
      expect(said).toMatchObject([{ payload: { from: "lapsed", to: state, reason: "登记簿仍有效" } }]);
      expect(await reinstate(id, two)).toBe("listings/transition");
    },
  );

  test("restores the legal status the right had, and refuses a better one", async () => {
    const again = (id: Id<"listing">, over: object) =>
      codeOf(reinstateListing(db.ctx(two), { id, version: 2, reason: "登记簿仍有效", ...over }));
    const called = await lapsed("published", { legalStatus: "pending" });
    expect(await again(called, { legalStatus: "granted" })).toBe("invalid");
    expect((await row(called)).state).toBe("lapsed");
    expect(await again(called, {})).toBe("done");
    expect(await row(called)).toMatchObject({ state: "published", legalStatus: "pending" });

    // called lapsed in its text, where the row says so before the step
    const typed = await aListing(db, orgId, {
      ...{ assetKind: "know_how", legalStatus: "pending", noDataYet: true, trl: 3, rights: ["ordinary"] },
      ...{ problem: { zh: "裂纹", en: "" }, solution: { zh: "滚压", en: "" } },
    });
    const said = { ...fieldsOfRow(await row(typed)), id: typed, version: 1, legalStatus: "lapsed" };
    await saveListing(db.ctx(one), saveListingInput.parse(said));
    const { version } = await row(typed);
    expect(await again(typed, { version, legalStatus: "granted" })).toBe("invalid");
    expect(await again(typed, { version, legalStatus: "pending" })).toBe("done");
    expect(await row(typed)).toMatchObject({ state: "published", legalStatus: "pending" });
  });

  test("leaves a right lapsed that its own dates have ended", async () => {
    const id = await lapsed("published", { annuityDue: "2020-01-01" });
    expect(await reinstate(id, two)).toBe("listings/ended");
    expect((await row(id)).state).toBe("lapsed");
  });

  test("refuses every other state, strangers and who is no officer", async () => {
    for (const state of listingStates.filter((s) => s !== "lapsed"))
      expect(await reinstate(await aListing(db, orgId, { state, version: 2 }), two)).toBe("listings/transition");
    const id = await lapsed("published");
    expect(await reinstate(id, await aMember(db, "university", ["owner"]))).toBe("not-found");
    const inventor = await aPerson(db, { id: orgId, kind: "university" }, ["inventor"]);
    expect(await reinstate(id, inventor)).toBe("forbidden");
  });
});
