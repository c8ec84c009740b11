import type { Hostile } from "./hostile-archives.ts";
import { columnName, partsOf, rowsXml, sharedStrings, workbook, worksheet } from "./workbook.ts";
import { zipOf } from "./zip.ts";

const xlsx = (what: string, bytes: () => Buffer, ...told: Hostile["told"]): Hostile => ({
  ...{ what, name: "sheet.xlsx", bytes, told },
});

/** A workbook whose sheet has a header and then this. */
const sheetOf = (inner: string): Buffer =>
  workbook({ sheet: worksheet(`<row><c t="str"><v>id</v></c></row>${inner}`) });

/** Numbers that pack badly, always the same. */
const noise = function* (): Generator<number> {
  for (let state = 7; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state;
  }
};

const text = (chars: number): string => {
  const pieces: string[] = [];
  let length = 0;
  for (const n of noise()) {
    const piece = n.toString(36);
    pieces.push(piece);
    length += piece.length;
    if (length >= chars) break;
  }
  return pieces.join("").slice(0, chars);
};

const laughs = `<!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from({ length: 9 }, (_, i) => `<!ENTITY lol${i + 1} "${`&lol${i === 0 ? "" : i};`.repeat(10)}">`).join("")}]>`;
const outside = '<!DOCTYPE x [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>';

const rows = (count: number): string => {
  const made: string[] = [];
  for (const n of noise()) {
    made.push(`<row><c><v>${n}</v></c></row>`);
    if (made.length === count) break;
  }
  return made.join("");
};

/** Shared texts that all differ, 150 MB of them; each repeats itself, so that they pack into what may be uploaded. */
const manyTexts = (): Buffer => {
  const one = text(1_000_000);
  const items = Array.from({ length: 5_000 }, (_, i) => `<t>${one.slice(i * 190, i * 190 + 10_000).repeat(3)}</t>`);
  return workbook({ strings: sharedStrings(items) });
};

/** One text of 30,000 characters, shown by every cell. */
const amplified = (cellsInRow: number): Buffer => {
  const cells = '<c t="s"><v>0</v></c>'.repeat(cellsInRow);
  const sheet = worksheet(
    `<row><c t="str"><v>id</v></c><c t="str"><v>b</v></c></row>${Array.from(noise().take(30_000), (n) => `<row spans="${n}">${cells}</row>`).join("")}`,
  );
  return workbook({ sheet, strings: sharedStrings([`<t>${"x".repeat(30_000)}</t>`]) });
};

const wide = (): Buffer => {
  const cells = Array.from({ length: 1_000_000 }, (_, i) => `<c r="${columnName(i)}1"><v>${i}</v></c>`);
  return workbook({ sheet: worksheet(`<row r="1">${cells.join("")}</row>`) });
};

/** The parts of a workbook with the text of one replaced. */
const replaced = (name: string, from: string, to: string): Buffer =>
  zipOf(partsOf({}).map((p) => (p.name === name ? { ...p, data: p.data.toString().replace(from, to) } : p)));

export const hostileSheets: readonly Hostile[] = [
  xlsx("a million columns", wide, "too-many-columns"),
  xlsx(
    "two hundred and one columns",
    () => workbook({ sheet: worksheet(rowsXml([Array.from({ length: 201 }, (_, i) => `c${i}`)])) }),
    "too-many-columns",
  ),
  xlsx("a value in the last column there is", () => sheetOf('<row><c r="XFD2"><v>1</v></c></row>'), "too-many-columns"),
  xlsx("an address beyond reason", () => sheetOf('<row><c r="ZZZZZZZ2"><v>1</v></c></row>'), "too-many-columns"),
  xlsx("an address that is none", () => sheetOf('<row><c r="$A$1"><v>1</v></c></row>'), "damaged"),
  xlsx("three hundred thousand rows", () => sheetOf(rows(300_000)), "too-many-rows"),
  xlsx(
    "ten million rows that say they are few",
    () =>
      workbook({
        parts: [
          {
            name: "xl/worksheets/sheet2.xml",
            data: worksheet(`<row><c t="str"><v>id</v></c></row>${"<row><c><v>1</v></c></row>".repeat(10_000_000)}`),
            says: { inflated: 199_000_000 },
          },
        ],
      }),
    "too-many-rows",
    "zip-bomb",
  ),
  xlsx(
    "a row numbered nine million behind empty ones",
    () => sheetOf(`${"<row/>".repeat(150_000)}<row r="9000000"><c><v>1</v></c></row>`),
    "rows",
  ),
  xlsx("rows that run backwards", () => sheetOf('<row r="9"/><row r="3"/>'), "damaged"),
  xlsx("a row numbered NaN", () => sheetOf('<row r="NaN"/>'), "damaged"),
  xlsx("a shared text behind every cell", () => amplified(2), "zip-bomb", "record-too-long"),
  xlsx("a shared text behind two hundred cells a row", () => amplified(200), "record-too-long", "zip-bomb"),
  xlsx("a shared text that is not there", () => sheetOf('<row><c t="s"><v>5</v></c></row>'), "damaged"),
  xlsx("a shared text numbered -1", () => sheetOf('<row><c t="s"><v>-1</v></c></row>'), "damaged"),
  xlsx("a shared text numbered __proto__", () => sheetOf('<row><c t="s"><v>__proto__</v></c></row>'), "damaged"),
  xlsx("shared texts of 150 MB", manyTexts, "memory"),
  xlsx("a cell style that is not there", () => sheetOf('<row><c s="999999"><v>1</v></c></row>'), "rows"),
  xlsx("a cell of an unknown type", () => sheetOf('<row><c t="evil"><v>1</v></c></row>'), "damaged"),
  xlsx(
    "a billion laughs in the sheet",
    () => workbook({ sheet: worksheet("<row><c><v>&lol9;</v></c></row>", laughs) }),
    "dtd",
  ),
  xlsx(
    "a billion laughs in the shared texts",
    () => workbook({ strings: sharedStrings(["<t>&lol9;</t>"], laughs) }),
    "dtd",
  ),
  xlsx(
    "a file of the machine as an entity",
    () => workbook({ sheet: worksheet("<row><c><v>&xxe;</v></c></row>", outside) }),
    "dtd",
  ),
  xlsx(
    "a document type in the list of types",
    () => replaced("[Content_Types].xml", "<Types>", `${outside}<Types>`),
    "dtd",
  ),
  xlsx("a document type in the workbook", () => replaced("xl/workbook.xml", "<workbook", `${laughs}<workbook`), "dtd"),
  xlsx("an entity in the middle of the sheet", () => sheetOf('<!ENTITY a "b">'), "dtd"),
  xlsx("an entity that nobody declared", () => sheetOf("<row><c><v>&lol;</v></c></row>"), "damaged"),
  xlsx("a character that does not exist", () => sheetOf('<row><c t="str"><v>&#0;</v></c></row>'), "damaged"),
  xlsx("a character beyond the last", () => sheetOf('<row><c t="str"><v>&#x110000;</v></c></row>'), "damaged"),
  xlsx(
    "a NUL written the workbook's way",
    () => sheetOf('<row><c t="str"><v>a_x0000_b</v></c></row>'),
    "row: control-character",
  ),
  xlsx("a hundred thousand levels", () => sheetOf("<a>".repeat(100_000)), "damaged"),
  xlsx("tags that do not nest", () => sheetOf("<row><c></row></c>"), "damaged"),
  xlsx(
    "a sheet that ends in a tag",
    () => workbook({ sheet: '<worksheet><sheetData><row><c t="str"><v>id</v></c></row><row' }),
    "damaged",
    "only-names",
  ),
  xlsx("a sheet of plain text", () => workbook({ sheet: "id,title" }), "damaged"),
  xlsx("an empty sheet part", () => workbook({ sheet: "" }), "damaged"),
  xlsx("an attribute of 3 MB", () => sheetOf(`<row spans="${text(3_000_000)}"/>`), "damaged"),
  xlsx(
    "ten thousand attributes",
    () => sheetOf(`<row ${Array.from({ length: 10_000 }, (_, i) => `a${i}=""`).join(" ")}/>`),
    "rows",
    "only-names",
  ),
  xlsx("a tag's name of 3 MB", () => sheetOf(`<${text(3_000_000)}/>`), "damaged"),
  xlsx("a comment of 3 MB", () => sheetOf(`<!--${text(3_000_000)}-->`), "damaged"),
  xlsx("a text of 3 MB in a cell", () => sheetOf(`<row><c t="str"><v>${text(3_000_000)}</v></c></row>`), "damaged"),
  xlsx(
    "a text of 3 MB in small pieces",
    () => sheetOf(`<row><c t="inlineStr"><is>${`<r><t>${text(1_000)}</t></r>`.repeat(2_000)}</is></c></row>`),
    "record-too-long",
    "zip-bomb",
  ),
  xlsx(
    "a cell of 200,000 characters",
    () => sheetOf(`<row><c t="str"><v>${text(200_000)}</v></c></row>`),
    "row: cell-too-long",
  ),
  xlsx(
    "formulas of every kind",
    () =>
      sheetOf(
        '<row><c t="str"><f>cmd|\' /C calc\'!A0</f><v>=cmd()</v></c></row><row><c><f t="array" ref="A1:XFD1048576">WEBSERVICE("http://127.0.0.1:1")</f><v>3</v></c></row>',
      ),
    "rows",
  ),
  xlsx(
    "the same name twice",
    () => workbook({ sheet: worksheet(rowsXml([["id", "a", " a "], ["1"]])) }),
    "duplicate-header",
  ),
  xlsx(
    "names of the object's own",
    () =>
      workbook({
        sheet: worksheet(
          rowsXml([
            ["__proto__", "constructor", "toString"],
            ["1", "2", "3"],
          ]),
        ),
      }),
    "rows",
  ),
  xlsx(
    "a title above the names",
    () => workbook({ sheet: worksheet(rowsXml([["Our patents"], ["id", "title"]])) }),
    "no-header",
  ),
  xlsx(
    "no visible sheet",
    () => replaced("xl/workbook.xml", 'sheetId="2"', 'sheetId="2" state="veryHidden"'),
    "not-a-sheet",
  ),
  xlsx(
    "a workbook in UTF-16",
    () =>
      workbook({
        sheet: Buffer.from(`\ufeff${worksheet(rowsXml([["id"], ["1"]])).replace("UTF-8", "UTF-16")}`, "utf16le"),
      }),
    "rows",
  ),
  xlsx(
    "a sheet that is not UTF-8",
    () => workbook({ sheet: Buffer.from(worksheet('<row><c t="str"><v>\u00e9</v></c></row>'), "latin1") }),
    "wrong-encoding",
  ),
  xlsx("a sheet of NULs", () => workbook({ sheet: Buffer.alloc(100_000) }), "damaged"),
];
