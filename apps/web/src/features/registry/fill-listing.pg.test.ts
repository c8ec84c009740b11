import { listings, organisations } from "@peony/db/schema";
import { aListing, aMember, createTestDb, type TestDb } from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import { type PatentRegistry, PatentRegistryError, type RegistryField, registryFields } from "@peony/domain/listings";
import type { Id } from "@peony/domain/shared";
import { readOwnListing } from "@peony/features/listings";
import { patentRegistryFrom } from "@peony/gateways/patents";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fillListing, fillListingInput } from "./fill-listing.ts";
import { lookUpPatent } from "./look-up.ts";

let db: TestDb;
let officer: PersonActor;
let id: Id<"listing">;
const registry = patentRegistryFrom({}, () => new Date("2026-11-25T08:00:00Z"));
/** Of the sample, held by another institute. */
const patent = "ZL 2019 1 9900006.4";
const normal = { kind: "cn-invention-application", office: "CN", normal: "CN2019199000064", year: 2019 } as const;

const ownerOf = ({ orgId }: PersonActor): Id<"organisation"> => {
  if (!orgId) throw new Error("has no organisation");
  return orgId;
};

beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());
beforeEach(async () => {
  officer = await aMember(db, "university", ["manager"]);
  id = await aListing(db, ownerOf(officer), {
    state: "draft",
    titleZh: "我的名称",
    exportClass: "unknown",
    publishedAt: null,
  });
});

const read = () => readOwnListing(db.ctx(officer), id);
const fill = async (
  fields: readonly RegistryField[],
  over: { empty?: readonly RegistryField[]; registry?: PatentRegistry } = {},
) =>
  fillListing(
    db.ctx(officer),
    over.registry ?? registry,
    fillListingInput.parse({ id, patent, fields, empty: over.empty ?? [] }),
  );

describe("fillListing", () => {
  test("takes the chosen fields and leaves the others as they were typed", async () => {
    const looked = await lookUpPatent(registry, await read(), normal);
    if (looked.kind !== "found") throw new Error("not found");
    const blank = looked.fields.filter((f) => f.action === "fill").map((f) => f.field);
    expect(blank).not.toContain("title.zh");
    expect(await fill(blank)).toBe(blank.length);
    const saved = await read();
    expect(saved).toMatchObject({
      titleZh: "我的名称",
      titleEn: "Combined ultrasonic rolling and carburising of bearing raceways",
      number: "CN2019199000064",
      legalStatus: "granted",
      legalCheckedOn: "2026-11-01",
      filingDate: "2019-05-17",
      annuityDue: "2027-05-17",
      ipc: ["F16C 33/64", "C23C 8/22", "C21D 7/08"],
    });
    expect(saved.inventors.map((i) => [i.name.zh, i.sharePct])).toEqual([
      ["逄书砺", 0],
      ["訾淬锋", 0],
      ["麴知远", 0],
    ]);
    expect(saved.solution.zh).toMatch(/^套圈先做深层渗碳/);
    expect(saved.filledFrom).toEqual({
      source: "sample",
      retrievedAt: "2026-11-25T08:00:00.000Z",
      dataOf: "2026-11-01",
      fields: blank,
    });
  });

  test("replaces what was typed only where that was asked for", async () => {
    await fill(["title.zh"]);
    expect(await read()).toMatchObject({ titleZh: "轴承钢滚道超声滚压与渗碳复合强化方法", number: null });
  });

  test("survives a repeat: the same choice again changes nothing", async () => {
    await fill([...registryFields]);
    const { version } = await read();
    expect(await fill([...registryFields])).toBe(0);
    expect((await read()).version).toBe(version);
  });

  test("refuses a field that was empty when it was chosen and has been written since", async () => {
    await db.admin.update(listings).set({ titleEn: "My title", version: 2 }).where(eq(listings.id, id));
    await expect(fill(["title.en"], { empty: ["title.en"] })).rejects.toMatchObject({ code: "stale" });
    expect((await read()).titleEn).toBe("My title");
  });

  test("keeps what was saved elsewhere in the listing meanwhile", async () => {
    await db.admin.update(listings).set({ trl: 7, version: 2 }).where(eq(listings.id, id));
    await fill(["title.en"], { empty: ["title.en"] });
    expect(await read()).toMatchObject({ trl: 7, version: 3, number: null });
  });

  test("refuses days that contradict each other, at the choice of fields", async () => {
    await db.admin.update(listings).set({ filingDate: "2024-01-01" }).where(eq(listings.id, id));
    await expect(fill(["grantDate"])).rejects.toMatchObject({
      code: "invalid",
      data: { fields: { fields: { code: "before-filing" } } },
    });
  });

  test("hides the listing from strangers", async () => {
    officer = await aMember(db, "university", ["manager"]);
    await expect(fill(["title.en"])).rejects.toMatchObject({ code: "not-found" });
  });

  test("says so where the register gives no answer, and changes nothing", async () => {
    const failing = (e: PatentRegistryError): PatentRegistry => ({ find: () => Promise.reject(e) });
    const full = failing(new PatentRegistryError("limited", "full", 90));
    await expect(fill(["title.en"], { registry: full })).rejects.toMatchObject({
      code: "rate-limited",
      data: { args: { seconds: 90 } },
    });
    const away = failing(new PatentRegistryError("unavailable", "away"));
    await expect(fill(["title.en"], { registry: away })).rejects.toMatchObject({ code: "unavailable" });
    expect((await read()).titleEn).toBe("");
  });
});

describe("lookUpPatent", () => {
  test("says whether one of the applicants is the listing's owner", async () => {
    expect(await lookUpPatent(registry, await read(), normal)).toMatchObject({ kind: "found", ours: false });
    const names = { nameZh: "洛阳先进金属应用研究所（虚构）" };
    await db.admin
      .update(organisations)
      .set(names)
      .where(eq(organisations.id, ownerOf(officer)));
    expect(await lookUpPatent(registry, await read(), normal)).toMatchObject({ kind: "found", ours: true });
  });

  test("tells no record from a register that is away", async () => {
    const unknown = { ...normal, normal: "CN2019199999990" };
    expect(await lookUpPatent(registry, await read(), unknown)).toEqual({ kind: "none" });
    const away: PatentRegistry = { find: () => Promise.reject(new PatentRegistryError("limited", "full", 90)) };
    expect(await lookUpPatent(away, await read(), normal)).toEqual({ kind: "limited", retryAfterSeconds: 90 });
  });
});
