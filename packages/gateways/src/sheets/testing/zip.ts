import { crc32, deflateRawSync } from "node:zlib";

/** A part of an archive, and what its headers say instead of the truth. */
export type Part = {
  readonly name: string;
  readonly data: Buffer | string;
  readonly method?: number;
  readonly flags?: number;
  /** Bytes as they are stored, where they are not what packing gives. */
  readonly stored?: Buffer;
  readonly says?: {
    readonly inflated?: number;
    readonly stored?: number;
    readonly crc?: number;
    readonly localName?: string;
    readonly offset?: number;
  };
  /** Sizes in the extra field of large archives. */
  readonly large?: boolean;
};

export type ArchiveLies = {
  readonly count?: number;
  readonly comment?: Buffer;
  readonly before?: Buffer;
  readonly large?: boolean;
};

const max = 0xffff_ffff;

const largeExtra = (inflated: number, stored: number): Buffer => {
  const extra = Buffer.alloc(20);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(16, 2);
  extra.writeBigUInt64LE(BigInt(inflated), 4);
  extra.writeBigUInt64LE(BigInt(stored), 12);
  return extra;
};

const headersOf = (part: Part, offset: number): { local: Buffer; central: Buffer; body: Buffer } => {
  const data = Buffer.from(part.data);
  const method = part.method ?? 8;
  const body = part.stored ?? (method === 8 ? deflateRawSync(data) : data);
  const says = part.says ?? {};
  const inflated = says.inflated ?? data.length;
  const stored = says.stored ?? body.length;
  const crc = says.crc ?? crc32(data);
  const extra = part.large === true ? largeExtra(inflated, stored) : Buffer.alloc(0);
  const common = (name: Buffer): Buffer => {
    const head = Buffer.alloc(26);
    head.writeUInt16LE(part.large === true ? 45 : 20, 0);
    head.writeUInt16LE(part.flags ?? 0x800, 2);
    head.writeUInt16LE(method, 4);
    head.writeUInt32LE(crc, 10);
    head.writeUInt32LE(part.large === true ? max : stored, 14);
    head.writeUInt32LE(part.large === true ? max : inflated, 18);
    head.writeUInt16LE(name.length, 22);
    head.writeUInt16LE(extra.length, 24);
    return head;
  };
  const localName = Buffer.from(says.localName ?? part.name);
  const name = Buffer.from(part.name);
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(says.offset ?? offset, 10);
  return {
    local: Buffer.concat([Buffer.from("PK\x03\x04"), common(localName), localName, extra]),
    central: Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), common(name), tail, name, extra]),
    body,
  };
};

const largeEnd = (count: number, size: number, offset: number): Buffer => {
  const record = Buffer.alloc(76);
  record.write("PK\x06\x06", 0, "latin1");
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  record.write("PK\x06\x07", 56, "latin1");
  record.writeBigUInt64LE(BigInt(offset + size), 64);
  record.writeUInt32LE(1, 72);
  return record;
};

/** An archive of the given parts, true or lying. */
export const zipOf = (parts: readonly Part[], lies: ArchiveLies = {}): Buffer => {
  const front: Buffer[] = [lies.before ?? Buffer.alloc(0)];
  const directory: Buffer[] = [];
  let at = front[0]?.length ?? 0;
  for (const part of parts) {
    const { local, central, body } = headersOf(part, at);
    front.push(local, body);
    directory.push(central);
    at += local.length + body.length;
  }
  const size = directory.reduce((sum, b) => sum + b.length, 0);
  const count = lies.count ?? parts.length;
  const comment = lies.comment ?? Buffer.alloc(0);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(lies.large === true ? 0xffff : count, 8);
  end.writeUInt16LE(lies.large === true ? 0xffff : count, 10);
  end.writeUInt32LE(lies.large === true ? max : size, 12);
  end.writeUInt32LE(lies.large === true ? max : at, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([
    ...front,
    ...directory,
    ...(lies.large === true ? [largeEnd(count, size, at)] : []),
    end,
    comment,
  ]);
};
