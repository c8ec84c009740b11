import { crc32, deflateRawSync } from "node:zlib";
import { patentCheckDigit } from "@peony/domain/listings";

/** Columns as an office calls them. */
export const sheetHeader = ["名称", "专利号", "申请人", "发明人", "申请日", "法律状态", "IPC分类号"];

/** A fictional number, with its check digit. @param serial below ten million; another one for each row and run */
export const numberOf = (serial: number): string => {
  const digits = `20231${String(serial).padStart(7, "0")}`;
  return `ZL ${digits.slice(0, 4)} ${digits.slice(4, 5)} ${digits.slice(5)}.${patentCheckDigit(digits)}`;
};

const wrongDigit = (number: string): string => number.replace(/.$/, (d) => (d === "3" ? "4" : "3"));

/** One row in thirty is of each bad kind; the others are good. */
export const faults = ["duplicate", "malformed_number", "not_our_applicant", "unknown_status", "field_error"] as const;
export type Fault = (typeof faults)[number];
export const faultOf = (i: number): Fault | null => faults[(i % 30) - 25] ?? null;

/** Row `i` of a sheet whose owner is called `applicant`. */
export const sheetRow = (i: number, first: number, applicant: string): string[] => {
  const fault = faultOf(i);
  const number = numberOf(first + (fault === "duplicate" ? i - 1 : i));
  return [
    `一种第${i}号轴承的强化方法`,
    fault === "malformed_number" ? wrongDigit(number) : number,
    fault === "not_our_applicant" ? "洛阳轴承有限公司" : applicant,
    "张伟；王芳",
    fault === "field_error" ? "去年" : "2023年1月5日",
    fault === "unknown_status" ? "年审有效" : "授权",
    "F16C 33/64",
  ];
};

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

const part = (name: string, text: string) => {
  const [nameBytes, bytes] = [Buffer.from(name), Buffer.from(text)];
  return { nameBytes, bytes, packed: deflateRawSync(bytes), crc: crc32(bytes) };
};

/** A zip archive of a few parts, as spreadsheets are packed. */
const zip = (parts: readonly ReturnType<typeof part>[]): Buffer => {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { nameBytes, bytes, packed, crc } of parts) {
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc, 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), common, nameBytes, packed]);
    const end = Buffer.alloc(14);
    end.writeUInt32LE(at, 10);
    directory.push(Buffer.from("PK\u0001\u0002\u0014\u0000", "latin1"), common, end, nameBytes);
    pieces.push(local);
    at += local.length;
  }
  const list = Buffer.concat(directory);
  const tail = Buffer.alloc(22);
  tail.write("PK\u0005\u0006", "latin1");
  tail.writeUInt16LE(parts.length, 8);
  tail.writeUInt16LE(parts.length, 10);
  tail.writeUInt32LE(list.length, 12);
  tail.writeUInt32LE(at, 16);
  return Buffer.concat([...pieces, list, tail]);
};

const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** The rows as an XLSX workbook with one sheet. */
export const workbookOf = (rows: readonly (readonly string[])[]): Buffer => {
  const cell = (text: string) => `<c t="inlineStr"><is><t>${escaped(text)}</t></is></c>`;
  const body = rows.map((row, i) => `<row r="${i + 1}">${row.map(cell).join("")}</row>`).join("");
  return zip([
    part(
      "[Content_Types].xml",
      `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    ),
    part(
      "_rels/.rels",
      `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    part(
      "xl/workbook.xml",
      `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="成果" sheetId="1" r:id="r1"/></sheets></workbook>`,
    ),
    part(
      "xl/_rels/workbook.xml.rels",
      `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    part("xl/worksheets/sheet1.xml", `${head}<worksheet xmlns="${main}"><sheetData>${body}</sheetData></worksheet>`),
  ]);
};

/** Bytes of GB18030 by the characters they stand for; the runtime only reads that encoding, so its table is read off. */
const gbTable = (): ReadonlyMap<string, readonly [number, number]> => {
  const decoder = new TextDecoder("gb18030");
  const found = new Map<string, readonly [number, number]>();
  for (let high = 0x81; high <= 0xfe; high += 1)
    for (let low = 0x40; low <= 0xfe; low += 1)
      if (low !== 0x7f) found.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  return found;
};

/** The rows as a CSV in the encoding of older Chinese spreadsheets. */
export const gbCsvOf = (rows: readonly (readonly string[])[]): Buffer => {
  const table = gbTable();
  const text = rows.map((row) => row.join(",")).join("\r\n");
  return Buffer.from([...text].flatMap((c) => table.get(c) ?? [c.charCodeAt(0)]));
};
