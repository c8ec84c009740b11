import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { patentCheckDigit, patentYears, readPatentNumber, searchedNumber } from "./patent-number.ts";
import { patentNumberKinds } from "./patent-number-kinds.ts";
import { epCheckDigit } from "./patent-number-offices.ts";
import { numberProblem } from "./patent-number-problem.ts";

/** Written, stored, and what it says it is. */
const understood: readonly (readonly [string, string, string])[] = [
  ["201710601862.3", "CN2017106018623", "cn-invention-application"],
  ["ZL201220059346.5", "CN2012200593465", "cn-utility-application"],
  ["CN201410234381.X", "CN201410234381X", "cn-invention-application"],
  ["201310699744.2", "CN2013106997442", "cn-invention-application"],
  ["97101765.4", "CN971017654", "cn-invention-application"],
  ["ZL95115608.X", "CN95115608X", "cn-invention-application"],
  ["ZL 2017 1 0601862.3", "CN2017106018623", "cn-invention-application"],
  ["ＺＬ２０１７１０６０１８６２．３", "CN2017106018623", "cn-invention-application"],
  ["zl2017106018623", "CN2017106018623", "cn-invention-application"],
  ["202319900001.8", "CN2023199000018", "cn-invention-application"],
  ["202319900002.2", "CN2023199000022", "cn-invention-application"],
  ["202319900003.7", "CN2023199000037", "cn-invention-application"],
  ["202329900001.3", "CN2023299000013", "cn-utility-application"],
  ["202339900001.9", "CN2023399000019", "cn-design-application"],
  ["202389900001.6", "CN2023899000016", "cn-pct-invention-application"],
  ["202299900001.7", "CN2022999000017", "cn-pct-utility-application"],
  ["CN199900001A", "CN199900001A", "cn-invention-publication"],
  ["CN 199900001 B", "CN199900001B", "cn-invention-grant"],
  ["CN1999001C", "CN1999001C", "cn-invention-grant"],
  ["CN299900001U", "CN299900001U", "cn-utility-grant"],
  ["CN399900001S", "CN399900001S", "cn-design-grant"],
  ["CN202538410U", "CN202538410U", "cn-utility-grant"],
  ["CN85100001A", "CN85100001A", "cn-invention-publication"],
  ["CN87200001U", "CN87200001U", "cn-utility-grant"],
  ["EP9990001A1", "EP9990001A1", "ep-publication"],
  ["EP 9 990 001 B1", "EP9990001B1", "ep-grant"],
  ["EP99403122.7", "EP994031227", "ep-application"],
  ["EP 16839078.9", "EP168390789", "ep-application"],
  ["EP99100026.6", "EP991000266", "ep-application"],
  ["US99900001B2", "US99900001B2", "us-grant"],
  ["USD9990001S1", "USD9990001S1", "us-design"],
  ["US-RE49889-E1", "USRE49889E1", "us-reissue"],
  ["US PP12345 P2", "USPP12345P2", "us-plant"],
  ["US-11950524-B2", "US11950524B2", "us-grant"],
  ["US 11,950,524 B2", "US11950524B2", "us-grant"],
  ["US2023/9990001A1", "US20239990001A1", "us-publication"],
  ["US2023990001A1", "US20230990001A1", "us-publication"],
  ["13/033,085", "US13/033085", "us-application"],
  ["12/474430", "US12/474430", "us-application"],
  ["12/45,970", "US12/045970", "us-application"],
  ["WO2023/990001A1", "WO2023990001A1", "wo-publication"],
  ["WO 2023/990001 A9", "WO2023990001A9", "wo-publication"],
  ["WO99/12345A1", "WO9912345A1", "wo-publication"],
  ["WO 03/105156 A2", "WO03105156A2", "wo-publication"],
  ["PCT/CN2023/990001", "PCT/CN2023/990001", "pct-application"],
  ["PCT/CN99/00123", "PCT/CN99/00123", "pct-application"],
  ["JP2020123456A", "JP2020123456A", "jp-publication"],
  ["特開2020-123456", "JP2020123456A", "jp-publication"],
  ["特开2020-123456号", "JP2020123456A", "jp-publication"],
  ["特表2020-512345", "JP2020512345A", "jp-publication"],
  ["特願2020-1234", "JP2020001234", "jp-application"],
  ["特開平10-123456", "JPH10123456A", "jp-publication"],
  ["特開昭60-1234号", "JPS60001234A", "jp-publication"],
  ["特公平7-12345", "JPH07012345B2", "jp-grant"],
  ["JP H10-123456 A", "JPH10123456A", "jp-publication"],
  ["JP6712345B2", "JP6712345B2", "jp-grant"],
  ["特許第６７１２３４５号", "JP6712345B2", "jp-grant"],
  ["JP 6712345 B1", "JP6712345B1", "jp-grant"],
  ["KR1020200012345A", "KR1020200012345A", "kr-publication"],
  ["KR 10-2020-0012345 A", "KR1020200012345A", "kr-publication"],
  ["10-2020-0012345", "KR1020200012345", "kr-application"],
  ["20-2020-0001234", "KR2020200001234", "kr-utility-application"],
  ["KR2020200001234U", "KR2020200001234U", "kr-utility-publication"],
  ["KR102123456B1", "KR102123456B1", "kr-grant"],
  ["10-2123456", "KR102123456B1", "kr-grant"],
  ["KR 20-0456789", "KR200456789Y1", "kr-utility-grant"],
];

describe("readPatentNumber", () => {
  test.each(understood)("takes %s as %s, %s", (input, normal, kind) => {
    expect(readPatentNumber(input, 2026)).toMatchObject({ ok: true, number: { normal, kind } });
  });

  test("every kind is read from some number", () => {
    expect(new Set(understood.map(([, , kind]) => kind))).toEqual(new Set(patentNumberKinds));
  });

  test.each([
    ["201710601862.4", { ok: false, reason: "check", expected: "3" }],
    ["EP99403122.1", { ok: false, reason: "check", expected: "7" }],
    ["202349900001.4", { ok: false, reason: "kind" }],
    ["20-2020-0012345A", { ok: false, reason: "kind" }],
    ["KR102123456Y1", { ok: false, reason: "kind" }],
    ["20171060186.3", { ok: false, reason: "length" }],
    ["EP99403122", { ok: false, reason: "length" }],
    ["199912345678.0", { ok: false, reason: "year" }],
    ["特開平32-123456", { ok: false, reason: "year" }],
    ["CN199900001U", { ok: false, reason: "form" }],
    ["CN399900001A", { ok: false, reason: "form" }],
    ["EP9990001C1", { ok: false, reason: "form" }],
    ["US999B2", { ok: false, reason: "form" }],
    ["US202399900A1", { ok: false, reason: "form" }],
    ["WO04/12345A1", { ok: false, reason: "year" }],
    ["PCT/CN23/990001", { ok: false, reason: "form" }],
    ["/0", { ok: false, reason: "form" }],
    ["12/533/258", { ok: false, reason: "form" }],
    ["", { ok: false, reason: "form" }],
  ])("refuses %s", (input, finding) => {
    expect(readPatentNumber(input)).toEqual(finding);
  });

  test.each([
    "202719900001.X",
    "US2027/0990001A1",
    "WO2027/990001A1",
    "PCT/CN2027/990001",
    "特願2027-1",
    "EP27000001.1",
  ])("refuses %s in 2026 for its year, and takes it in 2027", (input) => {
    const at = (year: number) => readPatentNumber(input.replace(/X$/, patentCheckDigit("202719900001")), year);
    expect(at(2026)).toEqual({ ok: false, reason: "year" });
    expect(at(2027)).toMatchObject({ ok: true, number: { year: 2027 } });
  });

  const digits = (n: number) => fc.stringMatching(new RegExp(`^\\d{${n}}$`));
  const chinese = fc
    .tuple(fc.integer({ min: 2003, max: 2026 }), fc.constantFrom("1", "2", "3", "8", "9"), digits(7))
    .map(([year, kind, serial]) => `${year}${kind}${serial}`);
  const european = fc.tuple(fc.integer({ min: 10, max: 26 }), digits(6)).map(([year, serial]) => `${year}${serial}`);
  const checked = fc.oneof(
    chinese.map((body) => ({ office: "", body, check: patentCheckDigit(body) })),
    european.map((body) => ({ office: "EP", body, check: epCheckDigit(body) })),
  );

  test("one wrong digit is always noticed, and the digit that is named makes the number right", () => {
    fc.assert(
      fc.property(checked, fc.nat(), fc.constantFrom(..."0123456789"), ({ office, body, check }, place, digit) => {
        expect(readPatentNumber(`${office}${body}.${check}`, 2026).ok).toBe(true);
        const at = place % body.length;
        fc.pre(body[at] !== digit);
        const changed = `${office}${body.slice(0, at)}${digit}${body.slice(at + 1)}`;
        const finding = readPatentNumber(`${changed}.${check}`, 2026);
        expect(finding.ok).toBe(false);
        if (!finding.ok && finding.reason === "check")
          expect(readPatentNumber(`${changed}.${finding.expected}`).ok).toBe(true);
      }),
    );
  });

  test("reading never throws, and reading a normal form again changes nothing, whatever was typed", () => {
    const nearly = fc
      .tuple(fc.constantFrom(...understood.map(([input]) => input)), fc.nat(20), fc.string({ maxLength: 3 }))
      .map(([known, at, more]) => known.slice(0, at) + more + known.slice(at));
    fc.assert(
      fc.property(fc.oneof(nearly, fc.string({ unit: "binary", maxLength: 24 })), (typed) => {
        const found = readPatentNumber(typed);
        if (found.ok) expect(readPatentNumber(found.number.normal)).toEqual(found);
      }),
      { numRuns: 500 },
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

  test.each([
    ["CNA20191000001", "plant_variety"],
    ["CNA.20191000001.2", "plant_variety"],
    ["2020SR0123456", "software"],
    ["BS.185000001", "layout_design"],
  ])("%s is said to be a number of another register, not a misspelt patent", (input, kind) => {
    expect(numberProblem(input, readPatentNumber(input))).toEqual({ code: "register-number", args: { kind } });
  });
});
