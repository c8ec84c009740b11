import { rounds, seed } from "@peony/config/settings";
import { newId } from "@peony/db";
import { demands, files, listingFiles, listings } from "@peony/db/schema";
import { aListing, aMember, aPerson, codeOf, createTestDb, type TestDb } from "@peony/db/testing";
import { dealTypes } from "@peony/domain/contracts";
import { createDemandInput } from "@peony/domain/demands";
import { exchangeEnvelope } from "@peony/domain/exchange";
import type { PersonActor } from "@peony/domain/identity";
import { assetKinds, createListingInput, legalStatuses, priceModes, technologyFields } from "@peony/domain/listings";
import { exportClasses, type Id } from "@peony/domain/shared";
import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDemand } from "../demands/index.ts";
import { createListing, saveCompliance } from "../listings/index.ts";
import { exportHead, exportItems, importItems, type WrittenItem } from "./index.ts";

let db: TestDb;
let from: PersonActor;
let to: PersonActor;
beforeAll(async () => {
  db = await createTestDb();
  [from, to] = await Promise.all([aMember(db, "university", ["manager"]), aMember(db, "firm", ["manager"])]);
});
afterAll(() => db.close());

const all = async (actor: PersonActor, type: "listing" | "demand"): Promise<WrittenItem[]> => {
  const found: WrittenItem[] = [];
  for (;;) {
    const some = await exportItems(db.ctx(actor), { type, after: found.at(-1)?.id ?? "", limit: 2 });
    if (some.length === 0) return found;
    found.push(...some);
  }
};
/** Over the wire and back, as a file would go. */
const asFile = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const withoutId = ({ id: _id, parts: _parts, ...rest }: WrittenItem) => rest;
const sorted = (items: readonly WrittenItem[]) =>
  items.map((i) => JSON.stringify(withoutId(i))).toSorted((a, b) => (a < b ? -1 : 1));

const word = fc.stringMatching(/^[A-Za-z0-9洛阳轴承滚道=+@"<,;]{1,12}$/);
const text = fc.record({ zh: word, en: fc.oneof(word, fc.constant("")) });
const texts = (max: number) => fc.array(text, { maxLength: max });
const day = fc.constantFrom(null, "2019-03-01", "2024-02-29");
const amount = fc.oneof(fc.constant(null), fc.bigInt({ min: 0n, max: 10n ** 15n }).map(String));
const listing = fc
  .record({
    assetKind: fc.constantFrom(...assetKinds),
    field: fc.constantFrom(...technologyFields),
    prevailing: fc.constantFrom("zh" as const, "en" as const),
    ...Object.fromEntries(
      ["title", "summary", "problem", "solution", "rival", "encumbrances", "fundingSource", "contactTeam"].map((k) => [
        k,
        text,
      ]),
    ),
    benefits: fc.array(
      fc.record({
        name: text,
        figure: fc.constantFrom("≤ 8", "1.52", "3–5"),
        unit: text,
        condition: text,
        checkedOn: day,
      }),
      { maxLength: 3 },
    ),
    noDataYet: fc.boolean(),
    applications: texts(3),
    evidence: texts(3),
    keywordsZh: fc.array(word, { maxLength: 4 }),
    ipc: fc.constantFrom([], ["F16C 33/64"], ["F16C 33/64", "C22C 27/04"]),
    industry: fc.constantFrom(null, "C3451"),
    sei: fc.constantFrom(null, "3.2"),
    trl: fc.option(fc.integer({ min: 1, max: 9 })),
    number: fc.constantFrom(null, "ZL201919900006.4", "EP9990001A1"),
    registrationNo: fc.constantFrom(null, "2020SR9900001"),
    legalStatus: fc.constantFrom(...legalStatuses),
    legalCheckedOn: day,
    annuityDue: day,
    inventors: fc.array(
      fc.record({
        name: text,
        sharePct: fc.constantFrom(0, 33.33, 50, 100),
        orcid: fc.constantFrom(null, "0000-0009-9000-0018"),
      }),
      { maxLength: 3 },
    ),
    rights: fc.subarray([...dealTypes]),
    priceMode: fc.constantFrom(...priceModes),
    priceMin: amount,
    priceMenu: fc.array(
      fc.record({
        ...{ name: text, right: fc.constantFrom(...dealTypes), note: text, sales: fc.boolean() },
        ...{ price: fc.bigInt({ min: 0n, max: 10n ** 15n }).map(String) },
        months: fc.option(fc.integer({ min: 1, max: 600 })),
      }),
      { maxLength: 3 },
    ),
    projectNo: fc.constantFrom(null, "2023YFB990001"),
    region: fc.constantFrom(null, "410305"),
  })
  .filter((l) => createListingInput.safeParse({ id: newId("listing"), ...l }).success);

const aDraft = async (input: Record<string, unknown>, actor = from): Promise<Id<"listing">> => {
  const id = newId("listing");
  await createListing(db.ctx(actor), createListingInput.parse({ id, ...input }));
  return id;
};
const plain = { assetKind: "know_how", field: "bearing", title: { zh: "滚道强化" } };

describe("the exchange format", () => {
  test("takes any listings out and in again without losing a word, a share or a cent; a repeat changes nothing", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(listing, fc.constantFrom(...exportClasses)), { maxLength: 4 }),
        async (made) => {
          const [giver, taker] = await Promise.all([
            aMember(db, "university", ["manager"]),
            aMember(db, "university", ["manager"]),
          ]);
          for (const [input, exportClass] of made) {
            const id = await aDraft(input, giver);
            if (exportClass !== "unknown")
              await saveCompliance(db.ctx(giver), {
                ...{ id, version: 1, exportClass, secrecy: "not_secret", thirdParty: "none", stateAsset: "exempt" },
                note: { zh: "查目录", en: "" },
              });
          }
          const items = asFile(await all(giver, "listing"));
          const head = await exportHead(db.ctx(giver), new Date());
          expect(exchangeEnvelope.safeParse({ ...head, items }).error?.issues).toBeUndefined();
          const first = await importItems(db.ctx(taker), head.source, items);
          expect(first).toEqual({ created: made.length, updated: 0, unchanged: 0, refused: [] });
          expect(sorted(await all(taker, "listing"))).toEqual(sorted(items));
          expect(await importItems(db.ctx(taker), head.source, items)).toMatchObject({
            unchanged: made.length,
            created: 0,
          });
          expect(await importItems(db.ctx(giver), head.source, items)).toMatchObject({
            unchanged: made.length,
            created: 0,
          });
        },
      ),
      { numRuns: rounds(8, 100), seed: seed() },
    );
  });

  test("takes demands too, and brings a changed item over the draft it became", async () => {
    const id = newId("demand");
    await createDemand(db.ctx(to), {
      ...createDemandInput.parse({ id, field: "bearing", title: { zh: "主轴寿命" } }),
    });
    const [item] = asFile(await all(to, "demand"));
    const taker = await aMember(db, "firm", ["manager"]);
    expect(await importItems(db.ctx(taker), "them", [item])).toMatchObject({ created: 1, refused: [] });
    const changed = { ...item, title: { zh: "主轴寿命加倍", en: "" } };
    expect(await importItems(db.ctx(taker), "them", [changed])).toMatchObject({ updated: 1, refused: [] });
    const own = await db.admin
      .select()
      .from(demands)
      .where(eq(demands.orgId, taker.orgId ?? ""));
    expect(own.map((d) => [d.titleZh, d.state])).toEqual([["主轴寿命加倍", "draft"]]);
  });

  test("keeps a bundle's parts together, in whichever order they stand", async () => {
    const [giver, taker] = [await aMember(db, "university", ["manager"]), await aMember(db, "university", ["manager"])];
    const parts = [await aDraft(plain, giver), await aDraft({ ...plain, title: { zh: "滚道测量" } }, giver)];
    await aDraft({ ...plain, assetKind: "bundle", title: { zh: "滚道组合" }, parts }, giver);
    const items = asFile(await all(giver, "listing")).toReversed();
    expect(await importItems(db.ctx(taker), "giver", items)).toMatchObject({ created: 3, refused: [] });
    const rows = await db.admin
      .select()
      .from(listings)
      .where(eq(listings.orgId, taker.orgId ?? ""));
    const bundle = rows.find((r) => r.assetKind === "bundle");
    expect(bundle?.parts.toSorted()).toEqual(rows.flatMap((r) => (r === bundle ? [] : [r.id])).toSorted());
  });

  test("text and sheet come together or not at all, whatever breaks between them", async () => {
    const giver = await aMember(db, "university", ["manager"]);
    const id = await aDraft({ ...plain, title: { zh: "断在中间" } }, giver);
    await saveCompliance(db.ctx(giver), {
      ...{ id, version: 1, exportClass: "free", secrecy: "not_secret", thirdParty: "none", stateAsset: "exempt" },
      note: { zh: "查目录", en: "" },
    });
    const taker = await aMember(db, "university", ["manager"]);
    const items = asFile(await all(giver, "listing"));
    await db.admin.execute(sql`
      create function break_sheet() returns trigger language plpgsql as $$ begin raise exception 'broken'; end $$`);
    await db.admin.execute(sql`
      create trigger break_sheet before update of compliance_by on listings for each row
      when (new.compliance_by is not null) execute function break_sheet()`);
    const count = () => db.admin.$count(listings, eq(listings.orgId, taker.orgId ?? ""));
    await expect(importItems(db.ctx(taker), "giver", items)).rejects.toThrow();
    expect(await count()).toBe(0);
    await db.admin.execute(sql`drop trigger break_sheet on listings`);
    expect(await importItems(db.ctx(taker), "giver", items)).toMatchObject({ created: 1, refused: [] });
    expect(await count()).toBe(1);
  });

  test("its own items come back unchanged in any state, older records too; a changed one says which fields hold it", async () => {
    const owner = await aMember(db, "university", ["manager"]);
    const words = { zh: "寿命", en: "" };
    // written before figures had a day of checking, inventors an ORCID and countries a list
    const old = {
      benefits: [{ name: words, figure: "1.52", unit: words, condition: words }],
      inventors: [{ name: words, sharePct: 100 }],
      country: "XX",
    };
    for (const state of ["published", "paused", "withdrawn", "draft"] as const)
      await aListing(db, owner.orgId as Id<"organisation">, { ...old, state });
    const items = asFile(await all(owner, "listing"));
    const same = await importItems(db.ctx(owner), "anywhere", items);
    expect(same).toEqual({ created: 0, updated: 0, unchanged: 4, refused: [] });
    const live = items.map((item) => ({ ...item, country: "CN", trl: 7 }));
    const late = await importItems(db.ctx(owner), "anywhere", live);
    expect(late).toMatchObject({ updated: 1 });
    expect(late.refused.map((r) => [r.code, Object.keys(r.fields).toSorted()])).toEqual(
      Array(3).fill(["exchange/not-a-draft", ["country", "trl"]]),
    );
  });

  test("tells of a listing's public files by name and hash, and takes nobody's bytes over", async () => {
    const [giver, taker] = [await aMember(db, "university", ["manager"]), await aMember(db, "university", ["manager"])];
    const id = await aDraft(plain, giver);
    const named = { name: "滚道.png", mediaType: "image/png", size: 4, sha256: "a".repeat(64) };
    const row = { orgId: giver.orgId as Id<"organisation">, createdAt: new Date(), purpose: "listing" as const };
    const [shown, kept] = [newId("file"), newId("file")];
    await db.admin.insert(files).values([
      { ...row, ...named, id: shown },
      // of a deal: it may never be named here, even if it hung on the listing
      { ...row, ...named, id: kept, name: "secret.pdf", purpose: "delivery" },
    ]);
    const alt = { zh: "滚道", en: "A raceway" };
    await db.admin.insert(listingFiles).values([
      { listingId: id, fileId: shown, position: 1, alt },
      { listingId: id, fileId: kept, position: 2 },
    ]);
    const items = asFile(await all(giver, "listing"));
    expect(items.map((i) => i.files)).toEqual([[{ ...named, alt }]]);
    expect(exchangeEnvelope.safeParse({ ...(await exportHead(db.ctx(giver), new Date())), items }).success).toBe(true);
    expect(await importItems(db.ctx(giver), "x", items)).toMatchObject({ unchanged: 1, refused: [] });
    expect(await importItems(db.ctx(taker), "x", items)).toMatchObject({ created: 1, refused: [] });
    expect(await importItems(db.ctx(taker), "x", items)).toMatchObject({ unchanged: 1, refused: [] });
    expect((await all(taker, "listing")).map((i) => i.files)).toEqual([[]]);
  });

  test("two imports at once make nothing twice", async () => {
    const taker = await aMember(db, "university", ["manager"]);
    const items = [{ type: "listing", id: "A-1", ...plain }];
    await Promise.allSettled([1, 2, 3].map(() => importItems(db.ctx(taker), "their-office", items)));
    expect(await db.admin.$count(listings, eq(listings.orgId, taker.orgId ?? ""))).toBe(1);
  });

  test("names what is wrong with an item at its field and takes the others; what left the draft is not written over", async () => {
    const taker = await aMember(db, "university", ["manager"]);
    const good = { type: "listing", id: "A-1", ...plain };
    const report = await importItems(db.ctx(taker), "their-office", [
      { ...good, id: "A-2", number: "ZL201919900006.5" },
      good,
      { type: "listing", id: "A-3", ...plain, __proto__: { x: 1 }, owner: "org_1" },
      "no item",
    ]);
    expect(report.created).toBe(1);
    expect(report.refused.map((r) => [r.index, r.id, r.code, Object.keys(r.fields)])).toEqual([
      [0, "A-2", "invalid", ["number"]],
      [2, "A-3", "invalid", ["owner", "x"]],
      [3, "", "invalid", [""]],
    ]);
    const wrong = { ...good, assetKind: "aeroplane", trl: "high", title: "轴承", priceMenu: Array(13).fill({}) };
    const [refused] = (await importItems(db.ctx(taker), "their-office", [wrong])).refused;
    expect(Object.entries(refused?.fields ?? {}).map(([place, { code }]) => `${place} ${code}`)).toEqual(
      expect.arrayContaining(["assetKind not-an-option", "trl not-a-number", "title wrong-type"]),
    );
    expect(JSON.stringify(refused)).not.toMatch(/expected|Invalid|Too big/);
    await db.admin
      .update(listings)
      .set({ state: "ready" })
      .where(eq(listings.orgId, taker.orgId ?? ""));
    const late = await importItems(db.ctx(taker), "their-office", [{ ...good, trl: 5 }]);
    expect(late.refused.map((r) => r.code)).toEqual(["exchange/not-a-draft"]);
    expect(await importItems(db.ctx(taker), "their-office", [good])).toMatchObject({ unchanged: 1, refused: [] });
  });

  test("is for officers, of their own organisation only", async () => {
    const inventor = await aPerson(db, { id: from.orgId ?? "", kind: "university" }, ["inventor"]);
    expect(await codeOf(importItems(db.ctx(inventor), "x", []))).toBe("forbidden");
    expect(await codeOf(exportItems(db.ctx(inventor), { type: "listing", after: "", limit: 5 }))).toBe("forbidden");
    const id = await aDraft(plain);
    expect((await all(to, "listing")).map((i) => i.id)).not.toContain(id);
  });
});
