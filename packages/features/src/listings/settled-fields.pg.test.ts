import { newId } from "@peony/db";
import { listingConfirmations, listings } from "@peony/db/schema";
import { aListing, anOrganisation, aPerson, createTestDb, type TestDb } from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import { fieldClasses, type ListingFields, listingFields, saveListingInput } from "@peony/domain/listings";
import type { Id } from "@peony/domain/shared";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clearListing, publishListing, saveListing } from "./index.ts";
import { fieldsOfRow } from "./keep-version.ts";

let db: TestDb;
let orgId: Id<"organisation">;
let writer: PersonActor;
let second: PersonActor;
let parts: Id<"listing">[];
beforeAll(async () => {
  db = await createTestDb();
  orgId = await anOrganisation(db, "university");
  writer = await aPerson(db, { id: orgId, kind: "university" }, ["manager"]);
  second = await aPerson(db, { id: orgId, kind: "university" }, ["manager"]);
  parts = await Promise.all([aListing(db, orgId), aListing(db, orgId), aListing(db, orgId)]);
});
afterAll(() => db.close());

const text = (zh: string) => ({ zh, en: "" });
const row = async (id: string) => (await db.admin.select().from(listings).where(eq(listings.id, id)))[0]!;
const benefit = { name: text("寿命"), figure: "1.5", unit: text("倍"), condition: text("台架"), checkedOn: null };

/** A live bundle whose one inventor has accepted it and which somebody else has cleared. */
const live = async (): Promise<Id<"listing">> => {
  const id = await aListing(db, orgId, {
    ...{ assetKind: "bundle", problem: text("裂纹"), solution: text("滚压"), benefits: [benefit], trl: 3 },
    ...{
      parts: parts.slice(0, 2),
      rights: ["ordinary"],
      inventors: [{ name: text("璩若衡"), sharePct: 100, orcid: null }],
    },
    ...{ complianceBy: second.userId, clearedBy: writer.userId, clearedAt: new Date() },
    ...{ secrecy: "not_secret", thirdParty: "none", stateAsset: "exempt" },
  });
  await db.admin.insert(listingConfirmations).values({
    ...{
      id: newId("confirmation"),
      listingId: id,
      position: 0,
      name: text("璩若衡"),
      sharePct: 100,
      email: "q@peony.test",
    },
    ...{ tokenHash: id, version: 1, state: "accepted", askedAt: new Date(), dueAt: new Date(), answeredAt: new Date() },
  });
  return id;
};

/** Another value for every field that a form has. */
const others: { [K in keyof ListingFields]: ListingFields[K] } = {
  ...{ assetKind: "software", field: "other", prevailing: "en", title: text("别的"), summary: text("别的") },
  ...{ problem: text("别的"), solution: text("别的"), benefits: [{ ...benefit, figure: "9.9" }], noDataYet: true },
  ...{ rival: text("别的"), applications: [text("别的")], evidence: [text("别的")], keywordsZh: ["别的"] },
  ...{ keywordsEn: ["other"], ipc: ["F16C 33/64"], industry: "C3451", sei: "2.1", trl: 2, number: "EP9990001A1" },
  ...{ registrationNo: "R-9", country: "DE", legalStatus: "granted", legalCheckedOn: "2026-05-01" },
  ...{ filingDate: "2020-01-02", grantDate: "2022-03-04", annuityDue: "2027-01-02", rights: ["exclusive"] },
  ...{ inventors: [{ name: text("别人"), sharePct: 100, orcid: null }], encumbrances: text("质押") },
  ...{ priceMode: "fixed", priceMin: 100n, priceMax: 200n, currency: "EUR", fundingSource: text("别的") },
  priceMenu: [{ name: text("一年"), right: "ordinary", price: "100", months: 12, sales: true, note: text("") }],
  ...{ projectNo: "P-9", contactTeam: text("别的"), region: "410305" },
  get parts() {
    return parts.slice(1);
  },
};
/** What has to come along for a change to be lawful at all. */
const along: Partial<Record<keyof ListingFields, Partial<ListingFields>>> = {
  priceMode: { priceMin: 100n },
  priceMenu: { priceMode: "menu" },
};

const save = async (id: Id<"listing">, over: object) => {
  const before = await row(id);
  const said = { ...fieldsOfRow(before), priceMenu: before.priceMenu, ...over };
  const wire = JSON.parse(JSON.stringify(said, (_k, v: unknown) => (typeof v === "bigint" ? String(v) : v)));
  return saveListing(db.ctx(writer), saveListingInput.parse({ ...wire, id, version: before.version }));
};
const answers = async (id: string) =>
  (await db.admin.select().from(listingConfirmations).where(eq(listingConfirmations.listingId, id))).map(
    (c) => c.state,
  );

describe("a save of a live listing", () => {
  const names = Object.keys(listingFields) as (keyof ListingFields)[];
  const of = (wanted: "open" | "settled") => names.filter((name) => fieldClasses[name] === wanted);

  test("counts all that inventors are shown as settled", () => {
    const texts = ["title", "summary", "problem", "solution", "benefits", "noDataYet", "rival", "applications"];
    const facts = ["evidence", "trl", "number", "rights", "prevailing", "inventors"];
    expect(of("settled")).toEqual(expect.arrayContaining([...texts, ...facts]));
  });

  test.each(of("open"))(
    "lets the owner keep up %s by itself: it is public at once and nobody is asked again",
    async (name) => {
      const id = await live();
      await save(id, { [name]: others[name], ...along[name] });
      const after = await row(id);
      expect(after).toMatchObject({ state: "published", version: 2, clearedBy: writer.userId });
      expect(await answers(id)).toEqual(["accepted"]);
    },
  );

  test.each(of("settled"))(
    "never changes %s on the market, and takes the listing back only where its officer says so",
    async (name) => {
      const id = await live();
      const before = await row(id);
      await expect(save(id, { [name]: others[name] })).rejects.toMatchObject({ code: "listings/settled" });
      expect(await row(id)).toEqual(before);
      await save(id, { [name]: others[name], takeBack: true });
      expect(await row(id)).toMatchObject({ state: "draft", clearedBy: null, complianceBy: writer.userId });
      expect(await answers(id)).toEqual(["recalled"]);
      expect(fieldsOfRow(await row(id))[name]).not.toEqual(fieldsOfRow(before)[name]);
    },
  );

  test("a figure checked again stays on the market, whatever the box says", async () => {
    const id = await live();
    await save(id, { benefits: [{ ...benefit, checkedOn: "2026-11-01" }], takeBack: true });
    expect((await row(id)).state).toBe("published");
  });

  test("whoever took it back cannot clear it, and it is not live before somebody does", async () => {
    const id = await live();
    await save(id, { summary: text("好十倍"), takeBack: true });
    const { version } = await row(id);
    await expect(publishListing(db.ctx(writer), { id, version })).rejects.toMatchObject({
      code: "listings/unconfirmed",
    });
    await db.admin.update(listings).set({ state: "compliance" }).where(eq(listings.id, id));
    const decision = { id, version, reason: "" };
    await expect(clearListing(db.ctx(writer), decision)).rejects.toMatchObject({ code: "listings/same-person" });
    await clearListing(db.ctx(second), decision);
    expect((await row(id)).state).toBe("ready");
  });
});

test("the same rights and parts in another order are no change of what was confirmed", async () => {
  const id = await live();
  await db.admin
    .update(listings)
    .set({ rights: ["service", "ordinary"] })
    .where(eq(listings.id, id));
  await save(id, {
    rights: ["ordinary", "service"],
    parts: parts.slice(0, 2).toReversed(),
    contactTeam: text("换了人"),
  });
  expect(await row(id)).toMatchObject({ state: "published", contactTeam: text("换了人") });
  expect(await answers(id)).toEqual(["accepted"]);
});
