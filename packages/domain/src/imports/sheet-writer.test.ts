import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvCell, csvOf } from "./sheet-writer.ts";

describe("csvCell", () => {
  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\uff1d1", "\uff0b1", "\uff0d1", "\uff201"])(
    "leads %j by an apostrophe",
    (cell) => {
      expect(csvCell(cell).replace(/^"/, "")).toBe(`'${cell}${csvCell(cell).endsWith('"') ? '"' : ""}`);
    },
  );

  test("leads by one more what looks as if it had been led already, so that reading can take one off", () => {
    expect(csvCell("'=1")).toBe("''=1");
    expect(csvCell("'quoted'")).toBe("'quoted'");
  });

  test("leaves plain text alone and quotes what would part a line or lose its spaces", () => {
    expect(csvCell("PN-2026-000087")).toBe("PN-2026-000087");
    expect(csvCell('a "b", c')).toBe('"a ""b"", c"');
    expect(csvCell(" a")).toBe('" a"');
    expect(csvCell("a\nb")).toBe('"a\nb"');
  });

  test("never begins, quoted or not, with a sign of a formula", () => {
    const cell = fc.string({ unit: fc.constantFrom("=", "+", "-", "@", "\t", "\r", "\uff1d", "'", '"', "a", ",") });
    fc.assert(fc.property(cell, (s) => !/^"?[=+\-@\t\r\uff1d]/.test(csvCell(s))));
  });
});

describe("csvOf", () => {
  test("begins with the mark, ends lines as RFC 4180 wants, and writes no empty line for a row", () => {
    expect(csvOf([["id", "title"], ["1", ""], [""]])).toBe('\ufeffid,title\r\n1,\r\n""\r\n');
  });
});
