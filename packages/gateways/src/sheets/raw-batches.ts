import { open } from "node:fs/promises";
import type { SheetKind, SheetLimits } from "@peony/domain/imports";
import { CsvParser } from "./csv.ts";
import { JsonParser } from "./json.ts";
import { LineParser } from "./records.ts";
import { SheetStop } from "./stop.ts";
import { type RawRow, Table } from "./table.ts";
import { type Progress, textOf } from "./text.ts";
import { openWorkbook, partText } from "./workbook.ts";
import { WorksheetParser } from "./xlsx.ts";
import { openArchive } from "./zip.ts";

/** What the reader is asked; `path` is a real path. */
export type RawRequest = { readonly path: string; readonly kind: SheetKind; readonly limits: SheetLimits };

/** Rows on their way; `headers` of CSV and XLSX stand from the first batch on, of JSON there are none. */
export type RawBatch = {
  readonly headers: readonly string[];
  readonly rows: readonly RawRow[];
  readonly bytesRead: number;
  readonly bytesTotal: number;
};

type Parser = { push: (text: string, last: boolean) => Iterable<RawRow> };

const batchRows = 500;
const batchChars = 262_144;

const startsWith = (head: Buffer, ...bytes: readonly number[]): boolean => bytes.every((byte, i) => head[i] === byte);

/** Refuses by the first bytes what is certainly of another form than it should be. */
const refuseOthers = (head: Buffer, kind: SheetKind): void => {
  if (head.length === 0) throw new SheetStop("empty", "no bytes");
  if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0)) {
    // An encrypted workbook is a compound file that holds the workbook as a stream of this name.
    const encrypted = head.includes(Buffer.from("EncryptedPackage", "utf16le"));
    throw new SheetStop(encrypted ? "encrypted" : "legacy-xls", "a compound file");
  }
  const zip = startsWith(head, 0x50, 0x4b, 3, 4) || startsWith(head, 0x50, 0x4b, 5, 6);
  if (kind === "xlsx" ? !zip : zip) throw new SheetStop("renamed", `an archive: ${zip}`);
  const images = [
    [0x89, 0x50, 0x4e, 0x47],
    [0x25, 0x50, 0x44, 0x46, 0x2d],
    [0xff, 0xd8, 0xff],
    [0x1f, 0x8b],
    [0x47, 0x49, 0x46, 0x38],
  ];
  if (images.some((bytes) => startsWith(head, ...bytes))) throw new SheetStop("renamed", "an image or an archive");
  // What many systems call an export is a page.
  const beginning = head.subarray(0, 1_000).toString("latin1");
  if (/^(\xef\xbb\xbf)?\s*<(!doctype|html|\?xml|table)/i.test(beginning)) throw new SheetStop("renamed", "a page");
};

/** Bytes looked at to tell the form; the directory of a compound file lies within them where files are as small as sheets. */
const headBytes = 1_048_576;

const parserOf = (kind: Exclude<SheetKind, "xlsx">, table: Table, limits: SheetLimits): Parser => {
  if (kind === "csv") return new CsvParser(table, limits);
  return kind === "json" ? new JsonParser(table, limits) : new LineParser(table, limits);
};

/** The rows of a text file, chunk by chunk, each parsed while its rows are taken. */
async function* textRows(request: RawRequest, table: Table, progress: Progress): AsyncGenerator<Iterable<RawRow>> {
  if (request.kind === "xlsx") return;
  const parser = parserOf(request.kind, table, request.limits);
  for await (const text of textOf(request.path, progress)) yield parser.push(text, false);
  yield parser.push("", true);
}

async function* workbookRows(request: RawRequest, table: Table, progress: Progress): AsyncGenerator<Iterable<RawRow>> {
  const file = await open(/* turbopackIgnore: true */ request.path);
  try {
    const archive = await openArchive(file, progress.bytesTotal, request.limits);
    const book = await openWorkbook(archive);
    // What stands before and behind the sheet's own bytes counts as read when it begins.
    progress.bytesRead = progress.bytesTotal - book.sheet.storedBytes;
    const parser = new WorksheetParser(book, table, request.limits);
    const bytes = archive.bytesOf(book.sheet, (read) => {
      progress.bytesRead += read;
    });
    for await (const text of partText(bytes)) yield parser.push(text, false);
    yield parser.push("", true);
  } finally {
    await file.close();
  }
}

const charsOf = ([, , values]: RawRow): number =>
  Array.isArray(values) ? values.reduce((sum: number, cell: string) => sum + cell.length, 0) : 500;

/**
 * Reads a file in batches, in constant memory; the next part of the file is read when the next batch is asked for. Throws `SheetStop`.
 * Loads nothing but this folder and Node itself, so that it can run in a process that may read nothing else.
 */
export async function* rawBatches(request: RawRequest): AsyncGenerator<RawBatch> {
  const progress: Progress = { bytesRead: 0, bytesTotal: await examined(request) };
  const table = new Table(request.limits);
  const source = request.kind === "xlsx" ? workbookRows : textRows;
  let rows: RawRow[] = [];
  let chars = 0;
  const flush = (): RawBatch => {
    const batch = { headers: table.headers, rows, ...progress };
    rows = [];
    chars = 0;
    return batch;
  };
  for await (const chunk of source(request, table, progress)) {
    for (const row of chunk) {
      rows.push(row);
      chars += charsOf(row);
      if (rows.length >= batchRows || chars >= batchChars) yield flush();
    }
  }
  if (table.rows === 0) throw new SheetStop(table.headers.length > 0 ? "only-names" : "empty", "no rows");
  yield flush();
}

/** Size of the file, after a look at its first bytes. */
const examined = async ({ path, kind, limits }: RawRequest): Promise<number> => {
  const file = await open(/* turbopackIgnore: true */ path);
  try {
    const { size } = await file.stat();
    if (size > limits.maxBytes)
      throw new SheetStop("too-heavy", `${size} bytes`, { max: Math.floor(limits.maxBytes / 1_048_576) });
    const head = Buffer.alloc(Math.min(headBytes, size));
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    refuseOthers(head.subarray(0, bytesRead), kind);
    return size;
  } finally {
    await file.close();
  }
};
