import { type ArchiveLies, type Part, zipOf } from "./zip.ts";

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

export const xml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

export const columnName = (index: number): string =>
  index < 26 ? String.fromCharCode(65 + index) : columnName(Math.floor(index / 26) - 1) + columnName(index % 26);

/** A cell as a text, or as the XML inside `<c …>` with its attributes. */
export type Cell = string | { readonly attributes: string; readonly inner: string };

const cellXml = (cell: Cell, at: string): string => {
  if (cell === "") return "";
  if (typeof cell === "string")
    return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${xml(cell)}</t></is></c>`;
  return `<c r="${at}" ${cell.attributes}>${cell.inner}</c>`;
};

export const rowsXml = (rows: readonly (readonly Cell[])[]): string =>
  rows
    .map(
      (cells, i) => `<row r="${i + 1}">${cells.map((c, j) => cellXml(c, `${columnName(j)}${i + 1}`)).join("")}</row>`,
    )
    .join("");

export const worksheet = (inner: string, before = ""): string =>
  `${declaration}${before}<worksheet ${main}><sheetData>${inner}</sheetData></worksheet>`;

export const sharedStrings = (items: readonly string[], before = ""): string =>
  `${declaration}${before}<sst ${main}>${items.map((item) => `<si>${item}</si>`).join("")}</sst>`;

/** Formats by the number of their cell style: built-in numbers, or codes of our own. */
export const styles = (formats: readonly (number | string)[]): string => {
  const own = formats.flatMap((f, i) =>
    typeof f === "string" ? [`<numFmt numFmtId="${200 + i}" formatCode="${xml(f)}"/>`] : [],
  );
  const xfs = formats.map((f, i) => `<xf numFmtId="${typeof f === "string" ? 200 + i : f}"/>`);
  return `${declaration}<styleSheet ${main}><numFmts>${own.join("")}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${xfs.join("")}</cellXfs></styleSheet>`;
};

type Made = {
  readonly sheet?: string | Buffer;
  readonly strings?: string;
  readonly formats?: readonly (number | string)[];
  readonly since1904?: boolean;
  /** Parts added, or put in the place of those of the same name. */
  readonly parts?: readonly Part[];
  readonly without?: readonly string[];
};

/** The parts of a small workbook; its first sheet is hidden, as a reader should notice. */
export const partsOf = (made: Made): Part[] => {
  const sheet = (n: number, state = ""): string => `<sheet name="S${n}" sheetId="${n}"${state} r:id="rId${n}"/>`;
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
  const relations = (inner: string): string =>
    `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;
  const parts: Part[] = [
    {
      name: "[Content_Types].xml",
      data: `${declaration}<Types><Default Extension="xml" ContentType="application/xml"/></Types>`,
    },
    { name: "_rels/.rels", data: relations(relation("r", "officeDocument", "xl/workbook.xml")) },
    {
      name: "xl/workbook.xml",
      data: `${declaration}<workbook ${main} xmlns:r="${office}"><workbookPr date1904="${made.since1904 === true ? 1 : 0}"/><sheets>${sheet(1, ' state="hidden"')}${sheet(2)}</sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      data: relations(
        relation("rId1", "worksheet", "worksheets/sheet1.xml") +
          relation("rId2", "worksheet", "/xl/worksheets/sheet2.xml") +
          relation("rId3", "sharedStrings", "sharedStrings.xml") +
          relation("rId4", "styles", "styles.xml"),
      ),
    },
    { name: "xl/worksheets/sheet1.xml", data: worksheet(rowsXml([["hidden"], ["row"]])) },
    {
      name: "xl/worksheets/sheet2.xml",
      data:
        made.sheet ??
        worksheet(
          rowsXml([
            ["id", "title"],
            ["1", "one"],
          ]),
        ),
    },
    { name: "xl/styles.xml", data: styles(made.formats ?? [0]) },
  ];
  if (made.strings !== undefined) parts.push({ name: "xl/sharedStrings.xml", data: made.strings });
  const others = new Set([...(made.parts ?? []).map((p) => p.name), ...(made.without ?? [])]);
  return [...parts.filter((p) => !others.has(p.name)), ...(made.parts ?? [])];
};

export const workbook = (made: Made = {}, lies: ArchiveLies = {}): Buffer => zipOf(partsOf(made), lies);
