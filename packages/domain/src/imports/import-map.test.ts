import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { importedListing } from "../listings/index.ts";
import { applyMap } from "./apply-map.ts";
import { importMapSchema, plainMap, type SourceRow, unmappedColumns } from "./import-map.ts";

const today = "2026-11-25";
const map = importMapSchema.parse({
  source: "sample-records",
  sourceId: "id",
  columns: {
    title: "title.en",
    status: [
      { to: "legalStatus", values: { Issued: "granted" }, otherwise: "unknown" },
      { to: "assetKind", values: { Issued: "patent" }, otherwise: "application" },
    ],
    expires: { to: "legalStatus", ifPast: "lapsed" },
    words: { to: "keywordsEn", cut: 3 },
    abstract: ["solution.en", { to: "summary.en", cut: 5 }],
    number: { to: "number", optional: true },
  },
  constants: { field: "other", noDataYet: true, "problem.en": "The source states none." },
  ignore: ["claims"],
});
const row: SourceRow = {
  id: "X-1",
  title: "A\u200b wire ",
  status: "Issued",
  expires: "2031-01-01",
  words: "a, b；c|d",
  abstract: "1234567",
  number: "US-11950524-B2",
  claims: "1. A wire",
};
const listing = (over: SourceRow = {}) => importedListing.parse(applyMap({ ...row, ...over }, map, today).fields);

describe("import maps", () => {
  test("take lists of objects whole where a field is one, as a file of JSON says them", () => {
    const priceMenu = [
      { name: { zh: "评估许可", en: "" }, right: "ordinary", price: "1800000", months: 12, sales: false },
    ];
    const columns = { id: "A-1", assetKind: "know_how", field: "bearing", title: { zh: "滚道", en: "" }, priceMenu };
    const fields = importedListing.parse(applyMap(columns, plainMap(Object.keys(columns)), today).fields);
    expect(fields.priceMenu).toEqual([{ ...priceMenu[0], note: { zh: "", en: "" } }]);
  });

  test("turn a row into fields that the listing's own schema takes", () => {
    expect(applyMap(row, map, today).sourceId).toBe("X-1");
    expect(listing()).toMatchObject({
      title: { en: "A wire" },
      legalStatus: "granted",
      assetKind: "patent",
      keywordsEn: ["a", "b", "c"],
      problem: { en: "The source states none." },
      solution: { en: "1234567" },
      summary: { en: "1234…" },
      number: "US11950524B2",
      noDataYet: true,
    });
  });

  test("a day that has passed changes the value, one to come does not", () => {
    expect(listing({ expires: "2026-11-24" }).legalStatus).toBe("lapsed");
    expect(listing({ expires: today }).legalStatus).toBe("granted");
    expect(listing({ expires: "" }).legalStatus).toBe("granted");
  });

  test("an optional value that is none is left out; without the word it is refused", () => {
    expect(listing({ number: "/0" }).number).toBeNull();
    const strict = importMapSchema.parse({ ...plainMap(["number"]), constants: map.constants });
    expect(importedListing.safeParse(applyMap({ id: "1", number: "/0" }, strict, today).fields).success).toBe(false);
  });

  test("name the columns nobody mapped, also those called like a property of every object", () => {
    expect(unmappedColumns({ ...row, price: 3, constructor: "x" }, map)).toEqual(["price", "constructor"]);
  });

  test("refuse a field no listing has", () => {
    for (const path of ["colour", "price.zh.extra", "__proto__.polluted", "constructor.prototype"])
      expect(importMapSchema.safeParse({ source: "ab", sourceId: "id", columns: { x: path } }).success).toBe(false);
  });

  test("without a map, columns that are field names are taken and others stay unknown", () => {
    const plain = plainMap(["id", "title.zh", "trl", "noDataYet", "colour", "title.xx"]);
    const sheet = { id: "1", "title.zh": "题", trl: "6", noDataYet: "是", colour: "red", "title.xx": "?" };
    expect(unmappedColumns(sheet, plain)).toEqual(["colour", "title.xx"]);
    expect(applyMap(sheet, plain, today).fields).toEqual({ title: { zh: "题" }, trl: 6, noDataYet: true });
  });

  test("no row makes a map throw or reach a prototype", () => {
    const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.anything()));
    const anyRow = fc.dictionary(fc.constantFrom("id", "__proto__", ...Object.keys(map.columns)), value);
    fc.assert(
      fc.property(anyRow, (given) => {
        importedListing.safeParse(applyMap(given, map, today).fields);
      }),
    );
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
