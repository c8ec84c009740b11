import { describe, expect, test } from "vitest";
import { importedListing } from "../listings/index.ts";
import { applyMap, importMapSchema, plainMap, unmappedColumns } from "./import-map.ts";

const map = importMapSchema.parse({
  source: "sample-records",
  sourceId: "id",
  columns: { title: "title.en", status: "legalStatus", words: "keywordsEn", abstract: "solution.en" },
  values: { status: { Issued: "granted" } },
  cut: { "solution.en": 5 },
  constants: { assetKind: "patent", field: "other", noDataYet: true },
  ignore: ["centre"],
});

describe("import maps", () => {
  test("turn a row into fields that the listing's own schema takes", () => {
    const { sourceId, fields } = applyMap(
      { id: "X-1", title: "A wire", status: "Issued", words: "a, b；c", abstract: "123456789", centre: "q" },
      map,
    );
    expect(sourceId).toBe("X-1");
    expect(importedListing.parse(fields)).toMatchObject({
      title: { en: "A wire" },
      legalStatus: "granted",
      keywordsEn: ["a", "b", "c"],
      solution: { en: "12345" },
      noDataYet: true,
    });
  });
  test("name the columns nobody mapped", () => {
    expect(unmappedColumns({ id: "1", title: "x", price: 3, centre: "q" }, map)).toEqual(["price"]);
  });
  test("without a map, columns that are field names are taken and others stay unknown", () => {
    const plain = plainMap(["id", "title.zh", "trl", "colour"]);
    expect(unmappedColumns({ id: "1", "title.zh": "题", trl: "6", colour: "red" }, plain)).toEqual(["colour"]);
    expect(applyMap({ id: "1", "title.zh": "题", trl: "6" }, plain).fields).toEqual({ title: { zh: "题" }, trl: 6 });
  });
  test("a hostile column name reaches no prototype", () => {
    expect(() =>
      importMapSchema.parse({ source: "ab", sourceId: "id", columns: { x: "__proto__.polluted" } }),
    ).toThrow();
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
