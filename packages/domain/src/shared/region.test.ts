import fc from "fast-check";
import { expect, test } from "vitest";
import { provinceCodes, regionPath, regionSchema } from "./region.ts";

test("takes codes of provinces that exist, merged districts too, and refuses the rest", () => {
  const taken = (code: string) => regionSchema.safeParse(code).success;
  expect(["410300", "410381", "110000", "820000"].map(taken)).toEqual([true, true, true, true]);
  expect(["999999", "000000", "41030a", "41030", "4103000", ""].map(taken)).toEqual(Array(6).fill(false));
});

test("puts a county under its city and its province, and under the province alone where there is no city", () => {
  expect(regionPath("410305")).toEqual(["410000", "410300", "410305"]);
  expect(regionPath("410300")).toEqual(["410000", "410300"]);
  expect(regionPath("410000")).toEqual(["410000"]);
  expect(regionPath("419001")).toEqual(["410000", "419001"]);
  expect(regionPath("419000")).toEqual(["410000"]);
  expect(regionPath("110108")).toEqual(["110000", "110108"]);
  expect(regionPath("110100")).toEqual(["110000"]);
  expect(regionPath("999999")).toEqual([]);
});

test("every way is one of taken codes that begins with a province", () => {
  const code = fc.tuple(fc.constantFrom(...provinceCodes()), fc.integer({ min: 0, max: 9999 }));
  fc.assert(
    fc.property(code, ([province, rest]) => {
      const way = regionPath(province.slice(0, 2) + `${rest}`.padStart(4, "0"));
      expect(way[0]).toBe(province);
      expect(new Set(way).size).toBe(way.length);
      for (const one of way) expect(regionSchema.safeParse(one).success).toBe(true);
    }),
  );
});
