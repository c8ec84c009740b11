import { newId } from "@peony/db";
import { auditEvents, listings, listingVersions } from "@peony/db/schema";
import {
  aListing,
  aMember,
  anOrganisation,
  aPerson,
  clearedListing,
  codeOf,
  createTestDb,
  type TestDb,
} from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import { createListingInput, type SaveListingInput, saveListingInput } from "@peony/domain/listings";
import type { Id } from "@peony/domain/shared";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  autosaveListing,
  compareVersions,
  createListing,
  listVersions,
  previewListing,
  publishListing,
  restoreVersion,
  saveCompliance,
  saveListing,
} from "./index.ts";

let db: TestDb;
let orgId: Id<"organisation">;
let one: PersonActor;
let two: PersonActor;
let stranger: PersonActor;
beforeAll(async () => {
  db = await createTestDb();
  orgId = await anOrganisation(db, "university");
  one = await aPerson(db, { id: orgId, kind: "university" }, ["member"]);
  two = await aPerson(db, { id: orgId, kind: "university" }, ["manager"]);
  stranger = await aMember(db, "university", ["owner"]);
});
afterAll(() => db.close());

const fields = {
  assetKind: "know_how",
  field: "bearing",
  title: { zh: "滚道强化", en: "" },
  problem: { zh: "裂纹" },
  solution: { zh: "滚压" },
  noDataYet: true,
  trl: 3,
  rights: ["ordinary"],
};
const started = async (over: Record<string, unknown> = {}): Promise<Id<"listing">> => {
  const input = createListingInput.parse({ id: newId("listing"), ...fields, ...over });
  await createListing(db.ctx(one), input);
  return input.id;
};
const row = async (id: string) => (await db.admin.select().from(listings).where(eq(listings.id, id)))[0]!;
const input = async (id: Id<"listing">, over: Record<string, unknown> = {}): Promise<SaveListingInput> =>
  saveListingInput.parse({ id, version: (await row(id)).version, ...fields, ...over });
const auto = async (id: Id<"listing">, zh: string, actor = one) =>
  autosaveListing(db.ctx(actor), await input(id, { title: { zh, en: "" } }));
const save = async (id: Id<"listing">, zh: string, actor = one) =>
  saveListing(db.ctx(actor), await input(id, { title: { zh, en: "" } }));
const kept = (id: string) => db.admin.$count(listingVersions, eq(listingVersions.listingId, id));
/** As if the run of autosaves had begun that long ago. */
const longAgo = (id: string, minutes: number) =>
  db.admin.execute(
    sql`update listings set autosaved_since = autosaved_since - make_interval(mins => ${minutes}) where id = ${id}`,
  );

describe("autosaveListing", () => {
  test("twenty saves of one person in one sitting are one version", async () => {
    const id = await started();
    for (let i = 1; i <= 20; i++) await auto(id, `滚道强化 ${i}`);
    expect(await kept(id)).toBe(1);
    const { versions } = await listVersions(db.ctx(one), id);
    expect(versions.map((v) => [v.nth, v.savedBy, v.current, v.changed])).toEqual([
      [2, one.name, true, ["title"]],
      [1, one.name, false, []],
    ]);
  });

  test("another person, a longer sitting and a pressed save each begin a new version", async () => {
    const id = await started();
    await auto(id, "甲");
    await auto(id, "乙", two);
    await auto(id, "丙", two);
    expect((await listVersions(db.ctx(one), id)).versions.map((v) => v.savedBy)).toEqual([
      two.name,
      one.name,
      one.name,
    ]);
    await longAgo(id, 10);
    await auto(id, "丁", two);
    expect(await kept(id)).toBe(3);
    await save(id, "戊", two);
    expect(await kept(id)).toBe(3);
    await auto(id, "己", two);
    expect(await kept(id)).toBe(4);
  });

  test("pressing save on what saved itself makes it a version that stays", async () => {
    const id = await started();
    await auto(id, "甲");
    await save(id, "甲");
    await auto(id, "乙");
    const { versions } = await listVersions(db.ctx(one), id);
    expect(versions).toHaveLength(3);
    const changes = await compareVersions(db.ctx(one), id, versions[1]!.version, versions[0]!.version);
    expect(changes).toMatchObject([{ place: "title.zh", before: "甲", after: "乙" }]);
  });

  test("never touches what is on the market, and a stale one is refused with what others changed", async () => {
    const id = await started();
    const old = await input(id, { trl: 2 });
    await save(id, "别人的字", two);
    await expect(autosaveListing(db.ctx(one), old)).rejects.toMatchObject({
      code: "stale",
      data: { changed: ["title"] },
    });
    expect((await row(id)).titleZh).toBe("别人的字");
    await clearedListing(db, id);
    await publishListing(db.ctx(one), { id, version: (await row(id)).version });
    expect(await codeOf(auto(id, "新名"))).toBe("listings/transition");
  });

  test("two autosaves at once: one is stored, the other hears of it", async () => {
    const id = await started();
    const [a, b] = [await input(id, { title: { zh: "甲", en: "" } }), await input(id, { trl: 2 })];
    const results = await Promise.all([
      codeOf(autosaveListing(db.ctx(one), a)),
      codeOf(autosaveListing(db.ctx(two), b)),
    ]);
    expect(results.toSorted()).toEqual(["done", "stale"]);
  });

  test("is not there for strangers and refused to other roles", async () => {
    const id = await started();
    expect(await codeOf(auto(id, "甲", stranger))).toBe("not-found");
    expect(await codeOf(auto(id, "甲", await aPerson(db, { id: orgId, kind: "university" }, ["inventor"])))).toBe(
      "forbidden",
    );
  });
});

describe("versions", () => {
  test("a step or a compliance sheet does not become somebody's version of the text", async () => {
    const id = await started();
    const at = (await row(id)).savedAt;
    await saveCompliance(db.ctx(two), {
      id,
      version: 1,
      exportClass: "free",
      secrecy: "not_secret",
      thirdParty: "none",
      stateAsset: "exempt",
      note: { zh: "", en: "" },
    });
    await save(id, "甲", two);
    const { versions } = await listVersions(db.ctx(one), id);
    expect(versions[1]).toMatchObject({ savedBy: one.name, savedAt: at });
  });

  test("are read by the owner's members only", async () => {
    const id = await started();
    await save(id, "甲");
    expect(await codeOf(listVersions(db.ctx(stranger), id))).toBe("not-found");
    expect(await codeOf(compareVersions(db.ctx(stranger), id, 1, 2))).toBe("not-found");
    expect(await codeOf(compareVersions(db.ctx(one), id, 1, 9))).toBe("not-found");
  });
});

describe("saveListing", () => {
  test("a record that never heard of ORCID or a day of checking is not changed by a form that says none", async () => {
    const id = await started({ inventors: [{ name: { zh: "璩若衡" }, sharePct: 100 }] });
    await db.admin.execute(
      sql`update listings set inventors = '[{"name": {"zh": "璩若衡", "en": ""}, "sharePct": 100}]' where id = ${id}`,
    );
    const same = await input(id, { inventors: [{ name: { zh: "璩若衡" }, sharePct: 100, orcid: "" }] });
    expect(await saveListing(db.ctx(one), same)).toEqual({ version: 1 });
  });
});

describe("restoreVersion", () => {
  test("brings the text back as a new version and loses none", async () => {
    const id = await started({ priceMode: "fixed", priceMin: "12000000" });
    await save(id, "写坏了");
    await restoreVersion(db.ctx(two), { id, version: 2, from: 1 });
    expect(await row(id)).toMatchObject({ titleZh: "滚道强化", priceMin: 12000000n, version: 3, savedBy: two.userId });
    const { versions } = await listVersions(db.ctx(one), id);
    expect(versions.map((v) => v.savedBy)).toEqual([two.name, one.name, one.name]);
    expect(await compareVersions(db.ctx(one), id, 1, 3)).toEqual([]);
    const [last] = await db.admin
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.object, id))
      .orderBy(sql`seq desc`)
      .limit(1);
    expect(last).toMatchObject({ action: "listing.restored", payload: { from: 1, version: 3 } });
  });

  test("what is on the market stays complete", async () => {
    const id = await started({ priceMode: "fixed" });
    await saveListing(db.ctx(one), await input(id));
    await clearedListing(db, id);
    await publishListing(db.ctx(one), { id, version: 2 });
    expect(await codeOf(restoreVersion(db.ctx(one), { id, version: 3, from: 1 }))).toBe("listings/not-ready");
    expect((await row(id)).priceMode).toBe("ask");
  });

  test("a repeat, a stale page, a version that never was and a stranger change nothing", async () => {
    const id = await started();
    await save(id, "甲");
    await restoreVersion(db.ctx(one), { id, version: 2, from: 1 });
    expect(await restoreVersion(db.ctx(one), { id, version: 2, from: 1 })).toEqual({ version: 3 });
    await save(id, "乙");
    expect(await codeOf(restoreVersion(db.ctx(one), { id, version: 3, from: 1 }))).toBe("stale");
    expect(await codeOf(restoreVersion(db.ctx(one), { id, version: 4, from: 7 }))).toBe("not-found");
    expect(await codeOf(restoreVersion(db.ctx(stranger), { id, version: 4, from: 1 }))).toBe("not-found");
    expect((await row(id)).version).toBe(4);
  });
});

describe("what a register filled in", () => {
  test("is kept beside the text until somebody changes it", async () => {
    const id = await started();
    const filling = {
      source: "EPO OPS",
      retrievedAt: "2026-11-25T08:00:00Z",
      dataOf: null,
      fields: ["title.zh", "number"],
    };
    const text = { title: { zh: "登记簿的名称", en: "" }, number: "ZL201919900006.4" };
    await saveListing(db.ctx(one), await input(id, text), filling);
    expect((await row(id)).filledFrom).toEqual(filling);
    await autosaveListing(db.ctx(one), await input(id, { ...text, trl: 2 }));
    expect((await row(id)).filledFrom).toEqual(filling);
    await saveListing(db.ctx(two), await input(id, { ...text, trl: 2, title: { zh: "我们的名称", en: "" } }));
    expect((await row(id)).filledFrom?.fields).toEqual(["number"]);
  });
});

describe("parts of a bundle", () => {
  test("are own single listings: no stranger's, not itself, no bundle", async () => {
    const [a, b] = [await started(), await started()];
    const bundle = await started({ assetKind: "bundle", parts: [a, b] });
    const parts = async (list: readonly string[]) =>
      codeOf(saveListing(db.ctx(one), await input(bundle, { assetKind: "bundle", parts: list })));
    expect(await parts([a, await aListing(db, stranger.orgId ?? orgId)])).toBe("invalid");
    expect(await parts([a, bundle])).toBe("invalid");
    expect(await parts([a, await started({ assetKind: "bundle" })])).toBe("invalid");
    expect(await parts([a, newId("listing")])).toBe("invalid");
    expect((await row(bundle)).parts).toEqual([a, b]);
    expect(await parts([b])).toBe("done");
  });
});

describe("previewListing", () => {
  test("shows a draft as each reader will have it, and nobody else's", async () => {
    const id = await started({ inventors: [{ name: { zh: "璩若衡" }, sharePct: 100 }] });
    const asRead = async (exportClass: "free" | "restricted" | "prohibited") => {
      await db.admin.update(listings).set({ exportClass }).where(eq(listings.id, id));
      const views = await Promise.all(
        (["visitor", "home", "foreign"] as const).map((reader) => previewListing(db.ctx(one), id, reader)),
      );
      return views.map((v) => v?.gate ?? "nothing");
    };
    expect(await asRead("free")).toEqual(["open", "open", "open"]);
    expect(await asRead("restricted")).toEqual(["teaser", "open", "teaser"]);
    expect(await asRead("prohibited")).toEqual(["nothing", "open", "nothing"]);
    const home = await previewListing(db.ctx(one), id, "home");
    expect(home).toMatchObject({ own: false, state: "published", inventors: [{ sharePct: 0 }] });
    expect(home).not.toHaveProperty("createdBy");
    expect(home).not.toHaveProperty("savedBy");
    expect(await codeOf(previewListing(db.ctx(stranger), id, "home"))).toBe("not-found");
  });
});

describe("a long history", () => {
  test("counts its texts past what is shown, compares the oldest, and says what changed in the last one shown", async () => {
    const id = await started();
    const now = new Date();
    const text = (n: number) => ({ ...fields, title: { zh: `第 ${n} 稿`, en: "" } });
    const version = (n: number) => ({
      ...{ listingId: id, version: n, fields: text(n), savedBy: one.userId, savedAt: now },
    });
    await db.admin.insert(listingVersions).values(Array.from({ length: 230 }, (_, i) => version(i + 1)));
    await db.admin.update(listings).set({ version: 231 }).where(eq(listings.id, id));
    const { versions } = await listVersions(db.ctx(one), id);
    expect([versions.length, versions[0]?.nth, versions.at(-1)?.nth]).toEqual([200, 231, 32]);
    expect(versions.at(-1)?.changed).toEqual(["title"]);
    expect((await compareVersions(db.ctx(one), id, 1, 2)).map((c) => c.field)).toEqual(["title"]);
    expect(await codeOf(compareVersions(db.ctx(one), id, 1, 999))).toBe("not-found");
    expect(await codeOf(compareVersions(db.ctx(stranger), id, 1, 2))).toBe("not-found");
  });
});
