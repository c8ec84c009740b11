import type { RowProblem, SheetLimits } from "@peony/domain/imports";
import { SheetStop } from "./stop.ts";

/** A row on its way: the texts in the order of the header, or the object a JSON file gave. */
export type RawRow = readonly [
  line: number,
  problem: RowProblem | null,
  values: readonly string[] | Readonly<Record<string, unknown>>,
];

/** Characters that no text of a sheet holds; tabs and line ends are allowed. */
export const controls = /[^\P{Cc}\t\n\r\u0080-\u009f]|[\ufffe\uffff]/u;

/** An apostrophe that our own CSV put before what a spreadsheet would have run. */
const guarded = /^'+[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;
const unguarded = (cell: string): string => (cell.charCodeAt(0) === 39 && guarded.test(cell) ? cell.slice(1) : cell);

const headerOf = (line: number, cells: readonly string[], limits: SheetLimits): string[] => {
  const names = cells.map((cell) => unguarded(cell).replace(/\s+/g, " ").trim());
  while (names.at(-1) === "") names.pop();
  if (names.length > limits.maxColumns)
    throw new SheetStop("too-many-columns", `${names.length} columns`, { max: limits.maxColumns });
  if (!names.some((name) => /\p{L}/u.test(name))) throw new SheetStop("no-header", `no letter in line ${line}`);
  if (names.some((name) => controls.test(name) || name.length > 1_000))
    throw new SheetStop("no-header", `line ${line} holds no names`);
  const seen = new Set<string>();
  return names.map((name, i) => {
    const called = name === "" ? `#${i + 1}` : name;
    if (seen.has(called)) throw new SheetStop("duplicate-header", `"${called}" twice`, { name: called.slice(0, 100) });
    seen.add(called);
    return called;
  });
};

/** Turns records into rows: the first with content names the columns, records without content are left out, the limits are kept. */
export class Table {
  headers: readonly string[] = [];
  #rows = 0;
  #chars = 0;
  readonly #limits: SheetLimits;
  constructor(limits: SheetLimits) {
    this.#limits = limits;
  }

  /** The row of a record, or null where it is the header or empty. May change `cells`. */
  take(line: number, cells: string[]): RawRow | null {
    if (!cells.some((cell) => cell.trim() !== "")) return null;
    if (this.headers.length === 0) {
      this.headers = headerOf(line, cells, this.#limits);
      return null;
    }
    const width = this.headers.length;
    let problem: RowProblem | null = null;
    for (let i = 0; i < cells.length; i += 1) {
      const cell = cells[i] ?? "";
      if (i >= width && cell.trim() !== "") problem ??= "too-many-cells";
      else if (cell.length > this.#limits.maxCellChars) problem ??= "cell-too-long";
      else if (controls.test(cell)) problem ??= "control-character";
      else if (cell.charCodeAt(0) === 39) cells[i] = unguarded(cell);
      this.#chars += cell.length;
    }
    // A title above the names, as people like it: one cell wide, and everything below is wider.
    if (problem === "too-many-cells" && this.#rows === 0 && width === 1)
      throw new SheetStop("no-header", "one name, several columns");
    this.count();
    if (problem !== null) return [line, problem, []];
    if (cells.length > width) cells.length = width;
    while (cells.length < width) cells.push("");
    return [line, null, cells];
  }

  /** Counts a row, and characters given so far: a shared text may be pointed at from every cell, which no limit of the archive sees. */
  count(chars = 0): void {
    this.#rows += 1;
    this.#chars += chars;
    const { maxRows, maxInflatedBytes } = this.#limits;
    if (this.#rows > maxRows) throw new SheetStop("too-many-rows", `more than ${maxRows} rows`, { max: maxRows });
    if (this.#chars > maxInflatedBytes) throw new SheetStop("zip-bomb", `more than ${maxInflatedBytes} characters`);
  }

  get rows(): number {
    return this.#rows;
  }
}
