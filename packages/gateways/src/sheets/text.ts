import { createReadStream } from "node:fs";
import { SheetStop } from "./stop.ts";

const chunkBytes = 65_536;

/** What a file read so far: it is asked between chunks. */
export type Progress = { bytesRead: number; bytesTotal: number };

type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030";

export const chunksOf = (path: string): AsyncIterable<Buffer> =>
  createReadStream(/* turbopackIgnore: true */ path, { highWaterMark: chunkBytes });

const marked = (head: Buffer): Encoding | null => {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return "utf-8";
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  return null;
};

/** Counts pairs of bytes as GB18030 sees them, and those in the rows that GB 2312 gives to common characters. */
const gbShare = (bytes: Buffer): { pairs: number; common: number } => {
  let pairs = 0;
  let common = 0;
  for (let i = 0; i + 1 < bytes.length; i += 1) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x80) continue;
    const trail = bytes[i + 1] ?? 0;
    pairs += 1;
    if (lead >= 0xa1 && lead <= 0xf7 && trail >= 0xa1 && trail <= 0xfe) common += 1;
    i += trail >= 0x30 && trail <= 0x39 ? 3 : 1;
  }
  return { pairs, common };
};

/** Chinese texts lie above nine tenths, a lone name with one rare character at two thirds, texts from Taiwan at three fifths. */
const leastCommon = 0.65;

/**
 * Encoding of a text: by its mark; else UTF-8 where all of it is valid UTF-8; else GB18030, which older Chinese spreadsheets write, where
 * most characters are common Chinese ones. Almost any bytes decode as GB18030, so that Western, Japanese or Taiwanese encodings would
 * come out as rare characters; they are refused. The whole file is looked at: the first umlaut or Chinese name may stand at its end.
 */
const encodingOf = async (path: string): Promise<Encoding> => {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let first = true;
  let utf8 = true;
  let pairs = 0;
  let common = 0;
  for await (const chunk of chunksOf(path)) {
    if (first) {
      const known = marked(chunk);
      if (known !== null) return known;
      if (chunk.subarray(0, 4_096).includes(0)) throw new SheetStop("wrong-encoding", "NUL where text should begin");
      first = false;
    }
    if (utf8)
      try {
        decoder.decode(chunk, { stream: true });
      } catch {
        utf8 = false;
      }
    if (!utf8 && pairs < 100_000) {
      const share = gbShare(chunk);
      pairs += share.pairs;
      common += share.common;
    }
    if (!utf8 && pairs >= 100_000) break;
  }
  if (utf8)
    try {
      decoder.decode();
      return "utf-8";
    } catch {
      throw new SheetStop("cut", "the last character is not whole");
    }
  if (common < pairs * leastCommon)
    throw new SheetStop("wrong-encoding", `${common} of ${pairs} pairs are common characters`);
  return "gb18030";
};

/** The text of a file, chunk by chunk, without its mark; throws the fault of bytes that are no text in a known encoding. */
export async function* textOf(path: string, progress: Progress): AsyncGenerator<string> {
  const encoding = await encodingOf(path);
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of chunksOf(path)) {
      const text = decoder.decode(chunk, { stream: true });
      progress.bytesRead += chunk.length;
      yield text;
    }
  } catch (e) {
    if (e instanceof TypeError)
      throw new SheetStop("wrong-encoding", `not ${encoding} near byte ${progress.bytesRead}`);
    throw e;
  }
  try {
    yield decoder.decode();
  } catch {
    throw new SheetStop("cut", "the last character is not whole");
  }
}
