/** Words of 32 bits in one piece of memory: a megabyte. */
const chunkBits = 18;
const chunkSize = 1 << chunkBits;
/** Each slice begins with the address of the next one and how many postings it holds room for. */
const header = 2;
const largestSlice = 4096;

/** Short lists double, longer ones grow by half: less room stands empty, and a list of thousands is still a dozen slices. */
const longer = (room: number): number => (room === 0 ? 1 : room < 8 ? 2 * room : room + (room >>> 1));

const grown = (old: Uint32Array<ArrayBuffer>, size: number): Uint32Array<ArrayBuffer> => {
  if (size <= old.length) return old;
  const next = new Uint32Array(Math.max(size, old.length * 2));
  next.set(old);
  return next;
};

/**
 * Lists of (document number, packed counts), one for each term, in a few large pieces of memory: eight bytes a posting, nothing for
 * the collector to walk. Lists only grow, and numbers must be appended in ascending order. A list is a chain of slices, each longer
 * than the one before.
 */
export class Postings {
  #chunks: Uint32Array[] = [];
  /** Where the next slice is written; 0 means "none" in a link, so the first word stays empty. */
  #next = 1;
  #heads = new Uint32Array(1024);
  #tails = new Uint32Array(1024);
  /** Postings in the last slice of each list. */
  #used = new Uint32Array(1024);

  get bytes(): number {
    return this.#chunks.length * chunkSize * 4 + 3 * this.#heads.byteLength;
  }

  #chunkAt(address: number): Uint32Array {
    const chunk = this.#chunks[address >>> chunkBits];
    if (!chunk) throw new RangeError(`no postings at ${address}`);
    return chunk;
  }

  /** Makes room for `room` postings and returns its address; slices never cross from one piece of memory into the next. */
  #slice(room: number): number {
    const size = header + 2 * room;
    if ((this.#next & (chunkSize - 1)) + size > chunkSize)
      this.#next = (Math.floor(this.#next / chunkSize) + 1) * chunkSize;
    const at = this.#next;
    if (at >>> chunkBits >= this.#chunks.length) this.#chunks.push(new Uint32Array(chunkSize));
    this.#chunkAt(at)[(at & (chunkSize - 1)) + 1] = room;
    this.#next += size;
    return at;
  }

  #reserve(term: number): void {
    if (term < this.#heads.length) return;
    this.#heads = grown(this.#heads, term + 1);
    this.#tails = grown(this.#tails, term + 1);
    this.#used = grown(this.#used, term + 1);
  }

  /** @param room for how many postings a new slice is made where one is needed; by itself somewhat more than the last. */
  append(term: number, document: number, packed: number, room?: number): void {
    this.#reserve(term);
    const tail = this.#tails[term] ?? 0;
    let used = this.#used[term] ?? 0;
    let at = tail;
    const full = tail === 0 || used === this.#chunkAt(tail)[(tail & (chunkSize - 1)) + 1];
    if (full) {
      const last = tail === 0 ? 0 : (this.#chunkAt(tail)[(tail & (chunkSize - 1)) + 1] ?? 0);
      at = this.#slice(Math.min(largestSlice, room ?? longer(last)));
      if (tail === 0) this.#heads[term] = at;
      else this.#chunkAt(tail)[tail & (chunkSize - 1)] = at;
      this.#tails[term] = at;
      used = 0;
    }
    const chunk = this.#chunkAt(at);
    const place = (at & (chunkSize - 1)) + header + 2 * used;
    chunk[place] = document;
    chunk[place + 1] = packed;
    this.#used[term] = used + 1;
  }

  /** Shows each stretch of a list: words `from` to `to` of `chunk` are document, packed counts, document, packed counts … */
  walk(term: number, visit: (chunk: Uint32Array, from: number, to: number) => void): void {
    for (let at = this.#heads[term] ?? 0; at !== 0; ) {
      const chunk = this.#chunkAt(at);
      const start = at & (chunkSize - 1);
      const count = at === this.#tails[term] ? (this.#used[term] ?? 0) : (chunk[start + 1] ?? 0);
      visit(chunk, start + header, start + header + 2 * count);
      at = at === this.#tails[term] ? 0 : (chunk[start] ?? 0);
    }
  }

  /** Packed counts of a term in one document, 0 where it does not stand. */
  find(term: number, document: number): number {
    for (let at = this.#heads[term] ?? 0; at !== 0; ) {
      const chunk = this.#chunkAt(at);
      const start = at & (chunkSize - 1);
      const isLast = at === this.#tails[term];
      const count = isLast ? (this.#used[term] ?? 0) : (chunk[start + 1] ?? 0);
      if (count > 0 && (chunk[start + header + 2 * (count - 1)] ?? 0) >= document)
        return search(chunk, start + header, count, document);
      at = isLast ? 0 : (chunk[start] ?? 0);
    }
    return 0;
  }
}

const search = (chunk: Uint32Array, start: number, count: number, document: number): number => {
  let [low, high] = [0, count - 1];
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = chunk[start + 2 * middle] ?? 0;
    if (found === document) return chunk[start + 2 * middle + 1] ?? 0;
    if (found < document) low = middle + 1;
    else high = middle - 1;
  }
  return 0;
};
