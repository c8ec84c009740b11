import type { FileHandle } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { crc32, createInflateRaw } from "node:zlib";
import type { SheetLimits } from "@peony/domain/imports";
import { SheetStop } from "./stop.ts";
import { directoryOf, type ZipEntry } from "./zip-directory.ts";

const chunkBytes = 65_536;
/** Small parts may well be very regular; they harm nobody. */
const judgedFrom = 1_000_000;

export type Archive = {
  readonly entries: ReadonlyMap<string, ZipEntry>;
  /** The bytes of a part, inflated while they are asked for; `onRead` hears how many stored bytes were taken. */
  readonly bytesOf: (entry: ZipEntry, onRead?: (bytes: number) => void) => AsyncGenerator<Buffer>;
};

async function* storedBytes(
  file: FileHandle,
  entry: ZipEntry,
  onRead: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const head = Buffer.alloc(30);
  await readFully(file, head, entry.offset);
  if (head.readUInt32LE(0) !== 0x04_03_4b_50) throw new SheetStop("damaged", "a part does not begin where it should");
  if ((head.readUInt16LE(6) & 1) === 1) throw new SheetStop("encrypted", "a part is encrypted");
  const nameLength = head.readUInt16LE(26);
  const name = Buffer.alloc(nameLength);
  await readFully(file, name, entry.offset + 30);
  if (!name.equals(entry.rawName)) throw new SheetStop("damaged", "a part has two names");
  let at = entry.offset + 30 + nameLength + head.readUInt16LE(28);
  const end = at + entry.storedBytes;
  if (end > entry.limit) throw new SheetStop("damaged", "parts overlap");
  while (at < end) {
    const chunk = Buffer.alloc(Math.min(chunkBytes, end - at));
    await readFully(file, chunk, at);
    at += chunk.length;
    onRead(chunk.length);
    yield chunk;
  }
}

const readFully = async (file: FileHandle, into: Buffer, position: number): Promise<void> => {
  let done = 0;
  while (done < into.length) {
    const { bytesRead } = await file.read(into, done, into.length - done, position + done);
    if (bytesRead === 0) throw new SheetStop("cut", "the archive ends in a part");
    done += bytesRead;
  }
};

async function* inflated(source: AsyncIterable<Buffer>): AsyncGenerator<{ chunk: Buffer; taken: number }> {
  const inflate = createInflateRaw({ chunkSize: chunkBytes });
  // every error arrives at whoever reads what was inflated
  pipeline(Readable.from(source, { highWaterMark: 1 }), inflate, () => undefined);
  try {
    for await (const chunk of inflate) yield { chunk: chunk as Buffer, taken: inflate.bytesWritten };
  } catch (e) {
    const { code } = e as { code?: string };
    if (code === "Z_BUF_ERROR") throw new SheetStop("cut", "a part ends in the middle");
    if (code?.startsWith("Z_") === true) throw new SheetStop("damaged", `a part cannot be inflated: ${code}`);
    throw e;
  }
}

/** Opens a zip archive for reading parts one by one. What its headers say is believed nowhere: all is measured while inflating. */
export const openArchive = async (file: FileHandle, size: number, limits: SheetLimits): Promise<Archive> => {
  const entries = await directoryOf(file, size, limits);
  let total = 0;
  return {
    entries,
    async *bytesOf(entry, onRead = () => undefined) {
      const stored = storedBytes(file, entry, onRead);
      let own = 0;
      let sum = 0;
      const measured = (chunk: Buffer, taken: number): Buffer => {
        own += chunk.length;
        total += chunk.length;
        sum = crc32(chunk, sum);
        if (total > limits.maxInflatedBytes)
          throw new SheetStop("zip-bomb", `more than ${limits.maxInflatedBytes} bytes`);
        if (own > judgedFrom && own > taken * limits.maxRatio)
          throw new SheetStop("zip-bomb", `${own} bytes out of ${taken}`);
        if (own > entry.inflatedBytes) throw new SheetStop("damaged", `a part is larger than it says`);
        return chunk;
      };
      if (entry.deflated) for await (const { chunk, taken } of inflated(stored)) yield measured(chunk, taken);
      else for await (const chunk of stored) yield measured(chunk, own + chunk.length);
      if (own !== entry.inflatedBytes) throw new SheetStop("damaged", "a part is smaller than it says");
      if (sum !== entry.crc) throw new SheetStop("damaged", "a check sum is wrong");
    },
  };
};
