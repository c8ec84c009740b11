import { aMember, aPerson, type TestDb } from "@peony/db/testing";
import { importedListing, listingFields } from "@peony/domain/listings";
import { createListing } from "@peony/features/listings";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { handlers } from "#server/endpoint.ts";
import { call, houseDb, keyOf, testEnvironment } from "#server/testing/house.ts";
import { createListingEndpoint, readListingEndpoint, saveListingEndpoint } from "./listings.ts";

let db: TestDb;
let key: string;
let other: string;
const empty = importedListing.parse({ assetKind: "know_how", field: "other", title: { zh: "部分", en: "" } });
const whole = {
  assetKind: "patent",
  field: "bearing",
  prevailing: "en",
  title: { zh: "滚道热处理", en: "Raceway treatment" },
  summary: { zh: "寿命更长", en: "Longer life" },
  problem: { zh: "早期剥落", en: "Early spalling" },
  solution: { zh: "两段感应", en: "Two-stage induction" },
  benefits: [
    {
      ...{ name: { zh: "寿命", en: "Life" }, figure: "2100", unit: { zh: "小时", en: "h" } },
      ...{ condition: { zh: "GB/T 24607", en: "GB/T 24607" }, checkedOn: "2026-05-04" },
    },
  ],
  noDataYet: true,
  rival: { zh: "渗碳", en: "Carburising" },
  applications: [{ zh: "机床", en: "Machine tools" }],
  evidence: [{ zh: "台架", en: "Rig" }],
  keywordsZh: ["轴承"],
  keywordsEn: ["bearing"],
  ipc: ["F16C 33/64"],
  industry: "C3451",
  sei: "2.1",
  trl: 5,
  number: "EP1234567B1",
  registrationNo: "R-1",
  country: "DE",
  legalStatus: "granted",
  legalCheckedOn: "2026-05-01",
  filingDate: "2020-01-02",
  grantDate: "2022-03-04",
  annuityDue: "2027-01-02",
  inventors: [{ name: { zh: "陆知远", en: "Lu" }, sharePct: 100, orcid: "0000-0002-1825-0097" }],
  rights: ["ordinary"],
  encumbrances: { zh: "无", en: "None" },
  priceMode: "menu",
  priceMenu: [
    {
      ...{ name: { zh: "普通许可", en: "Licence" }, right: "ordinary", price: "12000000" },
      ...{ months: 12, sales: true, note: { zh: "", en: "" } },
    },
  ],
  currency: "EUR",
  fundingSource: { zh: "国家项目", en: "National project" },
  projectNo: "2026YFB-001",
  contactTeam: { zh: "转移办", en: "Office" },
  region: "410305",
};

beforeAll(async () => {
  testEnvironment();
  db = await houseDb();
  const owner = await aMember(db, "university", ["owner"]);
  key = await keyOf(db, await aPerson(db, { id: owner.orgId ?? "", kind: "university" }, ["manager"]));
  other = await keyOf(db, await aMember(db, "firm", ["owner"]));
  const ctx = db.ctx(owner);
  const part = ctx.newId("listing");
  await createListing(ctx, { ...empty, id: part });
  Object.assign(whole, { parts: [part], priceMin: null, priceMax: null });
});
afterAll(() => db.close());

const context = (id: string) => ({ params: Promise.resolve({ id }) });
const api = handlers(readListingEndpoint, saveListingEndpoint);
const read = async (id: string, by = key) =>
  (await api.GET(call("GET", `/api/v1/listings/${id}`, { key: by }), context(id))).json();

describe("a listing over the API", () => {
  test("is read by its owner as it was written, every field, and sending that back changes nothing", async () => {
    const asked = call("POST", "/api/v1/listings", { key, once: "1" }, whole);
    const made = await handlers(createListingEndpoint).POST(asked, { params: Promise.resolve({}) });
    const { id, ...refusal } = await made.json();
    expect(refusal).toEqual({});
    const first = await read(id);
    const names = Object.keys(listingFields);
    expect(Object.keys(whole).sort()).toEqual(names.sort());
    const body = Object.fromEntries(names.map((name) => [name, first[name]]));
    // the ends of a menu are worked out of it
    expect(body).toEqual({ ...whole, priceMin: body.priceMin, priceMax: body.priceMax });
    const sent = call("PUT", `/api/v1/listings/${id}`, { key }, { ...body, version: first.version });
    expect(await (await api.PUT(sent, context(id))).json()).toEqual({ version: first.version });
    expect(await read(id)).toEqual(first);
    expect((await read(id, other)).status).toBe(404);
  });
});
