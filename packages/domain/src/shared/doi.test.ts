import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDoi } from "./doi.ts";

describe("readDoi", () => {
  test.each([
    ["10.1000/182", "10.1000/182"],
    ["doi: 10.1000/ABC", "10.1000/abc"],
    ["https://doi.org/10.16418/j.issn.1000-3045.2018.07.009", "10.16418/j.issn.1000-3045.2018.07.009"],
    ["http://dx.doi.org/10.1000/182", "10.1000/182"],
    ["１０．１０００／１８２", "10.1000/182"],
    ["10.12/abc", null],
    ["10.1000", null],
    ["10.1000/a b", null],
    ["", null],
  ])("%s is %s", (input, doi) => expect(readDoi(input)).toBe(doi));

  test("reading never throws, and what was read is read again as itself", () => {
    const nearly = fc
      .tuple(fc.stringMatching(/^10\.\d{3,10}\/$/), fc.string({ unit: "binary" }))
      .map((p) => p.join(""));
    fc.assert(
      fc.property(fc.oneof(nearly, fc.string({ unit: "binary" })), (typed) => {
        const doi = readDoi(typed);
        if (doi !== null) expect(readDoi(doi)).toBe(doi);
      }),
    );
  });
});
