import type { SheetLimits } from "@peony/domain/imports";
import { SheetStop } from "./stop.ts";
import type { RawRow, Table } from "./table.ts";

const quote = 34;
const cr = 13;
const lf = 10;
const delimiters = [44, 59, 9];

/** The sign that parts most cells of the first line, outside quotes: comma, semicolon or tab; null where the line has not ended yet. */
const delimiterOf = (text: string, whole: boolean): number | null => {
  const counts = new Map(delimiters.map((d) => [d, 0]));
  let quoted = false;
  let content = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    if (c === quote) quoted = !quoted;
    else if (!quoted && (c === lf || c === cr) && content) {
      whole = true;
      break;
    } else if (!quoted && counts.has(c)) counts.set(c, (counts.get(c) ?? 0) + 1);
    if (c !== lf && c !== cr) content = true;
  }
  const [best] = [...counts].sort(([, a], [, b]) => b - a);
  return whole || (best?.[1] ?? 0) > 1_000 ? (best?.[0] ?? 44) : null;
};

/**
 * CSV as RFC 4180 has it and as people write it: any line end, quoted cells with line ends in them, spaces around unquoted cells dropped, a
 * quotation mark inside an unquoted cell taken as it is. Text is fed in pieces; what does not end yet waits for the next.
 */
export class CsvParser {
  #buffer = "";
  #at = 0;
  #line = 1;
  #delimiter: number | null = null;
  readonly #table: Table;
  readonly #limits: SheetLimits;
  constructor(table: Table, limits: SheetLimits) {
    this.#table = table;
    this.#limits = limits;
  }

  /** Rows that end within what was fed. `last` says that nothing follows. */
  *push(text: string, last: boolean): Generator<RawRow> {
    this.#buffer = this.#buffer.slice(this.#at) + text;
    this.#at = 0;
    this.#delimiter ??= delimiterOf(this.#buffer, last);
    while (this.#delimiter !== null && this.#at < this.#buffer.length) {
      const line = this.#line;
      const cells = this.#record(this.#delimiter, last);
      if (cells === null) break;
      const row = this.#table.take(line, cells);
      if (row !== null) yield row;
    }
    const rest = this.#buffer.length - this.#at;
    if (rest > this.#limits.maxRecordChars)
      throw new SheetStop("record-too-long", `line ${this.#line}`, {
        line: this.#line,
        max: this.#limits.maxRecordChars,
      });
    if (last && rest > 0) throw new SheetStop("cut", `the quotes opened in line ${this.#line} are not closed`);
  }

  /** The record that begins here; null where it goes on beyond the buffer. */
  #record(delimiter: number, last: boolean): string[] | null {
    const text = this.#buffer;
    const cells: string[] = [];
    let at = this.#at;
    for (;;) {
      if (cells.length > this.#limits.maxColumns)
        throw new SheetStop("too-many-columns", `line ${this.#line}`, { max: this.#limits.maxColumns });
      let cell = "";
      if (text.charCodeAt(at) === quote) {
        const end = closingQuote(text, at + 1);
        if (end === -1) return null;
        cell = text.slice(at + 1, end);
        if (cell.includes('"')) cell = cell.replaceAll('""', '"');
        at = end + 1;
      }
      const from = at;
      let c = text.charCodeAt(at);
      while (c !== delimiter && c !== lf && c !== cr && at < text.length) {
        at += 1;
        c = text.charCodeAt(at);
      }
      if (at > from) cell += text.slice(from, at).trim();
      // What stands last in the buffer may go on: a cell, or a quotation mark that the next one doubles.
      if (at >= text.length && !last) return null;
      cells.push(cell);
      if (at < text.length && c === delimiter) {
        at += 1;
        continue;
      }
      if (c === cr && at === text.length - 1 && !last) return null;
      at += c === cr && text.charCodeAt(at + 1) === lf ? 2 : 1;
      this.#at = Math.min(at, text.length);
      // a record is one row of a spreadsheet, however many line ends its cells hold
      this.#line += 1;
      return cells;
    }
  }
}

/** Where the quotes opened before `from` are closed; -1 where they are not. */
const closingQuote = (text: string, from: number): number => {
  let end = text.indexOf('"', from);
  while (end !== -1 && text.charCodeAt(end + 1) === quote) end = text.indexOf('"', end + 2);
  return end;
};
