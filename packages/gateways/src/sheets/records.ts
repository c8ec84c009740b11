import type { RowProblem, SheetLimits } from "@peony/domain/imports";
import { SheetStop } from "./stop.ts";
import { controls, type RawRow, type Table } from "./table.ts";

const maxDepth = 32;

/** Takes the key `__proto__` out of a parsed value, at any depth: some code would set a prototype by it. Tells what no row may hold. */
const cleaned = (value: unknown, limits: SheetLimits, depth = 0): RowProblem | null => {
  if (typeof value === "string") {
    if (value.length > limits.maxCellChars) return "cell-too-long";
    return controls.test(value) || !value.isWellFormed() ? "control-character" : null;
  }
  if (typeof value !== "object" || value === null) return null;
  if (depth >= maxDepth) return "too-deep";
  let problem: RowProblem | null = null;
  for (const [key, inner] of Object.entries(value)) {
    if (key === "__proto__") Reflect.deleteProperty(value, key);
    else {
      if (controls.test(key) || !key.isWellFormed()) problem ??= "control-character";
      problem ??= cleaned(inner, limits, depth + 1);
    }
  }
  return problem;
};

/** The row that a piece of JSON is. */
export const rowOfJson = (line: number, json: string, table: Table, limits: SheetLimits): RawRow => {
  table.count(json.length);
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return [line, "not-json", {}];
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [line, "not-an-object", {}];
  const problem = cleaned(value, limits);
  if (Object.keys(value).length > limits.maxColumns)
    throw new SheetStop("too-many-columns", `line ${line}`, { max: limits.maxColumns });
  return problem === null ? [line, null, value as Readonly<Record<string, unknown>>] : [line, problem, {}];
};

/** JSONL: one object a line, empty lines left out. */
export class LineParser {
  #buffer = "";
  #line = 0;
  readonly #table: Table;
  readonly #limits: SheetLimits;
  constructor(table: Table, limits: SheetLimits) {
    this.#table = table;
    this.#limits = limits;
  }

  *push(text: string, last: boolean): Generator<RawRow> {
    const lines = (this.#buffer + text).split("\n");
    this.#buffer = last ? "" : (lines.pop() ?? "");
    for (const one of lines) {
      this.#line += 1;
      if (one.length > this.#limits.maxRecordChars) this.#tooLong();
      if (one.trim() === "") continue;
      const row = rowOfJson(this.#line, one, this.#table, this.#limits);
      if (this.#table.rows === 1 && (row[1] === "not-json" || row[1] === "not-an-object"))
        throw new SheetStop("not-a-sheet", "the first line is not a JSON object");
      yield row;
    }
    if (this.#buffer.length > this.#limits.maxRecordChars) this.#tooLong();
  }

  #tooLong(): never {
    const max = this.#limits.maxRecordChars;
    throw new SheetStop("record-too-long", `line ${this.#line}`, { line: this.#line, max });
  }
}
