import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { csvOf, csvPieces, SheetFault, type SheetRow } from "@peony/domain/imports";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { readSheet } from "./read-sheet.ts";
import { type Cell, rowsXml, sharedStrings, workbook, worksheet } from "./testing/workbook.ts";

const folder = mkdtempSync(path.join(tmpdir(), "sheets-"));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

const rowsOf = async (name: string, bytes: Buffer | string): Promise<SheetRow[]> => {
  files += 1;
  const file = path.join(folder, `${files}`);
  writeFileSync(file, bytes);
  const rows: SheetRow[] = [];
  for await (const batch of readSheet({ name, path: file })) rows.push(...batch.rows);
  rmSync(file);
  return rows;
};
const values = async (name: string, bytes: Buffer | string): Promise<Record<string, unknown>[]> =>
  (await rowsOf(name, bytes)).map(({ row }) => ({ ...row }));

const faultOf = async (name: string, bytes: Buffer | string): Promise<string> => {
  try {
    await rowsOf(name, bytes);
    return "read";
  } catch (e) {
    if (e instanceof SheetFault) return e.fault;
    throw e;
  }
};

/** "标题,题\n发明,锂电池\n" in GB18030. */
const gb18030 = Buffer.from("b1eacce22ccce20ab7a2c3f72cefaeb5e7b3d80a", "hex");
const chinese = [{ 标题: "发明", 题: "锂电池" }];

describe("a CSV", () => {
  test("is read in every encoding that spreadsheets write", async () => {
    const text = "标题,题\n发明,锂电池\n";
    const utf16 = Buffer.from(`\ufeff${text}`, "utf16le");
    expect(await values("a.csv", text)).toEqual(chinese);
    expect(await values("a.csv", `\ufeff${text}`)).toEqual(chinese);
    expect(await values("a.csv", utf16)).toEqual(chinese);
    expect(await values("a.csv", Buffer.from(utf16).swap16())).toEqual(chinese);
    expect(await values("a.csv", gb18030)).toEqual(chinese);
  });

  test("is GB18030 also where the first Chinese stands far down", async () => {
    const late = Buffer.concat([Buffer.from(`id,title\n${"1,latin\n".repeat(20_000)}2,`), gb18030.subarray(0, 4)]);
    expect((await values("a.csv", late)).at(-1)).toEqual({ id: "2", title: "标题" });
  });

  test("is parted by comma, semicolon or tab, whichever the header holds most of", async () => {
    const expected = [{ "a,b": "1", c: "2;3" }];
    expect(await values("a.csv", '"a,b",c\n1,2;3\n')).toEqual(expected);
    expect(await values("a.csv", '"a,b";c\r\n1;"2;3"')).toEqual(expected);
    expect(await values("a.tsv", '"a,b"\tc\r1\t2;3\r')).toEqual(expected);
  });

  test("keeps line ends and quotes inside quotes, counts rows as a spreadsheet does, and skips empty ones", async () => {
    const rows = await rowsOf("a.csv", '\nid,text\r\n\r\n1,"two\r\nlines, ""quoted"""\r\n,\r\n2, spaced , \n');
    expect(rows.map(({ line, row }) => [line, { ...row }])).toEqual([
      [4, { id: "1", text: 'two\r\nlines, "quoted"' }],
      [6, { id: "2", text: "spaced" }],
    ]);
  });

  test("fills short rows, names nameless columns, and tells of values beyond the last name", async () => {
    const rows = await rowsOf("a.csv", "id,,title,,\n1\n2,x,y,,\n3,x,y,z\n");
    expect(rows.map(({ row, problem }) => [{ ...row }, problem])).toEqual([
      [{ id: "1", "#2": "", title: "" }, null],
      [{ id: "2", "#2": "x", title: "y" }, null],
      [{}, "too-many-cells"],
    ]);
  });

  test("takes off the apostrophe that our own files put before a formula, and no other", async () => {
    expect(await values("a.csv", "id,b\n'=1+1,''@x\n'quoted',-5\n")).toEqual([
      { id: "=1+1", b: "'@x" },
      { id: "'quoted'", b: "-5" },
    ]);
  });

  test("gives back what was written, whatever the cells hold", async () => {
    const sign = fc.constantFrom(
      "=",
      "+",
      "-",
      "@",
      "\t",
      "\r",
      "\n",
      "'",
      '"',
      ",",
      ";",
      " ",
      "\uff1d",
      "中",
      "😀",
      "a",
    );
    const cell = fc.oneof(fc.string({ unit: sign, maxLength: 8 }), fc.string({ unit: "grapheme" }));
    const table = fc
      .integer({ min: 1, max: 5 })
      .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 20 }));
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const clean = rows.map((row) => ["x", ...row.map((c) => c.replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, ""))]);
        const header = ["id", ...(clean[0] ?? []).slice(1).map((_, i) => `column ${i}`)];
        let text = "";
        for await (const piece of csvPieces(header, clean)) text += piece;
        expect(text).toBe(csvOf([header, ...clean]));
        if (clean.length === 0) expect(await faultOf("a.csv", text)).toBe("only-names");
        else expect((await values("a.csv", text)).map((row) => Object.values(row))).toEqual(clean);
      }),
    );
  });

  test("is read the same however it falls into chunks", async () => {
    const rows = Array.from({ length: 3_000 }, (_, i) => [`${i}`, `"quoted",\r\n锂 ${"x".repeat(i % 97)}`]);
    const read = await rowsOf("a.csv", csvOf([["id", "text"], ...rows]));
    expect(read.map(({ row }) => Object.values(row))).toEqual(rows);
    // line ends in a cell do not move the rows of a spreadsheet
    expect(read.map(({ line }) => line)).toEqual(rows.map((_, i) => i + 2));
  });
});

describe("a spreadsheet", () => {
  const read = async (cell: Cell, more: Parameters<typeof workbook>[0] = {}): Promise<unknown> =>
    (
      await values(
        "a.xlsx",
        workbook({
          ...more,
          sheet: worksheet(
            rowsXml([
              ["id", "value"],
              ["1", cell],
            ]),
          ),
        }),
      )
    )[0]?.value;
  const number = (stored: string, style = 0): Cell => ({ attributes: `s="${style}"`, inner: `<v>${stored}</v>` });

  test("gives the first visible sheet", async () => {
    expect(await values("a.xlsx", workbook())).toEqual([{ id: "1", title: "one" }]);
  });

  test("gives numbers as somebody would type them", async () => {
    expect(await read(number("202010123456.70001"))).toBe("202010123456.7");
    expect(await read(number("2.02010123456E11"))).toBe("202010123456");
    expect(await read(number("0.30000000000000004"))).toBe("0.3");
    expect(await read(number("1E-7"))).toBe("0.0000001");
    expect(await read(number("-12.50"))).toBe("-12.5");
    expect(await read(number("007"))).toBe("7");
  });

  test("gives days as days, in both calendars, with the leap day that never was", async () => {
    const formats = [0, 14, "yyyy\\年m\\月d\\日;@", 22, "[h]:mm", '0.00"d"', 20];
    const at = (stored: string, style: number, since1904 = false): Promise<unknown> =>
      read(number(stored, style), { formats, since1904 });
    expect(await at("45000", 1)).toBe("2023-03-15");
    expect(await at("45000", 2)).toBe("2023-03-15");
    expect(await at("45000.5", 3)).toBe("2023-03-15 12:00:00");
    expect(await at("45000", 3)).toBe("2023-03-15");
    expect(await at("43538", 1, true)).toBe("2023-03-15");
    expect(await at("1", 1)).toBe("1900-01-01");
    expect(await at("59", 1)).toBe("1900-02-28");
    expect(await at("60", 1)).toBe("1900-02-29");
    expect(await at("61", 1)).toBe("1900-03-01");
    expect(await at("0", 1, true)).toBe("1904-01-01");
    expect(await at("2958465", 1)).toBe("9999-12-31");
    expect(await at("2958466", 1)).toBe("2958466");
    expect(await at("1.5", 4)).toBe("1.5");
    expect(await at("1.5", 5)).toBe("1.5");
    expect(await at("0.75", 6)).toBe("18:00:00");
  });

  test("gives the stored values of formulas and evaluates none", async () => {
    expect(await read({ attributes: 't="str"', inner: "<f>HYPERLINK(&quot;http://x&quot;)</f><v>shown</v>" })).toBe(
      "shown",
    );
    expect(await read({ attributes: "", inner: "<f>1+1</f><v>2</v>" })).toBe("2");
    expect(await read({ attributes: "", inner: "<f>1+1</f>" })).toBe("");
  });

  test("gives shared texts without their phonetic readings, rich texts, truth values, errors and escaped characters", async () => {
    const strings = sharedStrings([
      "<t>plain</t>",
      '<r><t>ri</t></r><r><rPr><b/></rPr><t xml:space="preserve">ch </t></r><rPh><t>かな</t></rPh>',
    ]);
    expect(await read({ attributes: 't="s"', inner: "<v>0</v>" }, { strings })).toBe("plain");
    expect(await read({ attributes: 't="s"', inner: "<v>1</v>" }, { strings })).toBe("rich ");
    expect(await read({ attributes: 't="b"', inner: "<v>1</v>" })).toBe("TRUE");
    expect(await read({ attributes: 't="e"', inner: "<v>#N/A</v>" })).toBe("#N/A");
    expect(await read({ attributes: 't="d"', inner: "<v>2023-03-15T00:00:00</v>" })).toBe("2023-03-15");
    expect(await read("two_x000A_lines _x005F_x000A_")).toBe("two\nlines _x000A_");
    expect(await read({ attributes: 't="inlineStr"', inner: "<is><t><![CDATA[<&]]></t></is>" })).toBe("<&");
  });

  test("reads tags with prefixes and cells without addresses", async () => {
    const sheet =
      '<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="str"><x:v>id</x:v></x:c></x:row><x:row><x:c><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>';
    expect(await values("a.xlsx", workbook({ sheet }))).toEqual([{ id: "7" }]);
  });

  test("gives back what was written, whatever the cells hold", async () => {
    const text = fc
      .string({ unit: "grapheme", maxLength: 40 })
      .filter((s) => !/^'|_x|\r|[^\P{Cc}\t\n]|[\ufffe\uffff]/u.test(s) && (s === "" || s.trim() !== ""));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(text, text, text), { minLength: 1, maxLength: 20 }),
        fc.boolean(),
        async (rows, shared) => {
          const flat = rows.flat();
          const strings = sharedStrings(
            flat.map((s) => `<t>${s.replaceAll("&", "&#38;").replaceAll("<", "&lt;")}</t>`),
          );
          const cells = rows.map((row, i) => [
            `${i}`,
            ...row.map((s, j): Cell => (shared ? { attributes: 't="s"', inner: `<v>${i * 3 + j}</v>` } : s)),
          ]);
          const sheet = worksheet(rowsXml([["id", "a", "b", "c"], ...cells]));
          const got = await values("a.xlsx", workbook({ sheet, strings }));
          expect(got).toEqual(rows.map(([a, b, c], i) => ({ id: `${i}`, a, b, c })));
        },
      ),
    );
  });
});

describe("a JSON file", () => {
  test("is an array of objects, or an object that holds one", async () => {
    const expected = [{ a: 1 }, { a: { b: ["]", '\\"}'] } }];
    const array = JSON.stringify(expected);
    expect(await values("a.json", array)).toEqual(expected);
    expect(
      await values("a.json", `{"format":"x","tags":["[{"],"none":[],"items": ${array}, "n": {"items":[{}]}}`),
    ).toEqual(expected);
    expect(await values("a.jsonl", '{"a":1}\r\n\n{"a":{"b":["]","\\\\\\"}"]}}')).toEqual(expected);
  });

  test("gives back what was written, however it falls into chunks", async () => {
    const item = fc.dictionary(fc.string({ unit: "grapheme-ascii", minLength: 1 }), fc.jsonValue({ maxDepth: 3 }), {
      maxKeys: 5,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(item, { minLength: 1 }), async (items) => {
        const expected = JSON.parse(JSON.stringify(items)) as object[];
        for (const one of expected) Reflect.deleteProperty(one, "__proto__");
        const wide = `${" ".repeat(65_520)}${JSON.stringify(items)}`;
        const rows = await rowsOf("a.json", wide);
        for (const [i, row] of rows.entries()) if (row.problem === null) expect({ ...row.row }).toEqual(expected[i]);
        expect(rows).toHaveLength(items.length);
      }),
    );
  });

  test("pollutes nothing by the names of its members or columns", async () => {
    const json =
      '[{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"in":{"__proto__":{"polluted":1},"a":1}}]';
    const [row] = await rowsOf("a.json", json);
    const copy = Object.assign({}, row?.row) as { in: object; polluted?: unknown };
    expect([copy.polluted, Object.keys(copy.in), Object.getPrototypeOf(row?.row)]).toEqual([undefined, ["a"], null]);
    const [csv] = await rowsOf("a.csv", "__proto__,constructor,id\nx,y,1\n");
    expect(Object.entries(csv?.row ?? {})).toEqual([
      ["__proto__", "x"],
      ["constructor", "y"],
      ["id", "1"],
    ]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
