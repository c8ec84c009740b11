import type { listings } from "@peony/db/schema";
import { aListing, aMember, createTestDb, type TestDb } from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import { afterAll, beforeAll, expect, test } from "vitest";
import { publishListing } from "./publish-listing.ts";

let db: TestDb;
let officer: PersonActor;
beforeAll(async () => {
  db = await createTestDb();
  officer = await aMember(db, "university", ["manager"]);
});
afterAll(() => db.close());

const said = (zh: string) => ({ zh, en: "" });
const text = { assetKind: "know_how", problem: said("裂纹"), solution: said("滚压"), noDataYet: true, trl: 3 } as const;
const complete = { ...text, rights: ["ordinary" as const] };
const named = { inventors: [{ name: said("璩若衡"), sharePct: 100 }] };
const sheet = { secrecy: "not_secret", thirdParty: "none", stateAsset: "exempt" } as const;

test.each([
  ["a text that lacks its rights", { state: "draft", ...text }, "listings/not-ready", ["rights"]],
  ["inventors who were not asked", { state: "draft", ...complete, ...named }, "listings/unconfirmed", []],
  ["inventors who have not answered", { state: "inventor_confirm", ...complete, ...named }, "listings/unconfirmed", []],
  [
    "an empty sheet",
    { state: "draft", ...complete, exportClass: "unknown" },
    "listings/not-ready",
    ["secrecy", "stateAsset", "thirdParty"],
  ],
  [
    "a whole draft that nobody handed in",
    { state: "draft", ...complete, ...sheet, complianceBy: "usr_" },
    "listings/unsubmitted",
    [],
  ],
  ["a second person", { state: "compliance", ...complete, ...sheet }, "listings/awaits-second", []],
  ["nothing more, since it is sold", { state: "assigned", ...complete }, "listings/transition", []],
] as const)("publishing too early says that it waits for %s", async (_what, over, code, fields) => {
  const { complianceBy, ...rest } = { complianceBy: undefined, ...over };
  const by = complianceBy === undefined ? {} : { complianceBy: officer.userId };
  const state = { ...rest, ...by } as Partial<typeof listings.$inferInsert>;
  const id = await aListing(db, officer.orgId ?? "", { ...state, legalStatus: "none", publishedAt: null });
  const refusal: unknown = await publishListing(db.ctx(officer), { id, version: 1 }).catch((e: unknown) => e);
  expect(refusal).toMatchObject({ code });
  const { data } = refusal as { data: { fields?: object } };
  expect(Object.keys(data.fields ?? {}).toSorted()).toEqual([...fields]);
});
