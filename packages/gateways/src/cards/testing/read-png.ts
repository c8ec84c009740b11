import { inflateSync } from "node:zlib";

export type Picture = {
  readonly width: number;
  readonly height: number;
  /** Share of a rectangle, 0 to 1, that is much darker than paper. */
  readonly ink: (x: number, y: number, width: number, height: number) => number;
};

const paeth = (a: number, b: number, c: number): number => {
  const p = a + b - c;
  const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
};

/** Rows of an 8-bit RGBA picture with its filters undone (PNG specification, clause 9). */
const unfiltered = (raw: Buffer, width: number, height: number): Buffer => {
  const stride = width * 4;
  const out = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)];
    for (let i = 0; i < stride; i += 1) {
      const a = i < 4 ? 0 : (out[y * stride + i - 4] ?? 0);
      const b = y === 0 ? 0 : (out[(y - 1) * stride + i] ?? 0);
      const c = i < 4 || y === 0 ? 0 : (out[(y - 1) * stride + i - 4] ?? 0);
      const add = [0, a, b, (a + b) >> 1, paeth(a, b, c)][filter ?? 0] ?? 0;
      out[y * stride + i] = (raw[y * (stride + 1) + 1 + i] ?? 0) + add;
    }
  }
  return out;
};

/** Reads a PNG of 8-bit RGBA pixels, which is what the cards are. @throws Error where it is another kind */
export const readPng = (bytes: Uint8Array): Picture => {
  const file = Buffer.from(bytes);
  if (file.subarray(1, 4).toString("latin1") !== "PNG") throw new Error("no PNG");
  const parts: Buffer[] = [];
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    if (file.subarray(at + 4, at + 8).toString("latin1") === "IDAT") parts.push(file.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  if (file[24] !== 8 || file[25] !== 6) throw new Error(`depth ${file[24]}, kind ${file[25]}`);
  const pixels = unfiltered(inflateSync(Buffer.concat(parts)), width, height);
  const isInk = (x: number, y: number): boolean => {
    const at = (y * width + x) * 4;
    return (pixels[at] ?? 255) + (pixels[at + 1] ?? 255) + (pixels[at + 2] ?? 255) < 450;
  };
  return {
    width,
    height,
    ink: (left, top, wide, high) => {
      let found = 0;
      for (let y = top; y < top + high; y += 1) for (let x = left; x < left + wide; x += 1) if (isInk(x, y)) found += 1;
      return found / (wide * high);
    },
  };
};
