import { createHash } from "node:crypto";
import { closeSync, createReadStream, openSync, readSync } from "node:fs";
import { createInterface } from "node:readline";
import { pipeline, Readable } from "node:stream";
import type { ImportRow } from "@peony/features/imports";
import { CsvError, parse } from "csv-parse";
import { CommandFailed } from "./command.ts";

/** UTF-8 where the first part of the file is valid UTF-8, else GB18030, which older Chinese spreadsheets write. */
const encodingOf = (path: string): "utf-8" | "gb18030" => {
  const head = Buffer.alloc(65_536);
  const file = openSync(path, "r");
  const length = readSync(file, head, 0, head.length, 0);
  closeSync(file);
  // The cut may fall inside a character, so the last three bytes are not judged.
  const judged = length === head.length ? head.subarray(0, length - 3) : head.subarray(0, length);
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(judged, { stream: length === head.length });
    return "utf-8";
  } catch {
    return "gb18030";
  }
};

const decoded = (path: string): Readable => {
  const decoder = new TextDecoder(encodingOf(path), { ignoreBOM: false });
  return Readable.from(
    (async function* () {
      for await (const chunk of createReadStream(path)) yield decoder.decode(chunk as Buffer, { stream: true });
      yield decoder.decode();
    })(),
  );
};

async function* jsonLines(path: string): AsyncGenerator<ImportRow> {
  let line = 0;
  for await (const text of createInterface({ input: decoded(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    if (text.trim() === "") continue;
    let row: unknown;
    try {
      row = JSON.parse(text);
    } catch {
      throw new CommandFailed(`Line ${line} is not JSON.`);
    }
    if (typeof row !== "object" || row === null || Array.isArray(row))
      throw new CommandFailed(`Line ${line} is not an object.`);
    yield { line, row: row as Record<string, unknown> };
  }
}

async function* csvRows(path: string): AsyncGenerator<ImportRow> {
  const parser = parse({
    ...{ columns: true, bom: true, trim: true, skip_empty_lines: true, max_record_size: 1_000_000, info: true },
  });
  // the parser carries every error on to whoever reads the rows
  pipeline(decoded(path), parser, () => undefined);
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: Record<string, string>;
      info: { lines: number };
    }>)
      yield { line: info.lines, row: record };
  } catch (e) {
    if (e instanceof CsvError)
      throw new CommandFailed(`This is not a CSV file with a row of column names: ${e.message}`);
    throw e;
  }
}

/** Rows of a JSONL or CSV file, one at a time, in constant memory. */
export const readRows = (path: string): AsyncGenerator<ImportRow> => {
  if (/\.(jsonl|ndjson)$/i.test(path)) return jsonLines(path);
  if (/\.csv$/i.test(path)) return csvRows(path);
  throw new CommandFailed("Only .jsonl and .csv files are imported here.");
};

export const sha256OfFile = async (path: string): Promise<string> => {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
};
