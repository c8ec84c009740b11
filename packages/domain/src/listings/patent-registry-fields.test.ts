import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Bilingual } from "../shared/index.ts";
import { assetKinds, legalStatuses } from "./listing.ts";
import { type PatentFinding, type PatentRecord, patentRecordSchema } from "./patent-registry.ts";
import {
  applicantIsOurs,
  type FillableListing,
  registryFields,
  registryToFields,
  withRegistryFields,
} from "./patent-registry-fields.ts";

const record: PatentRecord = {
  number: "CN2019199000064",
  publicationNumber: "CN199900006B",
  printedNumber: "ZL 2019 1 9900006.4",
  title: { zh: "轴承滚道强化方法", en: "Strengthening of bearing raceways" },
  abstract: { zh: "一种方法。", en: "A method." },
  applicants: [{ name: { zh: "河洛农牧大学", en: "Heluo University" }, country: "CN" }],
  inventors: [{ name: { zh: "逄书砺", en: "PANG Shuli" }, country: "CN" }],
  filingDate: "2019-05-17",
  publicationDate: "2019-11-20",
  grantDate: "2021-03-09",
  legalStatus: "granted",
  legalStatusOn: "2021-03-09",
  annuityDue: "2027-05-17",
  ipc: ["F16C 33/64"],
  country: "CN",
  priority: [],
};
const findingOf = (over: Partial<PatentRecord> = {}): PatentFinding => ({
  record: { ...record, ...over },
  source: { id: "sample", url: null },
  retrievedAt: new Date("2026-11-25T08:00:00Z"),
  dataOf: "2026-11-01",
});
const blank: FillableListing = {
  assetKind: "patent",
  title: { zh: "", en: "" },
  number: null,
  country: "CN",
  legalStatus: "unknown",
  legalCheckedOn: null,
  filingDate: null,
  grantDate: null,
  annuityDue: null,
  ipc: [],
  inventors: [],
  solution: { zh: "", en: "" },
};
const actionsOf = (listing: FillableListing, finding = findingOf()) =>
  Object.fromEntries(registryToFields(finding, listing).map((f) => [f.field, f.action]));

describe("registryToFields", () => {
  test("fills a blank form, and finds what is there already to be the same", () => {
    const actions = actionsOf(blank);
    expect(Object.keys(actions)).toEqual([...registryFields]);
    expect(actions).toMatchObject({ "title.zh": "fill", inventors: "fill", assetKind: "same", country: "same" });
  });

  test("keeps what was typed and says how it differs; a written solution is left alone", () => {
    const typed = {
      ...blank,
      title: { zh: "滚道", en: "" },
      filingDate: "2019-05-18",
      solution: { zh: "做法", en: "" },
    };
    const fields = registryToFields(findingOf(), typed);
    expect(fields.find((f) => f.field === "title.zh")).toEqual({
      field: "title.zh",
      value: "轴承滚道强化方法",
      current: "滚道",
      action: "differs",
    });
    expect(actionsOf(typed)).toMatchObject({ "title.en": "fill", filingDate: "differs", "solution.en": "fill" });
    expect(fields.some((f) => f.field === "solution.zh")).toBe(false);
  });

  test("the day of a check comes with the status it was found in, never with another", () => {
    expect(actionsOf({ ...blank, legalStatus: "lapsed" })).toMatchObject({
      legalStatus: "differs",
      legalCheckedOn: "differs",
    });
  });

  test("a pending right is an application; what the register does not know fills nothing", () => {
    const pending = findingOf({ grantDate: null, legalStatus: "pending", annuityDue: null, ipc: [] });
    expect(actionsOf(blank, pending)).toMatchObject({ assetKind: "differs", legalStatus: "fill" });
    const unknown = actionsOf(
      { ...blank, annuityDue: "2027-01-01" },
      findingOf({ legalStatus: "unknown", annuityDue: null }),
    );
    for (const field of ["legalStatus", "legalCheckedOn", "annuityDue"]) expect(unknown).not.toHaveProperty(field);
  });

  test("texts longer than the form takes are cut with a mark", () => {
    const long = findingOf({ title: { zh: "长".repeat(300), en: "" } });
    expect(registryToFields(long, blank)[0]?.value).toHaveLength(200);
  });

  test("inventors keep their share; a new one begins without", () => {
    const pang = { name: { zh: "逄书砺", en: "PANG Shuli" }, sharePct: 62.5, orcid: "0000-0009-9000-0018" };
    const two = findingOf({
      inventors: [...record.inventors, { name: { zh: "訾淬锋", en: "ZI Cuifeng" }, country: "CN" }],
    });
    const listing = { ...blank, inventors: [pang] };
    const next = withRegistryFields(listing, registryToFields(two, listing), ["inventors"]);
    expect(next.inventors).toEqual([pang, { name: { zh: "訾淬锋", en: "ZI Cuifeng" }, sharePct: 0, orcid: null }]);
  });

  const text = fc.oneof(fc.constant(""), fc.constantFrom("滚道", "Raceway", "轴承滚道强化方法"));
  const both: fc.Arbitrary<Bilingual> = fc.record({ zh: text, en: text });
  const day = fc.constantFrom(null, "2019-05-17", "2020-01-01");
  const listings: fc.Arbitrary<FillableListing> = fc.record({
    assetKind: fc.constantFrom(...assetKinds),
    title: both,
    number: fc.constantFrom(null, "CN2019199000064", "US99900001B2"),
    country: fc.constantFrom("CN", "US"),
    legalStatus: fc.constantFrom(...legalStatuses),
    legalCheckedOn: day,
    filingDate: day,
    grantDate: day,
    annuityDue: day,
    ipc: fc.constantFrom([], ["F16C 33/64"], ["H01M 10/48"]),
    inventors: fc.constantFrom([], [{ name: { zh: "郗明澈", en: "" }, sharePct: 100, orcid: null }]),
    solution: both,
  });

  test("taking what is to be filled never changes a field somebody typed, and the listing given stays as it was", () => {
    fc.assert(
      fc.property(listings, (listing) => {
        const before = structuredClone(listing);
        const filled = registryToFields(findingOf(), listing);
        const next = withRegistryFields(
          listing,
          filled,
          filled.filter((f) => f.action === "fill").map((f) => f.field),
        );
        expect(listing).toEqual(before);
        for (const again of registryToFields(findingOf(), next))
          if (filled.find((f) => f.field === again.field)?.action === "differs")
            expect(again.current).toEqual(filled.find((f) => f.field === again.field)?.current);
          else expect(again.action).toBe("same");
      }),
    );
  });

  test("taking everything leaves nothing to fill and nothing that differs", () => {
    fc.assert(
      fc.property(listings, (listing) => {
        const next = withRegistryFields(listing, registryToFields(findingOf(), listing), registryFields);
        expect(registryToFields(findingOf(), next).filter((f) => f.action !== "same")).toEqual([]);
      }),
    );
  });
});

describe("applicantIsOurs", () => {
  test.each([
    [["河洛农牧大学（虚构）"], true],
    [["HELUO  UNIVERSITY."], true],
    [["中州工程理工学院", "Zhongzhou Institute"], false],
    [["", " "], false],
  ])("%j: %s", (names, ours) => expect(applicantIsOurs(record, names)).toBe(ours));

  test("nothing is said where the register names nobody", () => {
    expect(applicantIsOurs({ ...record, applicants: [] }, ["河洛农牧大学"])).toBe(true);
  });
});

describe("patentRecordSchema", () => {
  test("takes a whole record and refuses what is not stored so", () => {
    expect(patentRecordSchema.parse(record)).toEqual(record);
    const bad: Record<string, unknown>[] = [
      { number: "ZL 2019 1 9900006.4" },
      { number: "CN2019199000065" },
      { ipc: ["F16C33/64"] },
      { filingDate: "17.05.2019" },
      { abstract: { zh: "\u202e", en: "" } },
      { legalStatus: "alive" },
      { extra: 1 },
    ];
    for (const over of bad) expect(patentRecordSchema.safeParse({ ...record, ...over }).success).toBe(false);
  });
});
