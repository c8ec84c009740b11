import type { FileHandle } from "node:fs/promises";
import type { SheetLimits } from "@peony/domain/imports";
import { SheetStop } from "./stop.ts";

export type ZipEntry = {
  readonly name: string;
  readonly rawName: Buffer;
  readonly deflated: boolean;
  readonly crc: number;
  readonly storedBytes: number;
  readonly inflatedBytes: number;
  /** Where its own header stands in the file, and where the next part begins. */
  readonly offset: number;
  readonly limit: number;
};

const endBytes = 22;
const maxComment = 65_535;
/** Names and extra fields of a thousand parts stay far below this. */
const maxDirectoryBytes = 4_000_000;

const damaged = (detail: string): SheetStop => new SheetStop("damaged", detail);

const sliceOf = async (file: FileHandle, from: number, length: number): Promise<Buffer> => {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, from);
  if (bytesRead !== length) throw new SheetStop("cut", "the archive is shorter than it says");
  return bytes;
};

const large = (value: bigint): number => {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw damaged("a size beyond reason");
  return Number(value);
};

type End = { readonly count: number; readonly size: number; readonly offset: number };

/** The record at the end of the archive, or its large form where that stands before it. */
const endOf = async (file: FileHandle, size: number): Promise<End & { readonly at: number }> => {
  const from = Math.max(0, size - endBytes - maxComment);
  const tail = await sliceOf(file, from, size - from);
  let at = tail.length - endBytes;
  // The comment must reach exactly to the end, so that a second record inside it is not taken for the true one.
  while (
    at >= 0 &&
    !(tail.readUInt32LE(at) === 0x06_05_4b_50 && at + endBytes + tail.readUInt16LE(at + 20) === tail.length)
  )
    at -= 1;
  if (at < 0) throw new SheetStop("cut", "the end of the archive is missing");
  if (tail.readUInt16LE(at + 4) !== 0 || tail.readUInt16LE(at + 6) !== 0)
    throw damaged("an archive in several volumes");
  const plain = {
    count: tail.readUInt16LE(at + 10),
    size: tail.readUInt32LE(at + 12),
    offset: tail.readUInt32LE(at + 16),
  };
  if (plain.count !== 0xffff && plain.size !== 0xffff_ffff && plain.offset !== 0xffff_ffff)
    return { ...plain, at: from + at };
  if (from + at < 20) throw damaged("no room for the large end record");
  const locator = await sliceOf(file, from + at - 20, 20);
  if (locator.readUInt32LE(0) !== 0x07_06_4b_50) throw damaged("no large end record");
  const largeAt = large(locator.readBigUInt64LE(8));
  if (largeAt + 56 > size) throw damaged("the large end record lies outside");
  const record = await sliceOf(file, largeAt, 56);
  if (record.readUInt32LE(0) !== 0x06_06_4b_50) throw damaged("no large end record");
  const [count, bytes, offset] = [32, 40, 48].map((i) => large(record.readBigUInt64LE(i)));
  return { count: count ?? 0, size: bytes ?? 0, offset: offset ?? 0, at: largeAt };
};

/** Sizes and offset that did not fit their 32 bits stand in an extra field, in this order, only those that did not fit. */
const widened = (extra: Buffer, inflated: number, stored: number, offset: number): [number, number, number] => {
  const values: [number, number, number] = [inflated, stored, offset];
  if (!values.includes(0xffff_ffff)) return values;
  for (let at = 0; at + 4 <= extra.length; ) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === 1 && end <= extra.length) {
      let from = at + 4;
      for (const i of [0, 1, 2] as const)
        if (values[i] === 0xffff_ffff) {
          if (from + 8 > end) throw damaged("a large size is missing");
          values[i] = large(extra.readBigUInt64LE(from));
          from += 8;
        }
      return values;
    }
    at = end;
  }
  throw damaged("a large size is missing");
};

const nameOf = (raw: Buffer): string => {
  const name = raw.toString("utf8");
  const parts = name.split("/");
  if (name === "" || name.startsWith("/") || /[\\\0:]/.test(name) || parts.includes("..") || parts.includes("."))
    throw damaged(`a part named ${JSON.stringify(name.slice(0, 80))}`);
  return name;
};

type Found = { readonly entry: Omit<ZipEntry, "limit">; readonly next: number };

const entryAt = (directory: Buffer, at: number): Found => {
  if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02_01_4b_50)
    throw damaged("the list of parts ends early");
  const [nameLength = 0, extraLength = 0, commentLength = 0] = [28, 30, 32].map((i) => directory.readUInt16LE(at + i));
  const next = at + 46 + nameLength + extraLength + commentLength;
  if (next > directory.length) throw damaged("the list of parts ends early");
  if ((directory.readUInt16LE(at + 8) & 0x41) !== 0) throw new SheetStop("encrypted", "a part is encrypted");
  const method = directory.readUInt16LE(at + 10);
  if (method !== 0 && method !== 8) throw damaged(`a part packed by method ${method}`);
  const rawName = directory.subarray(at + 46, at + 46 + nameLength);
  const [inflatedBytes, storedBytes, offset] = widened(
    directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength),
    directory.readUInt32LE(at + 24),
    directory.readUInt32LE(at + 20),
    directory.readUInt32LE(at + 42),
  );
  const crc = directory.readUInt32LE(at + 16);
  const name = nameOf(rawName);
  return { entry: { name, rawName, deflated: method === 8, crc, storedBytes, inflatedBytes, offset }, next };
};

/** Parts of an archive by name, checked: not too many, none twice, none over another, none larger than may be. */
export const directoryOf = async (
  file: FileHandle,
  size: number,
  limits: SheetLimits,
): Promise<ReadonlyMap<string, ZipEntry>> => {
  if (size < endBytes) throw new SheetStop("cut", "the archive has no end");
  const end = await endOf(file, size);
  if (end.count > limits.maxEntries)
    throw new SheetStop("too-many-entries", `${end.count} parts`, { max: limits.maxEntries });
  if (end.size > maxDirectoryBytes || end.offset + end.size > end.at) throw damaged("the list of parts lies outside");
  const directory = await sliceOf(file, end.offset, end.size);
  const found: Omit<ZipEntry, "limit">[] = [];
  let at = 0;
  while (found.length < end.count) {
    const { entry, next } = entryAt(directory, at);
    found.push(entry);
    at = next;
  }
  if (at !== directory.length) throw new SheetStop("too-many-entries", "more parts than it says", { max: end.count });
  return placed(found, end.offset, limits);
};

const placed = (
  found: readonly Omit<ZipEntry, "limit">[],
  directoryAt: number,
  limits: SheetLimits,
): ReadonlyMap<string, ZipEntry> => {
  const entries = new Map<string, ZipEntry>();
  const sorted = found.toSorted((a, b) => a.offset - b.offset);
  let total = 0;
  for (const [i, entry] of sorted.entries()) {
    const limit = sorted[i + 1]?.offset ?? directoryAt;
    if (entry.offset + 30 + entry.rawName.length + entry.storedBytes > limit) throw damaged("parts overlap");
    total += entry.inflatedBytes;
    if (total > limits.maxInflatedBytes) throw new SheetStop("zip-bomb", `${total} bytes and more`);
    const key = entry.name.toLowerCase();
    if (entries.has(key)) throw damaged(`two parts named ${key.slice(0, 80)}`);
    entries.set(key, { ...entry, limit });
  }
  return entries;
};
