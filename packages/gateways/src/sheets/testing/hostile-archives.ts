import { deflateRawSync } from "node:zlib";
import type { RowProblem, SheetFaultCode } from "@peony/domain/imports";
import { partsOf, rowsXml, workbook, worksheet } from "./workbook.ts";
import { type Part, zipOf } from "./zip.ts";

/** A file that means harm or is broken, and what its reader is told: faults of the file, a problem of a row, or its rows. */
export type Hostile = {
  readonly what: string;
  /** Name it is sent under. */
  readonly name: string;
  readonly bytes: () => Buffer | string;
  readonly told: readonly (SheetFaultCode | `row: ${RowProblem}` | "rows")[];
};

const xlsx = (what: string, bytes: () => Buffer, ...told: Hostile["told"]): Hostile => ({
  ...{ what, name: "sheet.xlsx", bytes, told },
});

const sheetPart = "xl/worksheets/sheet2.xml";
const goodSheet = worksheet(rowsXml([["id"], ["1"]]));
const megabytes = (count: number, text = " "): string => text.repeat((count * 1_000_000) / text.length);

/** A workbook whose sheet's headers lie. */
const lying = (part: Omit<Part, "name" | "data">, data = goodSheet): Buffer =>
  workbook({ parts: [{ name: sheetPart, data, ...part }] });

/** A workbook with one more part. */
const withPart = (name: string, data: Part["data"] = "x"): Buffer => workbook({ parts: [{ name, data }] });

/** Ten archives in an archive, three levels deep: harmless to who does not open archives inside archives. */
const nested = (): Buffer => {
  let data: Buffer = deflateRawSync(Buffer.alloc(1_000_000));
  for (let level = 0; level < 3; level += 1)
    data = zipOf(Array.from({ length: 10 }, (_, i) => ({ name: `${i}.zip`, data, method: 0 })));
  return data;
};

const cutAt = (share: number): Buffer => {
  const whole = workbook();
  return whole.subarray(0, Math.floor(whole.length * share));
};

/** Every part's entry in the directory points at the same bytes. */
const overlapping = (): Buffer => {
  const first = zipOf(partsOf({}).slice(0, 1)).length;
  const data = megabytes(1);
  const kernel: Part[] = Array.from({ length: 100 }, (_, i) => ({ name: `k${i}`, data, says: { offset: first } }));
  return zipOf([...partsOf({}), ...kernel]);
};

/** The large end record says more parts than fit sixteen bits. */
const countless = (): Buffer => zipOf(partsOf({}), { large: true, count: 70_000 });

const secondEnd = (): Buffer => {
  const other = zipOf([{ name: "other", data: "x" }]);
  return zipOf(partsOf({}), { comment: Buffer.concat([other, Buffer.from("tail")]) });
};

export const hostileArchives: readonly Hostile[] = [
  xlsx("archives in archives", nested, "not-a-sheet"),
  xlsx("a sheet of 150 MB of empty rows", () => lying({}, worksheet(megabytes(150, "<row/>"))), "zip-bomb"),
  xlsx(
    "shared texts of 150 MB of nothing",
    () => workbook({ strings: `<sst>${megabytes(150, "<si/>")}</sst>` }),
    "zip-bomb",
  ),
  xlsx(
    "a list of types of 150 MB",
    () => withPart("[Content_Types].xml", `<Types>${megabytes(150, "<Default/>")}</Types>`),
    "zip-bomb",
  ),
  xlsx("a part of 150 MB of spaces", () => lying({}, worksheet(megabytes(150))), "damaged", "zip-bomb"),
  xlsx("parts that say 250 MB together", () => lying({ says: { inflated: 250_000_000 } }), "zip-bomb"),
  xlsx("a bomb that says it is small", () => lying({ says: { inflated: 900 } }, worksheet(megabytes(150))), "damaged"),
  xlsx("a part that says it is larger", () => lying({ says: { inflated: 90_000 } }), "damaged"),
  xlsx("a part that says more stored bytes", () => lying({ says: { stored: 90_000_000 } }), "damaged", "cut"),
  xlsx("a part that says fewer stored bytes", () => lying({ says: { stored: 40 } }), "cut", "damaged"),
  xlsx(
    "a thousand and one parts",
    () => zipOf(Array.from({ length: 1_001 }, (_, i) => ({ name: `p${i}`, data: "" }))),
    "too-many-entries",
  ),
  xlsx("seventy thousand parts by the large record", countless, "too-many-entries"),
  xlsx("more parts than the end says", () => workbook({}, { count: 3 }), "too-many-entries"),
  xlsx("fewer parts than the end says", () => workbook({}, { count: 900 }), "damaged"),
  xlsx("a hundred parts over the same bytes", overlapping, "damaged"),
  xlsx(
    "a part inside another",
    () => zipOf([...partsOf({}), { name: "in", data: "x", says: { offset: 40 } }]),
    "damaged",
  ),
  xlsx(
    "a part beyond the end",
    () => zipOf([...partsOf({}), { name: "out", data: "x", says: { offset: 0x7fff_ffff } }]),
    "damaged",
  ),
  xlsx("a way up in a name", () => withPart("../../etc/passwd"), "damaged"),
  xlsx("a way up inside a name", () => withPart("xl/../../evil.xml"), "damaged"),
  xlsx("a name from the root", () => withPart("/etc/passwd"), "damaged"),
  xlsx("a Windows name", () => withPart("C:\\evil.xml"), "damaged"),
  xlsx("a NUL in a name", () => withPart("xl/a\0.xml"), "damaged"),
  xlsx("two parts of one name", () => zipOf([...partsOf({}), { name: sheetPart, data: goodSheet }]), "damaged"),
  xlsx(
    "two parts of one name but for case",
    () => zipOf([...partsOf({}), { name: sheetPart.toUpperCase(), data: "x" }]),
    "damaged",
  ),
  xlsx("a part with two names", () => lying({ says: { localName: "xl/worksheets/sheet9.xml" } }), "damaged"),
  xlsx("a wrong check sum", () => lying({ says: { crc: 7 } }), "damaged"),
  xlsx("bytes that do not inflate", () => lying({ stored: Buffer.alloc(500, 0xaa) }), "damaged", "cut"),
  xlsx("an unknown method of packing", () => lying({ method: 12 }), "damaged"),
  xlsx("a part encrypted by the archive", () => lying({ flags: 0x801 }), "encrypted"),
  xlsx("an archive cut in the middle", () => cutAt(0.5), "cut"),
  xlsx("an archive cut in its directory", () => cutAt(0.9), "cut"),
  xlsx("an archive without its last byte", () => cutAt(0.9999), "cut"),
  xlsx("nothing but the first signature", () => Buffer.from("PK\x03\x04"), "cut"),
  xlsx("an empty archive", () => zipOf([]), "not-a-sheet"),
  xlsx("something before the archive", () => zipOf(partsOf({}), { before: Buffer.from("MZ") }), "renamed"),
  xlsx("a second archive in the comment", secondEnd, "rows", "damaged"),
  xlsx(
    "the large form of an archive",
    () =>
      zipOf(
        partsOf({}).map((p) => ({ ...p, large: true })),
        { large: true },
      ),
    "rows",
  ),
  xlsx("the large form without its sizes", () => lying({ says: { stored: 0xffff_ffff } }), "damaged"),
  xlsx(
    "an old compound file",
    () => Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(5_000)]),
    "legacy-xls",
  ),
  xlsx(
    "a workbook under a password",
    () =>
      Buffer.concat([
        Buffer.from("d0cf11e0a1b11ae1", "hex"),
        Buffer.alloc(5_000),
        Buffer.from("EncryptedPackage", "utf16le"),
      ]),
    "encrypted",
  ),
  xlsx("a picture", () => Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), "renamed"),
  xlsx("a CSV", () => Buffer.from("id,title\n1,2\n"), "renamed"),
  xlsx(
    "a text document",
    () => workbook({ without: ["xl/workbook.xml"], parts: [{ name: "word/document.xml", data: "<d/>" }] }),
    "not-a-sheet",
  ),
  xlsx(
    "a workbook in binary parts",
    () =>
      workbook({
        without: ["xl/workbook.xml"],
        parts: [
          { name: "xl/workbook.bin", data: "x" },
          { name: "_rels/.rels", data: '<r><Relationship Type="/officeDocument" Target="xl/workbook.bin"/></r>' },
        ],
      }),
    "not-a-sheet",
  ),
  xlsx("macros", () => withPart("xl/vbaProject.bin"), "macros"),
  xlsx("macros in another place", () => withPart("evil/VBAPROJECT.BIN"), "macros"),
  xlsx("macros of the old kind", () => withPart("xl/macrosheets/sheet1.xml"), "macros"),
  xlsx(
    "a type with macros",
    () =>
      withPart(
        "[Content_Types].xml",
        '<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>',
      ),
    "macros",
  ),
  { ...xlsx("a name that says macros", workbook, "macros"), name: "sheet.xlsm" },
  { ...xlsx("a name of the old form", workbook, "legacy-xls"), name: "sheet.xls" },
  { ...xlsx("a workbook called CSV", workbook, "renamed"), name: "sheet.csv" },
  { ...xlsx("a workbook called JSON", workbook, "renamed"), name: "sheet.json" },
  { ...xlsx("a name without an ending", workbook, "not-a-sheet"), name: "sheet" },
  { ...xlsx("an ending that every object has", workbook, "not-a-sheet"), name: "sheet.constructor" },
  xlsx("a link to another workbook", () => withPart("xl/externalLinks/externalLink1.xml"), "external-link"),
  xlsx("a connection to a database", () => withPart("xl/connections.xml"), "external-link"),
  xlsx(
    "a sheet on another machine",
    () =>
      withPart(
        "xl/_rels/workbook.xml.rels",
        '<r><Relationship Id="rId2" Type="x/worksheet" TargetMode="External" Target="http://127.0.0.1:1/sheet.xml"/></r>',
      ),
    "external-link",
  ),
  xlsx(
    "a relation that leaves the archive",
    () =>
      withPart(
        "xl/_rels/workbook.xml.rels",
        '<r><Relationship Id="rId2" Type="x/worksheet" Target="../../../etc/passwd"/></r>',
      ),
    "damaged",
  ),
];
