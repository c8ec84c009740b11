import { newId } from "@peony/db";
import { listings } from "@peony/db/schema";
import { aMember, clearedListing, createTestDb, type TestDb } from "@peony/db/testing";
import { createListingInput, saveListingInput } from "@peony/domain/listings";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createListing, publishListing, readListing, recallListing, saveListing } from "./index.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

const fields = {
  ...{ assetKind: "know_how", field: "bearing", legalStatus: "none", noDataYet: true, trl: 3, rights: ["ordinary"] },
  ...{ problem: { zh: "裂纹" }, solution: { zh: "滚压" } },
};

test("the address comes from the title at the first publication, not from a working title, and never changes after", async () => {
  const officer = await aMember(db, "university", ["owner"]);
  const ctx = db.ctx(officer);
  const id = newId("listing");
  const titled = (en: string) => ({ ...fields, title: { zh: "滚道强化", en } });
  const row = async () => (await db.admin.select().from(listings).where(eq(listings.id, id)))[0]!;
  const publishAs = async (en: string): Promise<string> => {
    const { version } = await row();
    await saveListing(ctx, saveListingInput.parse({ id, version, ...titled(en) }));
    await clearedListing(db, id);
    await publishListing(ctx, { id, version: (await row()).version });
    return (await row()).slug;
  };
  await createListing(ctx, createListingInput.parse({ id, ...titled("Working title") }));
  const address = await publishAs("Rolled raceways");
  expect(address).toBe(`rolled-raceways-${id.slice(-8)}`);
  expect((await readListing(db.ctx({ kind: "visitor" }), address)).id).toBe(id);

  await recallListing(ctx, { id, version: (await row()).version });
  expect(await publishAs("Raceways, rolled and aged")).toBe(address);
});
