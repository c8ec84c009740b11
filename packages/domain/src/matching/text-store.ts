const chunkSize = 1 << 22;

/** Where a text lies, as `TextStore.get` takes it. */
export type TextPlace = { readonly chunk: number; readonly from: number; readonly length: number };

/** Texts as UTF-8 in large pieces of memory: Chinese takes less than as strings, and the collector has nothing to walk. */
export class TextStore {
  readonly #chunks: Uint8Array[] = [];
  #used = chunkSize;
  readonly #encoder = new TextEncoder();
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });

  get bytes(): number {
    return this.#chunks.reduce((sum, c) => sum + c.length, 0);
  }

  put(text: string): TextPlace {
    const bytes = this.#encoder.encode(text);
    if (bytes.length > chunkSize) {
      this.#chunks.push(bytes);
      this.#used = chunkSize;
      return { chunk: this.#chunks.length - 1, from: 0, length: bytes.length };
    }
    if (this.#used + bytes.length > chunkSize) {
      this.#chunks.push(new Uint8Array(chunkSize));
      this.#used = 0;
    }
    const place = { chunk: this.#chunks.length - 1, from: this.#used, length: bytes.length };
    this.#chunks[place.chunk]?.set(bytes, place.from);
    this.#used += bytes.length;
    return place;
  }

  get({ chunk, from, length }: TextPlace): string {
    return this.#decoder.decode(this.#chunks[chunk]?.subarray(from, from + length));
  }
}
