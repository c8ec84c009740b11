import { newId } from "@peony/db";
import { demands } from "@peony/db/schema";
import { aListing, aMember, anOrganisation, codeOf, createTestDb, type TestDb } from "@peony/db/testing";
import { visitor } from "@peony/domain/identity";
import { listingStates, searchableListingStates } from "@peony/domain/listings";
import type { Id } from "@peony/domain/shared";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sitemapPartXml, sitemapXml } from "./sitemap.ts";

const origin = "https://peony.example";
const nothing = { zh: "", en: "" };
let db: TestDb;
let university: Id<"organisation">;
let firm: Id<"organisation">;
const shown: string[] = [];
const hidden: string[] = [];

const aDemand = async (over: Partial<typeof demands.$inferInsert>): Promise<string> => {
  const id = newId("demand");
  const number = `DN-2026-${id.slice(-6)}`;
  const now = new Date();
  await db.admin.insert(demands).values({
    ...{ id, number, orgId: firm, state: "published", visibility: "open", field: "bearing", titleZh: id },
    ...{ background: nothing, targets: [], testMethod: nothing, constraints: nothing, site: nothing },
    ...{ createdAt: now, updatedAt: now, publishedAt: now },
    ...over,
  });
  return number;
};

beforeAll(async () => {
  db = await createTestDb();
  university = await anOrganisation(db, "university", { slug: "open-university" });
  firm = await anOrganisation(db, "firm", { slug: "quiet-firm" });
  for (const state of listingStates) {
    const isShown = searchableListingStates.some((one) => one === state);
    const place = isShown ? { ipc: ["F16C 33/64"], sei: "2.1", region: "410305" } : { ipc: ["A01K 1/00"], sei: "4.3" };
    (isShown ? shown : hidden).push(await aListing(db, university, { state, ...place }));
  }
  hidden.push(await aListing(db, university, { exportClass: "prohibited", ipc: ["G21B 1/00"] }));
  shown.push(await aDemand({ visibility: "hidden_name" }));
  for (const over of [{ state: "draft" }, { state: "cancelled" }, { visibility: "named" }] as const)
    hidden.push(await aDemand(over));
});
afterAll(() => db.close());

const anyone = () => db.ctx(visitor);
const addresses = (xml: string): string[] => [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map((m) => m[1] ?? "");

describe("sitemap", () => {
  test("names what is public in both languages, and the places where something is on offer", async () => {
    const all = addresses(await sitemapXml(anyone(), origin));
    for (const locale of ["zh", "en"])
      for (const path of ["", "/search", "/fields", "/fields/F", "/fields/F16C", "/industries/2-1", "/regions/410300"])
        expect(all).toContain(`${origin}/${locale}${path}`);
    for (const name of [...shown, "open-university"])
      expect(all.filter((url) => url.endsWith(`/${name}`))).toHaveLength(2);
    expect(new Set(all).size).toBe(all.length);
  });

  test("never names what is not public: drafts, withdrawn, closed or named ones, an owner that hides, an empty class", async () => {
    const owner = await aMember(db, "university", ["owner"], { slug: "silent-university" });
    for (const ctx of [anyone(), db.ctx(owner), db.ctx({ ...owner, orgId: university })]) {
      const xml = await sitemapXml(ctx, origin);
      for (const name of [...hidden, "quiet-firm", "silent-university"]) expect(xml).not.toContain(name);
      for (const path of ["/fields/A01", "/fields/G21", "/industries/4"]) expect(xml).not.toContain(`${path}<`);
    }
  });

  test("gives each page its twins in both languages and the one for everybody else", async () => {
    const xml = await sitemapXml(anyone(), origin);
    const entry = xml.split("\n").find((line) => line.includes(`<loc>${origin}/en/t/${shown[0]}</loc>`)) ?? "";
    for (const [lang, locale] of [
      ["zh-CN", "zh"],
      ["en", "en"],
      ["x-default", "zh"],
    ])
      expect(entry).toContain(`hreflang="${lang}" href="${origin}/${locale}/t/${shown[0]}"`);
    expect(entry).toMatch(/<lastmod>\d{4}-\d\d-\d\dT/);
  });

  test("is a list of parts once there is more than one list may have, and the parts hold the same", async () => {
    const whole = addresses(await sitemapXml(anyone(), origin));
    const index = await sitemapXml(anyone(), origin, 4);
    expect(index).toContain("<sitemapindex");
    const parts = addresses(index).map((url) => url.replace(`${origin}/sitemap/`, ""));
    expect(parts).toEqual(expect.arrayContaining(["pages.xml", "listings-1.xml", "listings-2.xml", "demands-1.xml"]));
    const read = await Promise.all(parts.map((part) => sitemapPartXml(anyone(), origin, part, 4)));
    for (const [i, xml] of read.entries())
      if (parts[i] !== "pages.xml") expect(addresses(xml).length).toBeLessThanOrEqual(4);
    expect(read.flatMap(addresses).sort()).toEqual(whole.sort());
  });

  test.each(["listings-999.xml", "listings-0.xml", "users-1.xml", "listings-1", "../x.xml"])(
    "there is no part %s",
    async (part) => {
      expect(await codeOf(sitemapPartXml(anyone(), origin, part))).toBe("not-found");
    },
  );
});
