import { newId } from "@peony/db";
import { demands } from "@peony/db/schema";
import { aListing, anOrganisation, aPerson, createTestDb, type TestDb } from "@peony/db/testing";
import { visitor } from "@peony/domain/identity";
import type { Id } from "@peony/domain/shared";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countVerifiedOrganisations, readPublicOrganisation } from "../identity/index.ts";
import { readOrganisationCatalogue } from "./index.ts";

let db: TestDb;
let org: Id<"organisation">;
beforeAll(async () => {
  db = await createTestDb();
  org = await anOrganisation(db, "firm", { slug: "public-firm", nameEn: "Public Firm" });
});
afterAll(() => db.close());

const anyone = () => db.ctx(visitor);
const nothing = { zh: "", en: "" };
const at = (day: string) => ({ publishedAt: new Date(`${day}T00:00:00Z`) });
const aDemand = async (visibility: "open" | "hidden_name", state: "draft" | "published"): Promise<string> => {
  const id = newId("demand");
  const now = new Date();
  await db.admin.insert(demands).values({
    id,
    number: `DN-2026-${id.slice(-6)}`,
    orgId: org,
    state,
    visibility,
    field: "bearing",
    titleZh: id,
    background: nothing,
    targets: [],
    testMethod: nothing,
    constraints: nothing,
    site: nothing,
    createdAt: now,
    updatedAt: now,
    publishedAt: now,
  });
  return id;
};

describe("readPublicOrganisation", () => {
  test("shows a verified one without its internal columns, and counts it", async () => {
    const shown = await readPublicOrganisation(anyone(), "public-firm");
    expect(shown).toMatchObject({ id: org, nameEn: "Public Firm", verification: "verified" });
    expect(Object.keys(shown)).not.toContain("uscc");
    expect(await countVerifiedOrganisations(anyone())).toBeGreaterThanOrEqual(1);
  });
  test("hides an unverified one from strangers, and shows it to its own members", async () => {
    const id = await anOrganisation(db, "firm", { slug: "draft-firm", verification: "draft", verifiedAt: null });
    const member = await aPerson(db, { id, kind: "firm", verified: false }, ["owner"]);
    await expect(readPublicOrganisation(anyone(), "draft-firm")).rejects.toMatchObject({ code: "not-found" });
    await expect(readPublicOrganisation(db.ctx(member), "draft-firm")).resolves.toMatchObject({ id });
  });
});

describe("readOrganisationCatalogue", () => {
  test("lists what is on the market newest first, hides drafts and demands whose owner is hidden", async () => {
    const older = await aListing(db, org, at("2026-01-01"));
    const newer = await aListing(db, org, { state: "under_option", ...at("2026-02-01") });
    await aListing(db, org, { state: "draft", ...at("2026-03-01") });
    await aListing(db, await anOrganisation(db, "university"), at("2026-03-01"));
    const open = await aDemand("open", "published");
    await aDemand("hidden_name", "published");
    await aDemand("open", "draft");
    const found = await readOrganisationCatalogue(anyone(), org);
    expect(found.listings.map((l) => l.id)).toEqual([newer, older]);
    expect(found.listingTotal).toBe(2);
    expect(found.demands.map((d) => d.id)).toEqual([open]);
  });
});
