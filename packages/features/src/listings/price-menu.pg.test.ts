import { newId } from "@peony/db";
import { listings } from "@peony/db/schema";
import { aMember, clearedListing, codeOf, createTestDb, type TestDb } from "@peony/db/testing";
import { type PersonActor, visitor } from "@peony/domain/identity";
import { createListingInput, listingGaps, saveListingInput } from "@peony/domain/listings";
import type { Id } from "@peony/domain/shared";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  compareVersions,
  createListing,
  publishListing,
  readListing,
  readSearchDocuments,
  restoreVersion,
  saveListing,
} from "./index.ts";
import { factsOf } from "./rows.ts";

let db: TestDb;
let officer: PersonActor;
beforeAll(async () => {
  db = await createTestDb();
  officer = await aMember(db, "university", ["manager"]);
});
afterAll(() => db.close());

const evaluation = {
  ...{
    name: { zh: "评估许可", en: "Evaluation licence" },
    right: "ordinary",
    price: "1800000",
    months: 12,
    sales: false,
  },
  note: { zh: "固定费用", en: "" },
};
const production = { name: { zh: "量产许可", en: "" }, right: "sole", price: "90000000", months: null, sales: true };
const fields = {
  ...{ assetKind: "know_how", field: "bearing", title: { zh: "滚道强化" }, problem: { zh: "裂纹" } },
  ...{ solution: { zh: "滚压" }, noDataYet: true, trl: 3, rights: ["ordinary"], priceMode: "menu" },
};
const saved = async (over: object): Promise<Id<"listing">> => {
  const input = createListingInput.parse({ id: newId("listing"), ...fields, ...over });
  await createListing(db.ctx(officer), input);
  return input.id;
};
const save = (id: Id<"listing">, version: number, over: object) =>
  saveListing(db.ctx(officer), saveListingInput.parse({ id, version, ...fields, ...over }));
const rowOf = async (id: string) => {
  const [row] = await db.admin.select().from(listings).where(eq(listings.id, id));
  if (!row) throw new Error(id);
  return row;
};
const out = async (over: object) => {
  const id = await saved(over);
  await clearedListing(db, id);
  await publishListing(db.ctx(officer), { id, version: 1 });
  return id;
};

describe("a menu of prices", () => {
  test("is kept entry by entry, and its ends are the price the listing is filtered by, whatever was typed", async () => {
    const id = await saved({ priceMenu: [production, evaluation], priceMin: "5", priceMax: "6" });
    const row = await rowOf(id);
    expect(row.priceMenu).toEqual([{ ...production, note: { zh: "", en: "" } }, evaluation]);
    expect(row).toMatchObject({ priceMin: 1_800_000n, priceMax: 90_000_000n });
    await save(id, 1, { priceMenu: [production] });
    expect(await rowOf(id)).toMatchObject({ priceMin: 90_000_000n, priceMax: 90_000_000n, version: 2 });
  });

  test("is asked for before publishing, where the mode is a menu", async () => {
    const id = await saved({ priceMin: "5" });
    expect(listingGaps(factsOf(await rowOf(id)))).toEqual([{ field: "priceMenu.0.name.zh", code: "required" }]);
    await clearedListing(db, id);
    expect(await codeOf(publishListing(db.ctx(officer), { id, version: 1 }))).toBe("listings/not-ready");
  });

  test("is shown to everybody and found by its words; of another mode only its owner sees it", async () => {
    const id = await out({ priceMenu: [evaluation] });
    expect((await readListing(db.ctx(visitor), id)).priceMenu).toEqual([evaluation]);
    expect((await readSearchDocuments(db.ctx(visitor), [id]))[0]?.norm).toContain("evaluation licence");
    const fixed = await out({ priceMode: "fixed", priceMin: "700", priceMenu: [evaluation] });
    expect(await readListing(db.ctx(visitor), fixed)).toMatchObject({ priceMenu: [], priceMin: 700n });
    expect((await readListing(db.ctx(officer), fixed)).priceMenu).toEqual([evaluation]);
    expect(JSON.stringify(await readSearchDocuments(db.ctx(visitor), [fixed]))).not.toContain("valuation");
  });

  test("is kept back with the technology from readers who may see only its teaser", async () => {
    const id = await out({ priceMenu: [evaluation] });
    await db.admin.update(listings).set({ exportClass: "restricted" }).where(eq(listings.id, id));
    expect(await readListing(db.ctx(visitor), id)).toMatchObject({
      gate: "teaser",
      priceMenu: [],
      priceMin: 1_800_000n,
    });
  });

  test("is compared leaf by leaf between versions, and comes back with one", async () => {
    const id = await saved({ priceMenu: [evaluation] });
    await save(id, 1, { priceMenu: [{ ...evaluation, price: "2000000", sales: true }] });
    const changes = await compareVersions(db.ctx(officer), id, 1, 2);
    expect(changes.map((c) => [c.place, c.before, c.after])).toEqual([
      ["priceMin", "1800000", "2000000"],
      ["priceMax", "1800000", "2000000"],
      ["priceMenu.0.price", "1800000", "2000000"],
      ["priceMenu.0.sales", "false", "true"],
    ]);
    await restoreVersion(db.ctx(officer), { id, version: 2, from: 1 });
    expect((await rowOf(id)).priceMenu).toEqual([evaluation]);
  });
});
