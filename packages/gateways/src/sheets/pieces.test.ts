import { csvOf, strangerSheetLimits as limits } from "@peony/domain/imports";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CsvParser } from "./csv.ts";
import { JsonParser } from "./json.ts";
import { LineParser } from "./records.ts";
import { type RawRow, Table } from "./table.ts";
import { rowsXml, sharedStrings, worksheet } from "./testing/workbook.ts";
import { decoded, XmlReader } from "./xml.ts";

type Parser = { push: (text: string, last: boolean) => Iterable<RawRow> };

/** A text in pieces that are cut at these lengths, over and over. */
const pieces = (text: string, lengths: readonly number[]): string[] => {
  const cut: string[] = [];
  for (let at = 0, i = 0; at < text.length; i += 1) {
    const length = lengths[i % lengths.length] ?? 1;
    cut.push(text.slice(at, at + length));
    at += length;
  }
  return cut;
};

const read = (make: (table: Table) => Parser, parts: readonly string[]): RawRow[] => {
  const parser = make(new Table(limits));
  return [...parts.flatMap((part) => [...parser.push(part, false)]), ...parser.push("", true)];
};

const lengths = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 });
const cell = fc.string({
  unit: fc.constantFrom('"', "\r", "\n", ",", "a", "锂", "\\", "]", "}", "[", "{"),
  maxLength: 6,
});
const rows = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 });

describe("a text that comes in pieces gives the rows of the whole", () => {
  test("as CSV", () => {
    fc.assert(
      fc.property(rows, lengths, fc.constantFrom("\r\n", "\n", "\r"), (cells, cuts, end) => {
        const text = csvOf([["id", "a", "b"], ...cells.map((c, i) => [`${i}`, ...c])])
          .slice(1)
          .replaceAll("\r\n", end);
        const whole = read((table) => new CsvParser(table, limits), [text]);
        expect(whole).toHaveLength(cells.length);
        expect(read((table) => new CsvParser(table, limits), pieces(text, cuts))).toEqual(whole);
      }),
    );
  });

  test.each(["array", "envelope", "lines"])("as JSON (%s)", (form) => {
    fc.assert(
      fc.property(rows, lengths, (cells, cuts) => {
        const items = cells.map(([a, b]) => ({ a, b, c: [a, { b }] }));
        const array = JSON.stringify(items, null, 1);
        const texts: Record<string, string> = {
          array,
          envelope: `{"tags":["[{","\\"]"],"items":${array},"n":[[{}]],"text":"\\"[{"}`,
          lines: items.map((item) => `${JSON.stringify(item)}\r\n`).join("\n"),
        };
        const make = (table: Table): Parser =>
          form === "lines" ? new LineParser(table, limits) : new JsonParser(table, limits);
        const got = read(make, pieces(texts[form] ?? "", cuts));
        expect(got.map(([, problem, values]) => [problem, values])).toEqual(items.map((item) => [null, item]));
      }),
    );
  });

  test("as XML", () => {
    const tokens = (parts: readonly string[]): string[] => {
      const xml = new XmlReader();
      const seen: string[] = [];
      for (const part of parts) {
        xml.feed(part);
        for (let token = xml.next(); token !== null; token = xml.next())
          seen.push(token === "text" ? xml.text : `${token} ${xml.name} ${token === "open" ? xml.attributes : ""}`);
      }
      xml.end();
      return seen;
    };
    fc.assert(
      fc.property(rows, lengths, (cells, cuts) => {
        const odd = `<!-- <a> --><x a=">" b='"'/><![CDATA[<b>&]]><?pi <c> ?>`;
        for (const text of [
          worksheet(rowsXml(cells) + odd),
          sharedStrings(cells.map(([a]) => `<t>${a.length}&lt;</t>${odd}`)),
        ])
          expect(tokens(pieces(text, cuts))).toEqual(tokens([text]));
      }),
    );
    expect(decoded("&lt;&#65;&#x4e2d;&amp;amp;")).toBe("<A中&amp;");
  });
});
