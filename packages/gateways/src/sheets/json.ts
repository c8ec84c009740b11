import type { SheetLimits } from "@peony/domain/imports";
import { rowOfJson } from "./records.ts";
import { SheetStop } from "./stop.ts";
import type { RawRow, Table } from "./table.ts";

const maxNesting = 64;
const space = /[\s\ufeff]/;

/**
 * Cuts a JSON file into the objects of its one array, in constant memory: the file is that array, or an object with one member that is an
 * array of objects (as the exchange form's `items`). Only those objects are parsed; of the rest no more is asked than that it nests.
 */
export class JsonParser {
  #buffer = "";
  #at = 0;
  /** Closing signs that are waited for. */
  readonly #open: string[] = [];
  #inText = false;
  #escaped = false;
  #ended = false;
  /** How deep the array of rows lies: 1 or 2; 0 before it is found. */
  #depth = 0;
  /** An array at depth 2 has just begun, and its first sign decides whether it is the one. */
  #candidate = false;
  #found = false;
  /** Where the object that is being read begins in the buffer; -1 outside. */
  #from = -1;
  /** The item is something else than an object; it has been told. */
  #stray = false;
  #items = 0;
  readonly #table: Table;
  readonly #limits: SheetLimits;
  constructor(table: Table, limits: SheetLimits) {
    this.#table = table;
    this.#limits = limits;
  }

  *push(text: string, last: boolean): Generator<RawRow> {
    const kept = this.#from === -1 ? "" : this.#buffer.slice(this.#from);
    if (kept.length > this.#limits.maxRecordChars)
      throw new SheetStop("record-too-long", `item ${this.#items}`, {
        line: this.#items,
        max: this.#limits.maxRecordChars,
      });
    this.#buffer = kept + text;
    this.#at = kept.length;
    if (this.#from !== -1) this.#from = 0;
    while (this.#at < this.#buffer.length) {
      const sign = this.#buffer[this.#at] ?? "";
      this.#at += 1;
      if (this.#inText) this.#insideText(sign);
      else {
        const row = this.#outside(sign);
        if (row !== null) yield row;
      }
    }
    if (last && !this.#ended) throw new SheetStop(this.#open.length > 0 ? "cut" : "empty", "the JSON does not end");
    if (last && !this.#found) throw new SheetStop("not-a-sheet", "no array of objects");
  }

  #insideText(sign: string): void {
    if (this.#escaped) this.#escaped = false;
    else if (sign === "\\") this.#escaped = true;
    else if (sign === '"') this.#inText = false;
  }

  #outside(sign: string): RawRow | null {
    if (space.test(sign)) return null;
    if (this.#ended) throw new SheetStop("damaged", "more after the end of the JSON");
    if (this.#open.length === 0 && sign !== "{" && sign !== "[") throw new SheetStop("not-a-sheet", "no JSON object");
    if (this.#candidate) this.#decide(sign);
    const amongRows = this.#depth > 0 && this.#open.length === this.#depth;
    if (sign === "{" || sign === "[") return this.#opens(sign, amongRows);
    if (sign === "}" || sign === "]") return this.#closes(sign);
    if (sign === '"') this.#inText = true;
    if (!amongRows) return null;
    if (sign === ",") {
      this.#stray = false;
      return null;
    }
    return this.#strayItem();
  }

  /** The first sign in an array right below the root: an object makes it the array of rows, and there may be only one. */
  #decide(sign: string): void {
    this.#candidate = false;
    if (sign !== "{") return;
    if (this.#found) throw new SheetStop("not-a-sheet", "two arrays of objects");
    this.#depth = 2;
    this.#found = true;
  }

  #opens(sign: string, amongRows: boolean): RawRow | null {
    if (this.#open.length >= maxNesting) throw new SheetStop("damaged", `more than ${maxNesting} levels`);
    const root = this.#open.length === 0;
    this.#open.push(sign === "{" ? "}" : "]");
    if (root && sign === "[") {
      this.#depth = 1;
      this.#found = true;
    } else if (sign === "[" && this.#open.length === 2 && this.#open[0] === "}") this.#candidate = true;
    if (!amongRows) return null;
    if (sign === "[") return this.#strayItem();
    this.#items += 1;
    this.#from = this.#at - 1;
    return null;
  }

  #closes(sign: string): RawRow | null {
    if (this.#open.pop() !== sign) throw new SheetStop("damaged", `"${sign}" closes nothing`);
    if (this.#open.length === 0) this.#ended = true;
    if (this.#depth > this.#open.length) {
      this.#depth = 0;
      this.#stray = false;
    }
    if (this.#from === -1 || this.#open.length !== this.#depth) return null;
    const json = this.#buffer.slice(this.#from, this.#at);
    this.#from = -1;
    return rowOfJson(this.#items, json, this.#table, this.#limits);
  }

  #strayItem(): RawRow | null {
    if (this.#stray) return null;
    this.#stray = true;
    this.#items += 1;
    if (this.#items === 1) throw new SheetStop("not-a-sheet", "the first item is not an object");
    this.#table.count();
    return [this.#items, "not-an-object", {}];
  }
}
