import { DomainError } from "../shared/index.ts";

/** Why a file as a whole is refused; the sentence is the message `errors.imports.<fault>`. */
export const sheetFaults = [
  /** Not one of the forms read here. */
  "not-a-sheet",
  /** The content is of another form than the name says. */
  "renamed",
  /** The binary form of before 2007. */
  "legacy-xls",
  "encrypted",
  "macros",
  "external-link",
  /** XML with a document type, which could define entities. */
  "dtd",
  "zip-bomb",
  "too-many-entries",
  /** The structure contradicts itself: check sums, sizes, overlapping parts, XML or JSON that does not nest. */
  "damaged",
  /** The file ends in the middle. */
  "cut",
  "wrong-encoding",
  "empty",
  /** The columns are named, and nothing stands below them. */
  "only-names",
  "no-header",
  "duplicate-header",
  "too-many-columns",
  "too-many-rows",
  /** The file has more bytes than may be read. */
  "too-heavy",
  /** One record goes on and on; mostly a quotation mark that is never closed. */
  "record-too-long",
  "timeout",
  "memory",
  /** The reading process ended without an answer. */
  "unreadable",
] as const;
export type SheetFaultCode = (typeof sheetFaults)[number];

/** A file that cannot be read as a sheet. Whoever gets it keeps none of the rows read before: it may come after the last row. */
export class SheetFault extends DomainError {
  readonly fault: SheetFaultCode;
  constructor(fault: SheetFaultCode, detail: string, args: Readonly<Record<string, string | number>> = {}) {
    super(`imports/${fault}`, detail, { args });
    this.name = "SheetFault";
    this.fault = fault;
  }
}

/** What is wrong with one row while the rest of the file can be read; the sentence is the message `validation.row-<problem>`. */
export const rowProblems = [
  /** There are values to the right of the last named column. */
  "too-many-cells",
  "cell-too-long",
  "not-json",
  "not-an-object",
  /** Objects in objects beyond the limit. */
  "too-deep",
  /** Characters that no text holds, such as NUL, or halves of characters. */
  "control-character",
] as const;
export type RowProblem = (typeof rowProblems)[number];

export type SheetRow = {
  /** Where the row stands: its number as a spreadsheet shows it, the line of a text of JSON lines, in a JSON array the how-manieth item; from 1. */
  readonly line: number;
  /**
   * Values by column name, without a prototype. Of CSV and XLSX every column of the header is there and every value is a text: days as
   * `2026-11-25`, numbers as they would be typed, "" where nothing stands. Of JSON the values are what the file says, with no key
   * `__proto__` at any depth. Empty where `problem` says that the row could not be read.
   */
  readonly row: Readonly<Record<string, unknown>>;
  readonly problem: RowProblem | null;
};

export type SheetBatch = {
  /** Column names in their order; of JSON the keys of the first rows. The same in every batch. A column without a name is called `#3`. */
  readonly headers: readonly string[];
  readonly rows: readonly SheetRow[];
  /** How far the reading is: bytes of the file, as they are stored. */
  readonly bytesRead: number;
  readonly bytesTotal: number;
};

export type SheetSource = {
  /** Name the file was sent under; its ending says the form. */
  readonly name: string;
  /** Where its bytes lie on this machine. */
  readonly path: string;
};

export type SheetLimits = {
  readonly maxBytes: number;
  /** Rows with content, the header not counted. */
  readonly maxRows: number;
  readonly maxColumns: number;
  /** Parts of a spreadsheet's archive. */
  readonly maxEntries: number;
  /** Of all parts of an archive together; as many characters all cells together may have. */
  readonly maxInflatedBytes: number;
  /** Inflated to stored bytes, of any one part; parts below one megabyte are not judged. */
  readonly maxRatio: number;
  readonly maxRecordChars: number;
  readonly maxCellChars: number;
};

/** For files of people we do not know. */
export const strangerSheetLimits: SheetLimits = {
  maxBytes: 50 * 1024 * 1024,
  maxRows: 200_000,
  maxColumns: 200,
  maxEntries: 1_000,
  maxInflatedBytes: 200_000_000,
  maxRatio: 100,
  maxRecordChars: 1_000_000,
  maxCellChars: 100_000,
};

/** For files an operator names on the command line: larger, yet ten million rows are refused there too. */
export const operatorSheetLimits: SheetLimits = {
  ...strangerSheetLimits,
  maxBytes: 8_000_000_000,
  maxRows: 9_999_999,
  maxInflatedBytes: 8_000_000_000,
};

/**
 * Reads the rows of a sheet in their order, in batches, in constant memory, with back-pressure: the next batch is read when it is asked
 * for. Throws `SheetFault`, possibly after batches were given. Formulas are never evaluated; their stored values are read.
 */
export type SheetReader = { readonly read: (source: SheetSource, limits?: SheetLimits) => AsyncIterable<SheetBatch> };

export const sheetKinds = ["csv", "xlsx", "json", "jsonl"] as const;
export type SheetKind = (typeof sheetKinds)[number];

const kindsByEnding: Readonly<Record<string, SheetKind>> = {
  ...{ csv: "csv", tsv: "csv", txt: "csv", xlsx: "xlsx", json: "json", jsonl: "jsonl", ndjson: "jsonl" },
};

/** Form of a file by the ending of its name; throws the fault of forms that are known and refused. */
export const sheetKindOf = (name: string): SheetKind => {
  const ending = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  const kind = Object.hasOwn(kindsByEnding, ending) ? kindsByEnding[ending] : undefined;
  if (kind !== undefined) return kind;
  if (["xlsm", "xltm", "xlam", "xla"].includes(ending)) throw new SheetFault("macros", `.${ending} holds macros`);
  if (["xls", "xlt", "et"].includes(ending)) throw new SheetFault("legacy-xls", `.${ending} is the old form`);
  throw new SheetFault("not-a-sheet", `files ending in "${ending}" are not read`);
};
