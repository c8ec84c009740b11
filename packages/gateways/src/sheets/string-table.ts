import { SheetStop } from "./stop.ts";

const maxBytes = 100_000_000;
const maxStrings = 4_000_000;
const pageBytes = 1_048_576;

/**
 * The shared texts of a workbook, kept as UTF-8 outside the heap: as strings they would take two to three times the room, and what the
 * table may hold could not be told beforehand.
 */
export class StringTable {
  readonly #pages: Buffer[] = [];
  #used = pageBytes;
  #bytes = 0;
  #count = 0;
  /** Page, start and length of each text. */
  #places = new Uint32Array(3 * 1_024);

  add(text: string): void {
    const length = Buffer.byteLength(text);
    this.#bytes += length;
    if (this.#bytes > maxBytes || this.#count >= maxStrings)
      throw new SheetStop("memory", `${this.#count} shared texts of ${this.#bytes} bytes`);
    if (this.#used + length > pageBytes) {
      this.#pages.push(Buffer.allocUnsafeSlow(Math.max(pageBytes, length)));
      this.#used = 0;
    }
    if (this.#count * 3 === this.#places.length) {
      const wider = new Uint32Array(this.#places.length * 2);
      wider.set(this.#places);
      this.#places = wider;
    }
    this.#pages.at(-1)?.write(text, this.#used);
    const at = this.#count * 3;
    this.#places[at] = this.#pages.length - 1;
    this.#places[at + 1] = this.#used;
    this.#places[at + 2] = length;
    this.#used += length;
    this.#count += 1;
  }

  get(index: number): string {
    if (!Number.isInteger(index) || index < 0 || index >= this.#count)
      throw new SheetStop("damaged", `no shared text ${index}`);
    const start = this.#places[index * 3 + 1] ?? 0;
    const end = start + (this.#places[index * 3 + 2] ?? 0);
    return this.#pages[this.#places[index * 3] ?? 0]?.toString("utf8", start, end) ?? "";
  }
}
