import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { patentCheckDigit, patentYears, readPatentNumber, searchedNumber } from "./patent-number.ts";

describe("readPatentNumber", () => {
  test.each([
    ["201710601862.3", "CN2017106018623"],
    ["ZL201220059346.5", "CN2012200593465"],
    ["CN201410234381.X", "CN201410234381X"],
    ["201310699744.2", "CN2013106997442"],
    ["97101765.4", "CN971017654"],
    ["ZL95115608.X", "CN95115608X"],
    ["ZL 2017 1 0601862.3", "CN2017106018623"],
    ["ＺＬ２０１７１０６０１８６２．３", "CN2017106018623"],
    ["zl2017106018623", "CN2017106018623"],
    ["CN199900001A", "CN199900001A"],
    ["CN202538410U", "CN202538410U"],
    ["EP9990001A1", "EP9990001A1"],
    ["US99900001B2", "US99900001B2"],
    ["USD9990001S1", "USD9990001S1"],
    ["US2023/9990001A1", "US20239990001A1"],
    ["WO2023/990001A1", "WO2023990001A1"],
    ["PCT/CN2023/990001", "PCT/CN2023/990001"],
    ["US-11950524-B2", "US11950524B2"],
    ["US 11,950,524 B2", "US11950524B2"],
    ["US-RE49889-E1", "USRE49889E1"],
    ["13/033,085", "US13/033085"],
    ["12/474430", "US12/474430"],
    ["12/45,970", "US12/045970"],
  ])("takes %s as %s", (input, normal) => {
    expect(readPatentNumber(input)).toMatchObject({ ok: true, number: { normal } });
  });

  test.each([
    ["201710601862.4", { ok: false, reason: "check", expected: "3" }],
    ["202349900001.4", { ok: false, reason: "kind" }],
    ["20171060186.3", { ok: false, reason: "length" }],
    ["199912345678.0", { ok: false, reason: "year" }],
    ["CN199900001U", { ok: false, reason: "form" }],
    ["EP9990001C1", { ok: false, reason: "form" }],
    ["US999B2", { ok: false, reason: "form" }],
    ["US202399900A1", { ok: false, reason: "form" }],
    ["WO99/12345A1", { ok: false, reason: "form" }],
    ["PCT/CN23/990001", { ok: false, reason: "form" }],
    ["/0", { ok: false, reason: "form" }],
    ["12/533/258", { ok: false, reason: "form" }],
    ["", { ok: false, reason: "form" }],
  ])("refuses %s", (input, finding) => {
    expect(readPatentNumber(input)).toEqual(finding);
  });

  test("one wrong digit of a valid number is always noticed", () => {
    const valid = "201710601862";
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 11 }), fc.integer({ min: 0, max: 9 }), (at, digit) => {
        fc.pre(valid[at] !== String(digit));
        const changed = valid.slice(0, at) + digit + valid.slice(at + 1);
        expect(readPatentNumber(`${changed}.${patentCheckDigit(valid)}`).ok).toBe(false);
      }),
    );
  });

  test("reading a normal form again changes nothing, whatever was typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 24 }), (typed) => {
        const found = readPatentNumber(typed);
        if (found.ok) expect(readPatentNumber(found.number.normal)).toEqual(found);
      }),
    );
  });

  test("a query that is a number is searched by its normal form; part of one by its digits; words as words", () => {
    expect(
      ["ZL 2017 1 0601862.3", "US 11,950,524 B2", "2017 1060 1862", "13/033,085", "风机 2017", "12345"].map(
        searchedNumber,
      ),
    ).toEqual(["cn2017106018623", "us11950524b2", "201710601862", "us13/033085", null, null]);
  });

  test("a right lasts 20, 10 or 15 years by its kind", () => {
    expect([
      patentYears("CN2017106018623"),
      patentYears("CN2023299000013"),
      patentYears("CN2023399000019"),
      patentYears("US99900001B2"),
    ]).toEqual([20, 10, 15, null]);
  });
});
