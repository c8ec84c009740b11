import { newId } from "@peony/db";
import { demands } from "@peony/db/schema";
import { aListing, anOrganisation, aPerson, codeOf, createTestDb, type TestDb } from "@peony/db/testing";
import { visitor } from "@peony/domain/identity";
import { listingStates, publicListingStates } from "@peony/domain/listings";
import type { Id } from "@peony/domain/shared";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cardOf } from "./card-of.ts";

let db: TestDb;
let university: Id<"organisation">;
let firm: Id<"organisation">;
const nothing = { zh: "", en: "" };
const aDemand = async (over: Partial<typeof demands.$inferInsert>): Promise<string> => {
  const id = newId("demand");
  const number = `DN-2026-${id.slice(-6)}`;
  const now = new Date();
  await db.admin.insert(demands).values({
    ...{ id, number, orgId: firm, state: "published", field: "bearing", titleZh: "主轴热漂移", background: nothing },
    ...{ targets: [], testMethod: nothing, constraints: nothing, site: { zh: "涧西区厂房", en: "" }, region: "410305" },
    ...{ createdAt: now, updatedAt: now, publishedAt: now },
    ...over,
  });
  return number;
};

beforeAll(async () => {
  db = await createTestDb();
  university = await anOrganisation(db, "university", { slug: "open-university", nameZh: "公开大学", fictional: true });
  firm = await anOrganisation(db, "firm", { slug: "quiet-firm", nameZh: "沉默轴承厂", nameEn: "Silent Bearings" });
});
afterAll(() => db.close());

const card = (...path: string[]) => cardOf(db.ctx(visitor), path);
const refusal = (...path: string[]) => codeOf(card(...path));

describe("cardOf", () => {
  test("says what a public listing is, whose, and that its owner is invented", async () => {
    const slug = await aListing(db, university, { titleZh: "滚道强化", titleEn: "Raceway", trl: 6, rights: ["sole"] });
    expect(await card("zh", "t", slug)).toMatchObject({
      ...{ title: "滚道强化", owner: "公开大学", chinese: true },
      kind: "技术成果 · 轴承 · 虚构",
    });
    expect(await card("en", "t", slug)).toMatchObject({ title: "Raceway", chinese: false });
  });

  test("of what a visitor may not read there is as little as of a made-up name, for its owner too", async () => {
    const owner = await aPerson(db, { id: university, kind: "university" }, ["owner"]);
    const made = await refusal("zh", "t", "no-such-slug");
    expect(made).toBe("not-found");
    for (const state of listingStates.filter((s) => !publicListingStates.some((shown) => shown === s))) {
      const slug = await aListing(db, university, { state });
      expect([state, await refusal("zh", "t", slug)]).toEqual([state, made]);
      expect([state, await codeOf(cardOf(db.ctx(owner), ["zh", "t", slug]))]).toEqual([state, made]);
    }
    const prohibited = await aListing(db, university, { exportClass: "prohibited" });
    expect(await refusal("zh", "t", prohibited)).toBe(made);
    for (const over of [{ state: "draft" }, { state: "cancelled" }, { visibility: "named" }] as const)
      expect([over, await refusal("zh", "demands", await aDemand(over))]).toEqual([over, made]);
    await anOrganisation(db, "firm", { slug: "new-firm", verification: "submitted", verifiedAt: null });
    expect(await refusal("zh", "org", "new-firm")).toBe(made);
  });

  test("never names the owner of a demand that hides it, nor its place", async () => {
    const number = await aDemand({ visibility: "hidden_name" });
    for (const locale of ["zh", "en"]) {
      const text = JSON.stringify(await card(locale, "demands", number));
      for (const word of ["沉默轴承厂", "Silent", "quiet-firm", "涧西"]) expect(text).not.toContain(word);
    }
    expect(JSON.stringify(await card("zh", "demands", await aDemand({ visibility: "open" })))).toContain("沉默轴承厂");
  });

  test("counts what is on the market in a place, and knows lists and the site", async () => {
    const all = await Promise.all([
      ...[card("zh"), card("en"), card("zh", "fields"), card("zh", "demands"), card("en", "universities")],
      ...[card("zh", "fields", "F16C"), card("zh", "industries", "2-1"), card("en", "regions", "410300")],
      card("zh", "org", "open-university"),
    ]);
    for (const one of all) expect(one.title).not.toMatch(/^$|[a-z]\.[a-z]/);
  });

  test.each([
    [["de"]],
    [["zh", "desk"]],
    [["zh", "fields", "H99"]],
    [["zh", "industries", "2.1"]],
    [["zh", "regions", "419000"]],
    [["zh", "t", "a", "b"]],
  ])("there is no card of %o", async (path) => {
    expect(await refusal(...path)).toBe("not-found");
  });
});
