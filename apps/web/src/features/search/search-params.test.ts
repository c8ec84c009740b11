import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { appliedFilters, readSearchParams, searchQuery, withoutFilters } from "./search-params.ts";

describe("readSearchParams", () => {
  test("takes what it knows and leaves the rest at its default", () => {
    const input = readSearchParams({
      q: " 轴承 ",
      field: ["bearing", "nothing", "bearing"],
      rights: "sole",
      region: "41",
      ipc: "f16c 33/64",
      checked: "soon",
      sort: "fastest",
      page: "-3",
      unknown: "x",
    });
    expect(input).toMatchObject({
      q: "轴承",
      field: ["bearing"],
      rights: ["sole"],
      region: [],
      ipc: "F16C33/64",
      sort: "relevance",
      page: 1,
    });
  });
  test("never fails, whatever stands in the address", () => {
    const value = fc.oneof(fc.string({ unit: "binary", maxLength: 300 }), fc.array(fc.string(), { maxLength: 40 }));
    const key = fc.constantFrom(
      "q",
      "field",
      "trlBand",
      "rights",
      "priceMode",
      "region",
      "ipc",
      "checked",
      "sort",
      "page",
    );
    fc.assert(
      fc.property(fc.dictionary(key, value), (params) => {
        const input = readSearchParams(params);
        expect(input.page).toBeGreaterThanOrEqual(1);
        expect(readSearchParams(fromQuery(searchQuery(input, { page: input.page })))).toEqual(input);
      }),
    );
  });
});

const fromQuery = (query: string): Record<string, string | string[]> => {
  const search = new URLSearchParams(query);
  return Object.fromEntries([...new Set(search.keys())].map((k) => [k, search.getAll(k)]));
};

describe("searchQuery", () => {
  test("leaves out defaults and goes back to the first page when anything else changes", () => {
    const input = readSearchParams({ q: "tungsten", page: "4", field: "materials" });
    expect(searchQuery(input, { sort: "price" })).toBe("q=tungsten&field=materials&sort=price");
    expect(searchQuery(input, { page: 5 })).toBe("q=tungsten&field=materials&page=5");
    expect(searchQuery(withoutFilters(input))).toBe("q=tungsten");
  });
});

describe("appliedFilters", () => {
  test("names each condition with the search that lacks only it", () => {
    const input = readSearchParams({ q: "x", field: ["bearing", "bio"], checked: "90" });
    expect(appliedFilters(input).map((a) => [a.kind, a.value, searchQuery(a.without)])).toEqual([
      ["field", "bearing", "q=x&field=bio&checked=90"],
      ["field", "bio", "q=x&field=bearing&checked=90"],
      ["checked", "90", "q=x&field=bearing&field=bio"],
    ]);
  });
});
