import type { SheetLimits } from "@peony/domain/imports";
import { columnOf, dayText, numberText, unescaped } from "./cells.ts";
import { SheetStop } from "./stop.ts";
import type { RawRow, Table } from "./table.ts";
import type { Workbook } from "./workbook.ts";
import { attributesOf, XmlReader } from "./xml.ts";

/** How most programs write a cell's attributes. */
const usual = /^ r="([A-Z]{1,3})[1-9]\d{0,6}"(?: s="(\d{1,6})")?(?: t="([a-zA-Z]{1,9})")?\s*$/;

/** Takes the rows out of a worksheet's XML: cached values only, whatever a formula says. */
export class WorksheetParser {
  readonly #xml = new XmlReader();
  readonly #book: Workbook;
  readonly #table: Table;
  readonly #limits: SheetLimits;
  #inData = false;
  #line = 0;
  #cells: string[] = [];
  #chars = 0;
  #column = -1;
  #style = 0;
  #type = "n";
  #value = "";
  /** Inside the element whose text is the value. */
  #reading = false;
  #phonetic = false;
  constructor(book: Workbook, table: Table, limits: SheetLimits) {
    this.#book = book;
    this.#table = table;
    this.#limits = limits;
  }

  *push(text: string, last: boolean): Generator<RawRow> {
    this.#xml.feed(text);
    for (let token = this.#xml.next(); token !== null; token = this.#xml.next()) {
      if (token === "text") {
        if (this.#reading && !this.#phonetic) this.#value += this.#xml.text;
        if (this.#value.length > this.#limits.maxRecordChars) this.#tooLong();
      } else if (token === "open") this.#opens(this.#xml.name);
      else {
        const row = this.#closes(this.#xml.name);
        if (row !== null) yield row;
      }
    }
    if (last) this.#xml.end();
  }

  #opens(name: string): void {
    if (name === "sheetData") this.#inData = true;
    if (!this.#inData) return;
    if (name === "v" || name === "t") this.#reading = true;
    else if (name === "rPh") this.#phonetic = true;
    else if (name === "c") this.#cellOpens();
    else if (name === "row") {
      const given = attributesOf(this.#xml.attributes).get("r");
      const line = given === undefined ? this.#line + 1 : Number(given);
      if (!Number.isInteger(line) || line <= this.#line)
        throw new SheetStop("damaged", `row ${given} after ${this.#line}`);
      this.#line = line;
      this.#cells = [];
      this.#chars = 0;
      this.#column = -1;
    }
  }

  #closes(name: string): RawRow | null {
    if (name === "sheetData") this.#inData = false;
    if (!this.#inData) return null;
    if (name === "v" || name === "t") this.#reading = false;
    else if (name === "rPh") this.#phonetic = false;
    else if (name === "c") this.#cellCloses();
    else if (name === "row") return this.#table.take(this.#line, this.#cells);
    return null;
  }

  #cellOpens(): void {
    const { attributes } = this.#xml;
    const fast = usual.exec(attributes);
    const slow = fast === null ? attributesOf(attributes) : null;
    const address = fast === null ? slow?.get("r") : fast[1];
    this.#column = address === undefined ? this.#column + 1 : columnOf(address);
    if (this.#column < 0) throw new SheetStop("damaged", `a cell at ${String(address).slice(0, 20)}`);
    this.#style = Number((fast === null ? slow?.get("s") : fast[2]) ?? 0);
    this.#type = (fast === null ? slow?.get("t") : fast[3]) ?? "n";
    this.#value = "";
  }

  #cellCloses(): void {
    if (this.#value === "") return;
    const text = this.#textOf(this.#value);
    if (text === "") return;
    if (this.#column >= this.#limits.maxColumns)
      throw new SheetStop("too-many-columns", `a value in column ${this.#column + 1}`, {
        max: this.#limits.maxColumns,
      });
    this.#chars += text.length;
    if (this.#chars > this.#limits.maxRecordChars) this.#tooLong();
    while (this.#cells.length < this.#column) this.#cells.push("");
    this.#cells[this.#column] = text;
  }

  #tooLong(): never {
    const max = this.#limits.maxRecordChars;
    throw new SheetStop("record-too-long", `row ${this.#line}`, { line: this.#line, max });
  }

  #textOf(value: string): string {
    switch (this.#type) {
      case "s":
        return this.#book.strings.get(Number(value));
      case "b":
        return value === "1" || value === "true" ? "TRUE" : "FALSE";
      case "d":
        return value.replace(/T00:00:00(\.0+)?Z?$/, "").replace("T", " ");
      case "n": {
        const shown = this.#book.formats[this.#style] ?? "number";
        return (shown === "number" ? null : dayText(value, shown, this.#book.since1904)) ?? numberText(value);
      }
      case "e":
        return value;
      case "str":
      case "inlineStr":
        return unescaped(value);
      default:
        throw new SheetStop("damaged", `a cell of type ${this.#type.slice(0, 20)}`);
    }
  }
}
