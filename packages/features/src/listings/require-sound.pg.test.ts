import { newId } from "@peony/db";
import { listings } from "@peony/db/schema";
import { aListing, aMember, clearedListing, createTestDb, type TestDb } from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import { createListingInput } from "@peony/domain/listings";
import type { Id } from "@peony/domain/shared";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publishListing } from "./publish-listing.ts";
import { autosaveListing, createListing } from "./save-listing.ts";

let db: TestDb;
let officer: PersonActor;
let other: PersonActor;
beforeAll(async () => {
  db = await createTestDb();
  [officer, other] = await Promise.all([
    aMember(db, "university", ["manager"]),
    aMember(db, "university", ["manager"]),
  ]);
});
afterAll(() => db.close());

const said = (zh: string) => ({ zh, en: "" });
const complete = {
  ...{ problem: said("裂纹"), solution: said("滚压"), noDataYet: true, trl: 3, rights: ["ordinary" as const] },
  ...{ legalStatus: "granted" as const, inventors: [{ name: said("璩若衡"), sharePct: 100, orcid: null }] },
};
const cleared = async (over: Partial<typeof listings.$inferInsert>, by = officer): Promise<Id<"listing">> => {
  const id = await aListing(db, by.orgId ?? "", { ...complete, state: "draft", publishedAt: null, ...over });
  await clearedListing(db, id);
  return id;
};
const publish = (id: Id<"listing">, by = officer) => publishListing(db.ctx(by), { id, version: 1 });
const stateOf = async (id: string) =>
  (await db.admin.select({ state: listings.state }).from(listings).where(eq(listings.id, id)))[0]?.state;

describe("what is complete and still wrong", () => {
  test("a patent goes on the market once: the second listing is refused at its number and names the first", async () => {
    const number = "CN2019199000064";
    await publish(await cleared({ number, titleZh: "滚道强化" }));
    const again = await cleared({ number });
    await expect(publish(again)).rejects.toMatchObject({
      code: "listings/not-ready",
      data: { fields: { number: { code: "number-twice", args: { title: "滚道强化" } } } },
    });
    expect(await stateOf(again)).toBe("ready");
    await publish(await cleared({ number }, other), other);
  });

  test("two at once are not both published", async () => {
    const [a, b] = [await cleared({ number: "US11950524B2" }), await cleared({ number: "US11950524B2" })];
    const results = await Promise.allSettled([publish(a), publish(b)]);
    expect(results.map((r) => r.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("a listing that was withdrawn holds its number no longer", async () => {
    await cleared({ number: "US11950525B2" });
    await aListing(db, officer.orgId ?? "", { ...complete, number: "US11950526B2", state: "withdrawn" });
    await publish(await cleared({ number: "US11950526B2" }));
    await publish(await cleared({ number: "US11950525B2" }));
  });

  test("days that have not come are refused at their fields", async () => {
    const id = await cleared({ number: "US11950527B2", filingDate: "2099-01-01", grantDate: "2099-02-01" });
    await expect(publish(id)).rejects.toMatchObject({
      data: { fields: { filingDate: { code: "in-the-future" }, grantDate: { code: "in-the-future" } } },
    });
  });

  test("are refused while a draft is typed, too", async () => {
    const text = { assetKind: "patent", field: "bearing", title: { zh: "滚道强化", en: "" }, filingDate: "2099-01-01" };
    const draft = createListingInput.parse({ id: newId("listing"), ...text });
    await expect(createListing(db.ctx(officer), draft)).rejects.toMatchObject({
      ...{ code: "invalid", data: { fields: { filingDate: { code: "in-the-future" } } } },
    });
    await createListing(db.ctx(officer), { ...draft, filingDate: null });
    await expect(autosaveListing(db.ctx(officer), { ...draft, version: 1 })).rejects.toMatchObject({ code: "invalid" });
  });
});
